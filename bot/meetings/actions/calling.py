"""A meeting is called, changed or called off; telling people is a task of its own."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.events import MeetingChanged, announce
from bot.kit.audit.log import record
from bot.kit.audit.rules import Action, Deed, Reference
from bot.kit.refusals import ScreenOutdated
from bot.kit.tasks.queue import queue_task
from bot.meetings.actions import refusals
from bot.meetings.actions.composing import check_ahead, load_draft
from bot.meetings.actions.opening import load_led
from bot.meetings.addresses import AskPart, OpenDraft, OpenMeeting
from bot.meetings.rules.meeting import Draft, Meeting, asks_anew, differs, may_lead
from bot.meetings.rules.telling import News
from bot.meetings.store import drafts, invitations, meetings
from bot.people.rules import Person

TELL = "meetings.tell"


async def call(session: AsyncSession, person: Person, public: str, now: datetime) -> Meeting:
    """The meeting, its people invited and about to be told. Once: a second press shows it."""
    called = await meetings.find_called(session, public)
    if called is not None and may_lead(person, called.scope):
        return called
    draft = await load_draft(session, person)
    if draft.public_id != public or draft.meeting_id is not None:
        raise ScreenOutdated(instead=OpenDraft())
    meeting = _whole(draft, now)
    number = await meetings.add_meeting(session, meeting, person.id, now)
    if number is None:
        raise ScreenOutdated(instead=OpenDraft())
    await invitations.invite(session, number, meeting.scope)
    await drafts.delete_draft(session, person.id)
    return await _follow(session, person, number, News.CALLED, Action.MEETING_CALLED, now)


def _whole(draft: Draft, now: datetime) -> Meeting:
    if draft.missing is not None:
        raise ScreenOutdated(instead=AskPart(draft.missing))
    meeting = draft.meeting
    if meeting.has_begun(now):
        raise refusals.IsPast(instead=OpenDraft())
    return meeting


async def load_change(
    session: AsyncSession, person: Person, now: datetime
) -> tuple[Meeting, Meeting]:
    """The meeting that the draft would change, as it is and as it would be."""
    draft = await load_draft(session, person)
    if draft.meeting_id is None:
        raise ScreenOutdated(instead=OpenDraft())
    before = await load_led(session, person, draft.meeting_id)
    check_ahead(before, now)
    if before.version != draft.version:
        raise refusals.ChangedMeanwhile(instead=OpenMeeting(before.id))
    return before, _whole(draft, now)


async def save_change(
    session: AsyncSession, person: Person, meeting_id: int, version: int, now: datetime
) -> Meeting:
    """Saved, and everybody about to be told; where the time is another they are asked anew.

    A second press shows the meeting as it is.
    """
    current = await load_led(session, person, meeting_id)
    if current.version == version + 1:
        return current
    before, after = await load_change(session, person, now)
    if (before.id, before.version) != (meeting_id, version):
        raise refusals.ChangedMeanwhile(instead=OpenMeeting(meeting_id))
    if not differs(before, after):
        raise refusals.NothingChanged(instead=OpenMeeting(meeting_id))
    if not await meetings.change_meeting(session, after, now):
        raise refusals.ChangedMeanwhile(instead=OpenMeeting(meeting_id))
    news = News.MOVED if asks_anew(before, after) else News.CHANGED
    if news is News.MOVED:
        await invitations.forget_replies(session, meeting_id)
    await drafts.delete_draft(session, person.id)
    return await _follow(session, person, meeting_id, news, Action.MEETING_CHANGED, now)


async def cancel(
    session: AsyncSession, person: Person, meeting_id: int, version: int, now: datetime
) -> Meeting:
    """Called off for good, and everybody about to be told; a second press shows it."""
    meeting = await load_led(session, person, meeting_id)
    if meeting.cancelled:
        return meeting
    check_ahead(meeting, now)
    if not await meetings.cancel_meeting(session, meeting_id, version):
        raise refusals.ChangedMeanwhile(instead=OpenMeeting(meeting_id))
    return await _follow(session, person, meeting_id, News.CANCELLED, Action.MEETING_CANCELLED, now)


async def _follow(
    session: AsyncSession,
    person: Person,
    meeting_id: int,
    news: News,
    action: Action,
    now: datetime,
) -> Meeting:
    """What follows from each of these: the log, the reminders, and everybody invited is told."""
    meeting = await meetings.find_meeting(session, meeting_id)
    if meeting is None:
        raise ScreenOutdated
    record(session, Deed(action, now, Reference("meeting", meeting.public_id), person.id))
    await announce(session, MeetingChanged(meeting.id, now))
    payload = {
        "meeting": meeting.id,
        "version": meeting.version,
        "news": str(news),
        "by": person.id,
    }
    key = f"{TELL}.{meeting.id}.{meeting.version}"
    await queue_task(session, TELL, payload, dedupe_key=key, run_after=now)
    return meeting
