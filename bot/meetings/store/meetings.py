"""The meetings themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, false, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.cohorts.store import cohorts, within
from bot.kit.db import insert_new, table_of
from bot.meetings.rules.meeting import LEADING, Audience, Meeting, Scope
from bot.meetings.tables import InvitationRow, MeetingRow
from bot.people.rules import Grant, Person, Role, ScopeKind

MOST_IN_A_FILE: Final = 500
meetings = table_of(MeetingRow)
invitations = table_of(InvitationRow)
COLUMNS: Any = (
    meetings.c.id, meetings.c.public_id, meetings.c.audience, meetings.c.cohort_id,
    cohorts.c.country, meetings.c.country, cohorts.c.name, meetings.c.title, meetings.c.day,
    meetings.c.at, meetings.c.minutes, meetings.c.place, meetings.c.zone, meetings.c.version,
    meetings.c.cancelled, meetings.c.told_at,
)  # fmt: skip
WITH_COHORTS: Any = meetings.outerjoin(cohorts, cohorts.c.id == meetings.c.cohort_id)
_MEETINGS = select(*COLUMNS).select_from(WITH_COHORTS)


def meeting_of(row: Sequence[Any]) -> Meeting:
    number, public, audience, cohort_id, of_cohort, country, group, *rest = row
    scope = Scope(Audience(audience), cohort_id, of_cohort or country, group or "")
    return Meeting(number, public, scope, *rest)


async def find_meeting(session: AsyncSession, meeting_id: int) -> Meeting | None:
    row = (await session.execute(_MEETINGS.where(meetings.c.id == meeting_id))).one_or_none()
    return meeting_of(row) if row else None


async def find_called(session: AsyncSession, public_id: str) -> Meeting | None:
    """The meeting that a draft has become."""
    row = (await session.execute(_MEETINGS.where(meetings.c.public_id == public_id))).one_or_none()
    return meeting_of(row) if row else None


async def find_several(session: AsyncSession, meeting_ids: Iterable[int]) -> list[Meeting]:
    found = _MEETINGS.where(meetings.c.id.in_(list(meeting_ids)))
    return [meeting_of(row) for row in await session.execute(found)]


def _led_by(person: Person) -> ColumnElement[bool]:
    """As `rules.may_lead` decides: of cohorts in one's scope, of partners as coordinator."""
    led: list[ColumnElement[bool]] = [false()]
    leading = [grant for grant in person.grants if grant.role in LEADING]
    if leading:
        of_cohort = meetings.c.audience == str(Audience.COHORT)
        led.append(and_(of_cohort, within(leading)))
    of_staff = meetings.c.audience == str(Audience.STAFF)
    held = [_holds(grant) for grant in person.grants if grant.role is Role.COORDINATOR]
    led.extend(and_(of_staff, condition) for condition in held)
    return or_(*led)


def _holds(grant: Grant) -> ColumnElement[bool]:
    if grant.scope_kind is ScopeKind.PROGRAMME:
        return meetings.c.id.is_not(None)
    if grant.scope_kind is ScopeKind.COUNTRY:
        own = cohorts.c.country == grant.scope
        return or_(meetings.c.country == grant.scope, own)
    return meetings.c.cohort_id == int(grant.scope or 0)


async def find_own(
    session: AsyncSession, person: Person, today: date, *, past: bool, limit: int, offset: int
) -> list[Meeting]:
    """A page of what somebody is invited to or leads: from today on the next first, or before
    today the last first. Those that are cancelled are left out once they are over.
    """
    invited = select(invitations.c.meeting_id).where(invitations.c.person_id == person.id)
    found = _MEETINGS.where(or_(meetings.c.id.in_(invited), _led_by(person)))
    if past:
        found = found.where(meetings.c.day < today, meetings.c.cancelled.is_(False))
        found = found.order_by(meetings.c.day.desc(), meetings.c.at.desc(), meetings.c.id.desc())
    else:
        found = found.where(meetings.c.day >= today)
        found = found.order_by(meetings.c.day, meetings.c.at, meetings.c.id)
    rows = await session.execute(found.limit(limit).offset(offset))
    return [meeting_of(row) for row in rows]


async def find_of_cohort(
    session: AsyncSession, cohort_id: int, *, limit: int, offset: int
) -> list[Meeting]:
    """A page of a cohort's meetings with its trainees, the last first."""
    found = _MEETINGS.where(
        meetings.c.cohort_id == cohort_id, meetings.c.audience == str(Audience.COHORT)
    )
    ordered = found.order_by(meetings.c.day.desc(), meetings.c.at.desc(), meetings.c.id.desc())
    rows = await session.execute(ordered.limit(limit).offset(offset))
    return [meeting_of(row) for row in rows]


async def find_for_calendar(
    session: AsyncSession, person_id: int, first: date, last: date
) -> list[Meeting]:
    """What somebody is invited to or has called from `first` to `last`, called off or not."""
    invited = select(invitations.c.meeting_id).where(invitations.c.person_id == person_id)
    own = or_(meetings.c.id.in_(invited), meetings.c.made_by == person_id)
    found = _MEETINGS.where(own, meetings.c.day.between(first, last))
    ordered = found.order_by(meetings.c.day, meetings.c.at, meetings.c.id).limit(MOST_IN_A_FILE)
    return [meeting_of(row) for row in await session.execute(ordered)]


async def add_meeting(
    session: AsyncSession, meeting: Meeting, made_by: int, now: datetime
) -> int | None:
    """Its id; None where one with this public id is there already."""
    of_cohort = meeting.scope.cohort_id is not None
    adding = (
        insert_new(session, MeetingRow)
        .values(
            public_id=meeting.public_id,
            audience=str(meeting.scope.audience),
            cohort_id=meeting.scope.cohort_id,
            country=None if of_cohort else meeting.scope.country,
            **_facts(meeting),
            zone=meeting.zone,
            made_by=made_by,
            made_at=now,
            told_at=now,
        )
        .on_conflict_do_nothing(index_elements=["public_id"])
        .returning(meetings.c.id)
    )
    return (await session.execute(adding)).scalar_one_or_none()


def _facts(meeting: Meeting) -> dict[str, Any]:
    names = ("title", "day", "at", "minutes", "place")
    return {name: getattr(meeting, name) for name in names}


async def change_meeting(session: AsyncSession, meeting: Meeting, now: datetime) -> bool:
    """Whether it still had the version that was changed; it has the next one then."""
    changing = (
        update(meetings)
        .where(
            meetings.c.id == meeting.id,
            meetings.c.version == meeting.version,
            meetings.c.cancelled.is_(False),
        )
        .values(version=meeting.version + 1, told_at=now, **_facts(meeting))
    )
    changed: Any = await session.execute(changing)
    return changed.rowcount == 1


async def cancel_meeting(session: AsyncSession, meeting_id: int, version: int) -> bool:
    """Whether it still had that version; it has the next one then."""
    cancelling = (
        update(meetings)
        .where(
            meetings.c.id == meeting_id,
            meetings.c.version == version,
            meetings.c.cancelled.is_(False),
        )
        .values(cancelled=True, version=version + 1)
    )
    cancelled: Any = await session.execute(cancelling)
    return cancelled.rowcount == 1
