"""Many rounds: an assessor's, a coordinator's, what is due, and the counts of home."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select, true
from sqlalchemy import false as never
from sqlalchemy.ext.asyncio import AsyncSession

from bot.cohorts.store import members
from bot.judging.rules.desk import Waived, Waivers
from bot.judging.rules.rounds import UNSIGNED, Assignment, Due, Round, Stage, State, Waiting
from bot.judging.store.assignments import COLUMNS as PARTS
from bot.judging.store.assignments import assignment_of, assignments
from bot.judging.store.rounds import COLUMNS as ROUNDS
from bot.judging.store.rounds import round_of, rounds
from bot.people.rules import MANAGERS, Grant, Person, ScopeKind
from bot.people.store import people

_UNSIGNED = [str(stage) for stage in UNSIGNED]
_waivers = people.alias("waivers")
_RENAMED: Any = [column.label(f"part_{column.name}") for column in PARTS]


def _of(assessor_id: int, stages: list[str]) -> Any:
    joined = assignments.join(rounds, rounds.c.id == assignments.c.round_id).join(
        people, people.c.id == rounds.c.person_id
    )
    return (
        select(*_RENAMED, *ROUNDS, people.c.name)
        .select_from(joined)
        .where(assignments.c.assessor_id == assessor_id, assignments.c.stage.in_(stages))
    )


def _due(row: Any) -> Due:
    return Due(assignment_of(row), round_of(row), row.name)


async def find_open(
    session: AsyncSession, assessor_id: int, *, limit: int, offset: int
) -> list[Due]:
    """A page of what an assessor is to sign, what is due soonest first."""
    ordered = _of(assessor_id, _UNSIGNED).order_by(assignments.c.due_at, assignments.c.id)
    return [_due(row) for row in await session.execute(ordered.limit(limit).offset(offset))]


async def find_done(
    session: AsyncSession, assessor_id: int, *, limit: int, offset: int
) -> list[Due]:
    """A page of what an assessor has signed, the newest first."""
    newest = assignments.c.signed_at.desc(), assignments.c.id.desc()
    ordered = _of(assessor_id, [str(Stage.SIGNED)]).order_by(*newest)
    return [_due(row) for row in await session.execute(ordered.limit(limit).offset(offset))]


async def find_unsigned_of(
    session: AsyncSession, assessor_id: int, person_id: int
) -> list[Assignment]:
    """What an assessor has not signed of one person's."""
    found = (
        select(*PARTS)
        .join_from(assignments, rounds, rounds.c.id == assignments.c.round_id)
        .where(
            assignments.c.assessor_id == assessor_id,
            assignments.c.stage.in_(_UNSIGNED),
            rounds.c.person_id == person_id,
        )
    )
    return [assignment_of(row) for row in await session.execute(found.order_by(assignments.c.id))]


async def find_first_unsigned(
    session: AsyncSession, assessor_id: int, person_ids: Sequence[int]
) -> Due | None:
    """What an assessor is still to sign of any of these people; one is enough."""
    found = _of(assessor_id, _UNSIGNED).where(rounds.c.person_id.in_(list(person_ids)))
    row = (await session.execute(found.order_by(assignments.c.id).limit(1))).one_or_none()
    return _due(row) if row else None


async def count_open(session: AsyncSession, assessor_id: int) -> int:
    """How many parts wait for an assessor's signature; one statement, for home."""
    counted = select(func.count()).where(
        assignments.c.assessor_id == assessor_id, assignments.c.stage.in_(_UNSIGNED)
    )
    return (await session.execute(counted)).scalar_one()


def _reached(grant: Grant) -> ColumnElement[bool]:
    if grant.scope_kind is ScopeKind.PROGRAMME:
        return true()
    if grant.scope_kind is ScopeKind.COUNTRY:
        return people.c.country == grant.scope
    of_cohort = select(members.c.person_id).where(members.c.cohort_id == int(grant.scope or 0))
    return people.c.id.in_(of_cohort)


def in_scope(coordinator: Person) -> ColumnElement[bool]:
    """Trainees whom a coordinator's or administrator's scopes cover, never themselves."""
    managing = frozenset(MANAGERS.split("|"))
    scopes = [grant for grant in coordinator.grants if str(grant.role) in managing]
    return and_(people.c.id != coordinator.id, or_(never(), *map(_reached, scopes)))


def _soonest() -> Any:
    return (
        select(func.min(assignments.c.due_at))
        .where(assignments.c.round_id == rounds.c.id, assignments.c.stage.in_(_UNSIGNED))
        .scalar_subquery()
    )


def _waiting(coordinator: Person, *columns: Any) -> Any:
    joined = rounds.join(people, people.c.id == rounds.c.person_id)
    waiting = (rounds.c.state == str(State.WAITING), in_scope(coordinator))
    return select(*columns).select_from(joined).where(*waiting)


async def find_waiting(
    session: AsyncSession, coordinator: Person, now: datetime, *, limit: int, offset: int
) -> list[Waiting]:
    """A page of what is not judged yet: without an assessor first, then what is due soonest."""
    soonest = _soonest()
    found = _waiting(coordinator, *ROUNDS, people.c.name, soonest.label("soonest"))
    nobody = case((rounds.c.lacks > 0, 0), else_=1)
    ordered = found.order_by(nobody, soonest, rounds.c.id).limit(limit).offset(offset)
    return [
        Waiting(round_of(row), row.name, row.soonest, bool(row.soonest and row.soonest <= now))
        for row in await session.execute(ordered)
    ]


async def count_stuck(session: AsyncSession, coordinator: Person, now: datetime) -> int:
    """Rounds in scope that lack an assessor or are over their time; one statement, for home."""
    stuck = or_(rounds.c.lacks > 0, _soonest() <= now)
    counted = _waiting(coordinator, func.count()).where(stuck)
    return (await session.execute(counted)).scalar_one()


async def find_in_scope(
    session: AsyncSession, coordinator: Person, public: str
) -> tuple[Round, str] | None:
    """A round of somebody in scope with their name; None for all others."""
    joined = rounds.join(people, people.c.id == rounds.c.person_id)
    found = (
        select(*ROUNDS, people.c.name)
        .select_from(joined)
        .where(rounds.c.public_id == public, in_scope(coordinator))
    )
    row = (await session.execute(found)).one_or_none()
    return (round_of(row), row.name) if row else None


async def find_due(session: AsyncSession, now: datetime, limit: int) -> list[Assignment]:
    """Parts at which something is to be done now, the longest waiting first."""
    found = select(*PARTS).where(assignments.c.next_at <= now)
    ordered = found.order_by(assignments.c.next_at, assignments.c.id).limit(limit)
    return [assignment_of(row) for row in await session.execute(ordered)]


async def find_lacking_of(session: AsyncSession, person_id: int) -> list[Round]:
    """Somebody's rounds for which nobody was found: one an outcome at most."""
    lacking = rounds.c.person_id == person_id, rounds.c.retry_at.is_not(None)
    found = select(*ROUNDS).where(*lacking).order_by(rounds.c.id)
    return [round_of(row) for row in await session.execute(found)]


async def find_lacking(session: AsyncSession, now: datetime, limit: int) -> list[Round]:
    """Rounds for which an assessor is to be looked for again."""
    found = select(*ROUNDS).where(rounds.c.retry_at <= now)
    ordered = found.order_by(rounds.c.retry_at, rounds.c.id).limit(limit)
    return [round_of(row) for row in await session.execute(ordered)]


def _wanted(coordinator: Person, since: datetime, *columns: Any) -> Any:
    """Rounds in scope that were to have a second assessor, withdrawn ones aside."""
    joined = rounds.join(people, people.c.id == rounds.c.person_id).outerjoin(
        _waivers, _waivers.c.id == rounds.c.waived_by
    )
    return (
        select(*columns)
        .select_from(joined)
        .where(
            in_scope(coordinator),
            rounds.c.asked_at >= since,
            rounds.c.state != str(State.WITHDRAWN),
            or_(rounds.c.second, rounds.c.waived_at.is_not(None)),
        )
    )


async def count_waivers(session: AsyncSession, coordinator: Person, since: datetime) -> Waivers:
    """How often a second assessor was waived since then; one statement."""
    counted = _wanted(coordinator, since, func.count(rounds.c.waived_at), func.count())
    row: Any = (await session.execute(counted)).one()
    return Waivers(row[0], row[1])


async def find_waived(
    session: AsyncSession, coordinator: Person, since: datetime, *, limit: int, offset: int
) -> list[Waived]:
    """A page of the rounds whose second assessor was waived, the newest first."""
    found = _wanted(coordinator, since, *ROUNDS, people.c.name, _waivers.c.name.label("waiver_by"))
    waived = found.where(rounds.c.waived_at.is_not(None))
    newest = waived.order_by(rounds.c.waived_at.desc(), rounds.c.id.desc())
    rows = await session.execute(newest.limit(limit).offset(offset))
    return [Waived(round_of(row), row.name, row.waiver_by or "") for row in rows]
