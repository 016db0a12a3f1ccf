"""All SQL of cohorts: groups, who belongs to them, milestones, and the staff of a trainee."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, false, func, insert, or_, select, true, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.cohorts.rules import Cohort, Milestone
from bot.cohorts.tables import CohortRow, MemberRow, MilestoneRow
from bot.kit.db import insert_new, public_id, table_of
from bot.people.rules import Grant, Person, Role, ScopeKind, Sector
from bot.people.store import grants, load_people, people

cohorts = table_of(CohortRow)
members = table_of(MemberRow)
milestones = table_of(MilestoneRow)
_COHORT: Any = (
    cohorts.c.id,
    cohorts.c.public_id,
    cohorts.c.name,
    cohorts.c.country,
    cohorts.c.sector,
    cohorts.c.zone,
    cohorts.c.starts_on,
    cohorts.c.ends_on,
    cohorts.c.version,
)
_MILESTONE: Any = (
    milestones.c.id,
    milestones.c.cohort_id,
    milestones.c.title,
    milestones.c.due_on,
    milestones.c.due_time,
    cohorts.c.zone,
    milestones.c.version,
)
_MILESTONES = select(*_MILESTONE).join_from(
    milestones, cohorts, cohorts.c.id == milestones.c.cohort_id
)


class CohortGone(LookupError):
    """No cohort has that id."""


def _cohort(row: Sequence[Any]) -> Cohort:
    number, public, name, country, sector, *rest = row
    return Cohort(number, public, name, country, Sector(sector) if sector else None, *rest)


def within(scopes: Iterable[Grant]) -> ColumnElement[bool]:
    """The cohorts that lie within any of the grants' scopes, as a condition on `cohorts`."""
    allowed: list[ColumnElement[bool]] = [false()]
    for grant in scopes:
        if grant.scope_kind is ScopeKind.PROGRAMME:
            return true()
        if grant.scope_kind is ScopeKind.COUNTRY:
            allowed.append(cohorts.c.country == grant.scope)
        else:
            allowed.append(cohorts.c.id == int(grant.scope or 0))
    return or_(*allowed)


async def add_cohort(
    session: AsyncSession,
    *,
    name: str,
    country: str,
    sector: Sector | None,
    zone: str,
    starts_on: date,
    ends_on: date,
    now: datetime,
) -> int:
    """A new cohort; its id."""
    stored = await session.execute(
        insert(cohorts)
        .values(
            public_id=public_id(),
            name=name,
            country=country,
            sector=str(sector) if sector else None,
            zone=zone,
            starts_on=starts_on,
            ends_on=ends_on,
            made_at=now,
        )
        .returning(cohorts.c.id)
    )
    return stored.scalar_one()


async def load_cohort(session: AsyncSession, cohort_id: int) -> Cohort:
    """Raises CohortGone."""
    row = (await session.execute(select(*_COHORT).where(cohorts.c.id == cohort_id))).one_or_none()
    if row is None:
        raise CohortGone(cohort_id)
    return _cohort(row)


async def find_names(session: AsyncSession, cohort_ids: Iterable[int]) -> dict[int, str]:
    """The names of several cohorts; those that are gone are not in the answer."""
    found = select(cohorts.c.id, cohorts.c.name).where(cohorts.c.id.in_(list(cohort_ids)))
    return {row.id: row.name for row in await session.execute(found)}


async def find_cohorts(
    session: AsyncSession, scopes: Iterable[Grant], *, limit: int = 50, offset: int = 0
) -> list[Cohort]:
    """A page of the cohorts within the scopes, the newest start first."""
    found = (
        select(*_COHORT)
        .where(within(scopes))
        .order_by(cohorts.c.starts_on.desc(), cohorts.c.id.desc())
        .limit(limit)
        .offset(offset)
    )
    return [_cohort(row) for row in await session.execute(found)]


async def count_members(session: AsyncSession, cohort_ids: Iterable[int]) -> dict[int, int]:
    """How many trainees each cohort has; cohorts without any are not in the answer."""
    counted = (
        select(members.c.cohort_id, func.count().label("n"))
        .where(members.c.cohort_id.in_(list(cohort_ids)))
        .group_by(members.c.cohort_id)
    )
    return {row.cohort_id: row.n for row in await session.execute(counted)}


async def add_member(session: AsyncSession, person_id: int, cohort_id: int, now: datetime) -> bool:
    """Whether the person was not in the cohort before."""
    inserted: Any = await session.execute(
        insert_new(session, MemberRow)
        .values(person_id=person_id, cohort_id=cohort_id, joined_at=now)
        .on_conflict_do_nothing()
    )
    return inserted.rowcount == 1


async def find_cohort_ids(
    session: AsyncSession, person_ids: Iterable[int]
) -> Mapping[int, frozenset[int]]:
    """The cohorts of several trainees at once; those in none are not in the answer."""
    chosen = select(members.c.person_id, members.c.cohort_id).where(
        members.c.person_id.in_(list(person_ids))
    )
    found: dict[int, set[int]] = {}
    for person, cohort in await session.execute(chosen):
        found.setdefault(person, set()).add(cohort)
    return {person: frozenset(of) for person, of in found.items()}


def members_of(cohort_id: int) -> Select[Any]:
    """The trainees of one cohort, as a selection for the database alone."""
    return select(members.c.person_id).where(members.c.cohort_id == cohort_id)


async def find_member_ids(session: AsyncSession, cohort_id: int) -> list[int]:
    """The trainees of one cohort."""
    return list((await session.execute(members_of(cohort_id))).scalars())


async def find_cohorts_of(session: AsyncSession, person_id: int) -> list[Cohort]:
    """The cohorts of one trainee, the newest start first."""
    found = (
        select(*_COHORT)
        .join_from(cohorts, members, members.c.cohort_id == cohorts.c.id)
        .where(members.c.person_id == person_id)
        .order_by(cohorts.c.starts_on.desc(), cohorts.c.id.desc())
    )
    return [_cohort(row) for row in await session.execute(found)]


async def find_trainees(
    session: AsyncSession, scopes: Iterable[Grant], *, but: int, limit: int, offset: int
) -> list[Person]:
    """A page of the trainees whom the scopes cover as `cohorts.rules.covers` does, by name."""
    trainees = select(grants.c.person_id).where(grants.c.role == str(Role.TRAINEE))
    found = (
        select(people.c.id)
        .where(people.c.id.in_(trainees), people.c.id != but, _reached_by(scopes))
        .order_by(people.c.name, people.c.id)
        .limit(limit)
        .offset(offset)
    )
    numbers = list((await session.execute(found)).scalars())
    loaded = await load_people(session, numbers) if numbers else {}
    return [loaded[number] for number in numbers]


def _reached_by(scopes: Iterable[Grant]) -> ColumnElement[bool]:
    reached: list[ColumnElement[bool]] = [false()]
    for grant in scopes:
        if grant.scope_kind is ScopeKind.PROGRAMME:
            return true()
        if grant.scope_kind is ScopeKind.COUNTRY:
            reached.append(people.c.country == grant.scope)
        else:
            group = select(members.c.person_id).where(members.c.cohort_id == int(grant.scope or 0))
            reached.append(people.c.id.in_(group))
    return or_(*reached)


async def find_tutors_for(session: AsyncSession, person_id: int) -> list[Person]:
    """The tutors whose scope covers a trainee, never the trainee; by id."""
    return await find_staff_for(session, person_id, Role.TUTOR)


async def find_coordinators_for(session: AsyncSession, person_id: int) -> list[Person]:
    """The coordinators whose scope covers a trainee, never the trainee; by id."""
    return await find_staff_for(session, person_id, Role.COORDINATOR)


async def find_staff_for(session: AsyncSession, person_id: int, role: Role) -> list[Person]:
    """Everybody who holds the role over a trainee, never the trainee; by id."""
    country = select(people.c.country).where(people.c.id == person_id).scalar_subquery()
    own = select(members.c.cohort_id).where(members.c.person_id == person_id)
    cohort_ids = [str(number) for number in (await session.execute(own)).scalars()]
    holders = (
        select(grants.c.person_id)
        .where(
            grants.c.role == str(role),
            grants.c.person_id != person_id,
            or_(
                grants.c.scope_kind == str(ScopeKind.PROGRAMME),
                (grants.c.scope_kind == str(ScopeKind.COUNTRY)) & (grants.c.scope == country),
                (grants.c.scope_kind == str(ScopeKind.COHORT)) & grants.c.scope.in_(cohort_ids),
            ),
        )
        .distinct()
    )
    found = await load_people(session, (await session.execute(holders)).scalars())
    return [found[number] for number in sorted(found)]


async def add_milestone(
    session: AsyncSession, cohort_id: int, title: str, due_on: date, due_time: time
) -> int:
    """A new milestone; its id."""
    stored = await session.execute(
        insert(milestones)
        .values(cohort_id=cohort_id, title=title, due_on=due_on, due_time=due_time)
        .returning(milestones.c.id)
    )
    return stored.scalar_one()


async def find_milestone(session: AsyncSession, milestone_id: int) -> Milestone | None:
    row = (await session.execute(_MILESTONES.where(milestones.c.id == milestone_id))).one_or_none()
    return Milestone(*row) if row else None


async def save_milestone(session: AsyncSession, milestone_id: int, **values: object) -> None:
    """Change title, due_on or due_time, and count it."""
    changing = update(milestones).where(milestones.c.id == milestone_id)
    await session.execute(changing.values(version=milestones.c.version + 1, **values))


async def delete_milestone(session: AsyncSession, milestone_id: int) -> bool:
    """Whether it was still there."""
    gone: Any = await session.execute(delete(milestones).where(milestones.c.id == milestone_id))
    return gone.rowcount == 1


async def find_milestones(session: AsyncSession, cohort_id: int) -> list[Milestone]:
    """The milestones of a cohort, by day."""
    found = _MILESTONES.where(milestones.c.cohort_id == cohort_id)
    ordered = found.order_by(milestones.c.due_on, milestones.c.due_time, milestones.c.id)
    return [Milestone(*row) for row in await session.execute(ordered.limit(100))]


async def find_milestones_of(
    session: AsyncSession, person_ids: Iterable[int], first: date, last: date
) -> dict[int, list[Milestone]]:
    """The milestones of several trainees with a due day from `first` to `last`, both in, by person.

    Days are the cohort's wall days: a caller who works in instants widens the span by a day each
    side.
    """
    found = (
        select(members.c.person_id, *_MILESTONE)
        .select_from(
            milestones.join(cohorts, cohorts.c.id == milestones.c.cohort_id).join(
                members, members.c.cohort_id == milestones.c.cohort_id
            )
        )
        .where(members.c.person_id.in_(list(person_ids)), milestones.c.due_on.between(first, last))
        .order_by(milestones.c.due_on, milestones.c.due_time, milestones.c.id)
    )
    by_person: dict[int, list[Milestone]] = {}
    for person, *row in await session.execute(found):
        by_person.setdefault(person, []).append(Milestone(*row))
    return by_person
