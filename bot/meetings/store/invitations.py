"""Who is invited, what they said, and who came."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, cast, func, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.cohorts.store import cohorts, members
from bot.kit.db import insert_new
from bot.meetings.rules.meeting import (
    Attendance,
    Audience,
    Guest,
    Invited,
    Meeting,
    Reply,
    Scope,
    scope_of,
)
from bot.meetings.store.meetings import COLUMNS, WITH_COHORTS, invitations, meeting_of, meetings
from bot.meetings.tables import InvitationRow
from bot.people.rules import STAFF, ScopeKind
from bot.people.store import grants, people

_STAFF = [str(role) for role in STAFF]
_GUEST: Any = (people.c.id, people.c.name, invitations.c.reply, invitations.c.attendance)


def _invitees(scope: Scope) -> Any:
    """The people whom a meeting of this scope is for, as a selection of their ids."""
    if scope.audience is Audience.COHORT:
        return select(members.c.person_id).where(members.c.cohort_id == scope.cohort_id)
    chosen = select(grants.c.person_id).where(grants.c.role.in_(_STAFF), _within(scope))
    return chosen.distinct()


def _within(scope: Scope) -> ColumnElement[bool]:
    """As `rules.may_be_invited` decides for one grant."""
    kind, name = scope_of(scope)
    if kind is ScopeKind.PROGRAMME:
        return grants.c.person_id.is_not(None)
    of_cohort = grants.c.scope_kind == str(ScopeKind.COHORT)
    if kind is ScopeKind.COHORT:
        return and_(of_cohort, grants.c.scope == name)
    own = select(cast(cohorts.c.id, String)).where(cohorts.c.country == name)
    of_country = and_(grants.c.scope_kind == str(ScopeKind.COUNTRY), grants.c.scope == name)
    return or_(of_country, and_(of_cohort, grants.c.scope.in_(own)))


async def count_invitees(session: AsyncSession, scope: Scope) -> int:
    """How many would be invited now."""
    return (
        await session.execute(select(func.count()).select_from(_invitees(scope).subquery()))
    ).scalar_one()


async def invite(session: AsyncSession, meeting_id: int, scope: Scope) -> None:
    """Everybody whom the meeting is for; who is invited already stays as they are."""
    chosen = _invitees(scope).subquery()
    rows = select(literal(meeting_id), chosen.c.person_id).where(chosen.c.person_id.is_not(None))
    adding = insert_new(session, InvitationRow).from_select(["meeting_id", "person_id"], rows)
    await session.execute(adding.on_conflict_do_nothing())


async def invite_to_coming(session: AsyncSession, person_id: int, today: date) -> list[int]:
    """Somebody came into a cohort: its meetings from that day on are theirs, too. Which are new."""
    own = select(members.c.cohort_id).where(members.c.person_id == person_id)
    coming = select(meetings.c.id, literal(person_id)).where(
        meetings.c.audience == str(Audience.COHORT),
        meetings.c.cohort_id.in_(own),
        meetings.c.day >= today,
        meetings.c.cancelled.is_(False),
    )
    adding = insert_new(session, InvitationRow).from_select(["meeting_id", "person_id"], coming)
    added = adding.on_conflict_do_nothing().returning(invitations.c.meeting_id)
    return sorted((await session.execute(added)).scalars())


def _own(meeting_id: int, person_id: int) -> ColumnElement[bool]:
    return and_(invitations.c.meeting_id == meeting_id, invitations.c.person_id == person_id)


async def find_invitation(
    session: AsyncSession, meeting: Meeting, person_id: int
) -> Invited | None:
    found = select(invitations.c.reply, invitations.c.attendance)
    row = (await session.execute(found.where(_own(meeting.id, person_id)))).one_or_none()
    return invited_of(meeting, row.reply, row.attendance) if row else None


def invited_of(meeting: Meeting, reply: str | None, attendance: str | None) -> Invited:
    return Invited(
        meeting, Reply(reply) if reply else None, Attendance(attendance) if attendance else None
    )


async def find_invited(
    session: AsyncSession, person_ids: Iterable[int], first: date, last: date
) -> dict[int, list[Invited]]:
    """What several people are invited to from `first` to `last`, both in, by person; nothing that
    is cancelled.

    Days are the meetings' wall days: who works in instants widens the span by a day each side.
    """
    found = (
        select(invitations.c.person_id, invitations.c.reply, invitations.c.attendance, *COLUMNS)
        .select_from(WITH_COHORTS.join(invitations, invitations.c.meeting_id == meetings.c.id))
        .where(
            invitations.c.person_id.in_(list(person_ids)),
            meetings.c.day.between(first, last),
            meetings.c.cancelled.is_(False),
        )
        .order_by(meetings.c.day, meetings.c.at, meetings.c.id)
    )
    by_person: dict[int, list[Invited]] = {}
    for person, reply, attendance, *row in await session.execute(found):
        by_person.setdefault(person, []).append(invited_of(meeting_of(row), reply, attendance))
    return by_person


async def save_reply(
    session: AsyncSession, meeting: Meeting, person_id: int, reply: Reply, now: datetime
) -> bool:
    """Whether the meeting was still as it had been read; the same reply again changes nothing."""
    current = select(meetings.c.id).where(
        meetings.c.id == meeting.id,
        meetings.c.version == meeting.version,
        meetings.c.cancelled.is_(False),
    )
    saving = (
        update(invitations)
        .where(_own(meeting.id, person_id), invitations.c.meeting_id.in_(current))
        .values(reply=str(reply), replied_at=now)
    )
    saved: Any = await session.execute(saving)
    return saved.rowcount == 1


async def forget_replies(session: AsyncSession, meeting_id: int) -> None:
    """The time is another: nobody has said anything about it."""
    of = invitations.c.meeting_id == meeting_id
    await session.execute(update(invitations).where(of).values(reply=None, replied_at=None))


async def count_told(session: AsyncSession, meeting_id: int, but: int) -> int:
    """How many would be told of a change, without who makes it."""
    of = and_(invitations.c.meeting_id == meeting_id, invitations.c.person_id != but)
    found = select(func.count()).select_from(invitations).where(of)
    return (await session.execute(found)).scalar_one()


async def count_replies(session: AsyncSession, meeting_id: int) -> Mapping[Reply | None, int]:
    """How many said what; None are those who have said nothing."""
    found = (
        select(invitations.c.reply, func.count())
        .where(invitations.c.meeting_id == meeting_id)
        .group_by(invitations.c.reply)
    )
    rows = (await session.execute(found)).all()
    return Counter({Reply(reply) if reply else None: n for reply, n in rows})


async def count_attendance(
    session: AsyncSession, meeting_id: int
) -> Mapping[Attendance | None, int]:
    found = (
        select(invitations.c.attendance, func.count())
        .where(invitations.c.meeting_id == meeting_id)
        .group_by(invitations.c.attendance)
    )
    rows = (await session.execute(found)).all()
    return Counter({Attendance(mark) if mark else None: n for mark, n in rows})


async def find_guests(
    session: AsyncSession, meeting_id: int, *, but: int = 0, limit: int, offset: int
) -> list[Guest]:
    """A page of the people invited, by name."""
    found = (
        select(*_GUEST)
        .join_from(invitations, people, people.c.id == invitations.c.person_id)
        .where(invitations.c.meeting_id == meeting_id, people.c.id != but)
        .order_by(people.c.name, people.c.id)
        .limit(limit)
        .offset(offset)
    )
    return [
        Guest(
            row.id,
            row.name,
            Reply(row.reply) if row.reply else None,
            Attendance(row.attendance) if row.attendance else None,
        )
        for row in await session.execute(found)
    ]


async def mark(
    session: AsyncSession,
    meeting_id: int,
    person_id: int,
    attendance: Attendance,
    marked_by: int,
    now: datetime,
) -> bool:
    """Whether it was anything else before."""
    saving = (
        update(invitations)
        .where(
            _own(meeting_id, person_id),
            invitations.c.attendance.is_distinct_from(str(attendance)),
        )
        .values(attendance=str(attendance), marked_by=marked_by, marked_at=now)
    )
    saved: Any = await session.execute(saving)
    return saved.rowcount == 1


async def mark_rest(
    session: AsyncSession, meeting_id: int, marked_by: int, now: datetime, *, but: int
) -> list[int]:
    """Everybody without a mark was present; who they are."""
    saving = (
        update(invitations)
        .where(
            invitations.c.meeting_id == meeting_id,
            invitations.c.attendance.is_(None),
            invitations.c.person_id != but,
        )
        .values(attendance=str(Attendance.PRESENT), marked_by=marked_by, marked_at=now)
        .returning(invitations.c.person_id)
    )
    return sorted((await session.execute(saving)).scalars())


def guests_of(meeting_id: int) -> Select[Any]:
    """The people invited, as a selection for the database alone."""
    return select(invitations.c.person_id).where(invitations.c.meeting_id == meeting_id)


async def find_page(session: AsyncSession, meeting_id: int, after: int, limit: int) -> list[int]:
    """The next people invited, by id."""
    found = (
        select(invitations.c.person_id)
        .where(invitations.c.meeting_id == meeting_id, invitations.c.person_id > after)
        .order_by(invitations.c.person_id)
        .limit(limit)
    )
    return list((await session.execute(found)).scalars())
