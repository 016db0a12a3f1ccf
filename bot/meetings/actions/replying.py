"""Somebody invited says whether they come."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.refusals import ScreenOutdated
from bot.meetings.actions.refusals import ChangedMeanwhile, HasBegun, IsCancelled
from bot.meetings.addresses import OpenMeeting, OpenMeetings
from bot.meetings.rules.meeting import Meeting, Reply
from bot.meetings.store import invitations, meetings
from bot.people.rules import Person


async def reply_to(
    session: AsyncSession,
    person: Person,
    meeting_id: int,
    version: int,
    reply: Reply,
    now: datetime,
) -> Meeting:
    """Can be changed until it begins. A button of an older version shows the meeting as it is now
    instead: what somebody said to another time says nothing about this one.
    """
    meeting = await meetings.find_meeting(session, meeting_id)
    if meeting is None or await invitations.find_invitation(session, meeting, person.id) is None:
        raise ScreenOutdated(instead=OpenMeetings())
    here = OpenMeeting(meeting.id)
    if meeting.cancelled:
        raise IsCancelled(instead=here)
    if meeting.has_begun(now):
        raise HasBegun(instead=here)
    if meeting.version != version:
        raise ChangedMeanwhile(instead=here)
    if not await invitations.save_reply(session, meeting, person.id, reply, now):
        raise ChangedMeanwhile(instead=here)
    return meeting
