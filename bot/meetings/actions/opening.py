"""Which meetings somebody sees, and as what: every way in asks here."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from bot.cohorts.rules import Cohort
from bot.cohorts.store import CohortGone, load_cohort
from bot.kit.refusals import ScreenOutdated
from bot.meetings.addresses import OpenMeetings
from bot.meetings.rules.meeting import (
    Attendance,
    Audience,
    Invited,
    Meeting,
    Reply,
    Scope,
    may_lead,
)
from bot.meetings.store import invitations, meetings
from bot.people.rules import Person


@dataclass(frozen=True, slots=True)
class Seen:
    """A meeting as one person sees it. `own` is None for who is not invited, the counts for who
    does not lead it.
    """

    meeting: Meeting
    leads: bool
    own: Invited | None = None
    replies: dict[Reply | None, int] | None = None
    marks: dict[Attendance | None, int] | None = None


async def load_meeting(session: AsyncSession, person: Person, meeting_id: int) -> Seen:
    """Raises ScreenOutdated where there is none, or none of theirs."""
    meeting = await meetings.find_meeting(session, meeting_id)
    if meeting is None:
        raise ScreenOutdated(instead=OpenMeetings())
    own = await invitations.find_invitation(session, meeting, person.id)
    leads = may_lead(person, meeting.scope)
    if own is None and not leads:
        raise ScreenOutdated(instead=OpenMeetings())
    if not leads:
        return Seen(meeting, leads, own)
    replies = dict(await invitations.count_replies(session, meeting.id))
    marks = dict(await invitations.count_attendance(session, meeting.id))
    return Seen(meeting, leads, own, replies, marks)


async def load_group(session: AsyncSession, person: Person, cohort_id: int) -> Cohort:
    """A cohort whose meetings somebody leads. Raises ScreenOutdated for any other."""
    try:
        cohort = await load_cohort(session, cohort_id)
    except CohortGone:
        raise ScreenOutdated(instead=OpenMeetings()) from None
    if not may_lead(person, Scope(Audience.COHORT, cohort.id, cohort.country, cohort.name)):
        raise ScreenOutdated(instead=OpenMeetings())
    return cohort


async def load_led(session: AsyncSession, person: Person, meeting_id: int) -> Meeting:
    """One that somebody may change. Raises ScreenOutdated for any other."""
    meeting = await meetings.find_meeting(session, meeting_id)
    if meeting is None or not may_lead(person, meeting.scope):
        raise ScreenOutdated(instead=OpenMeetings())
    return meeting
