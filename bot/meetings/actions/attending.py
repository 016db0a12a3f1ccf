"""Staff note who came; nobody notes it of themselves."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.audit.log import record, record_read
from bot.kit.audit.rules import Action, Deed, Reference
from bot.meetings.actions.opening import load_led
from bot.meetings.actions.refusals import IsCancelled, NotOneself, NotYet
from bot.meetings.addresses import OpenAttendance, OpenMeeting
from bot.meetings.rules.meeting import Attendance, Guest, Meeting
from bot.meetings.store import invitations
from bot.people.rules import Person


async def open_guests(
    session: AsyncSession,
    person: Person,
    meeting_id: int,
    *,
    limit: int,
    offset: int,
    now: datetime,
) -> tuple[Meeting, list[Guest]]:
    """A page of who is invited and what they said."""
    meeting = await load_led(session, person, meeting_id)
    found = await invitations.find_guests(session, meeting.id, limit=limit, offset=offset)
    _log(session, Action.MEETING_GUESTS_READ, person, meeting, now)
    return meeting, found


async def open_attendance(
    session: AsyncSession,
    person: Person,
    meeting_id: int,
    *,
    limit: int,
    offset: int,
    now: datetime,
) -> tuple[Meeting, list[Guest]]:
    """A page of who came, without oneself. Raises NotYet before it has begun."""
    meeting = await _begun(session, person, meeting_id, now)
    found = await invitations.find_guests(
        session, meeting.id, but=person.id, limit=limit, offset=offset
    )
    _log(session, Action.MEETING_GUESTS_READ, person, meeting, now)
    return meeting, found


async def _begun(session: AsyncSession, person: Person, meeting_id: int, now: datetime) -> Meeting:
    meeting = await load_led(session, person, meeting_id)
    if meeting.cancelled:
        raise IsCancelled(instead=OpenMeeting(meeting.id))
    if not meeting.has_begun(now):
        raise NotYet(instead=OpenMeeting(meeting.id))
    return meeting


async def mark(
    session: AsyncSession,
    person: Person,
    meeting_id: int,
    guest_id: int,
    attendance: Attendance,
    now: datetime,
) -> None:
    """The same mark again changes nothing."""
    meeting = await _begun(session, person, meeting_id, now)
    if guest_id == person.id:
        raise NotOneself(instead=OpenAttendance(meeting.id))
    if await invitations.mark(session, meeting.id, guest_id, attendance, person.id, now):
        _log(session, Action.ATTENDANCE_MARKED, person, meeting, now, guest_id)


async def mark_rest(session: AsyncSession, person: Person, meeting_id: int, now: datetime) -> int:
    """Everybody without a mark was present; how many that were."""
    meeting = await _begun(session, person, meeting_id, now)
    marked = await invitations.mark_rest(session, meeting.id, person.id, now, but=person.id)
    for guest_id in marked:
        _log(session, Action.ATTENDANCE_MARKED, person, meeting, now, guest_id)
    return len(marked)


def _log(
    session: AsyncSession,
    action: Action,
    person: Person,
    meeting: Meeting,
    now: datetime,
    subject: int | None = None,
) -> None:
    deed = Deed(action, now, Reference("meeting", meeting.public_id), person.id, subject)
    (record if subject else record_read)(session, deed)
