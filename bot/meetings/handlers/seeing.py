"""Meetings as everybody sees them: the list, one meeting, the reply, the calendar file."""

from __future__ import annotations

from bot.cohorts.addresses import OpenMeetingsOf
from bot.kit.clock import in_zone
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.meetings.actions.opening import load_group, load_meeting
from bot.meetings.actions.replying import reply_to
from bot.meetings.addresses import Answer, OpenMeeting, OpenMeetings, SendFile
from bot.meetings.rules.meeting import LEADING
from bot.meetings.screens import lists
from bot.meetings.screens.meeting import file_screen, meeting_screen
from bot.meetings.store import meetings
from bot.people.rules import Person

routes = Routes("meetings.seeing")


@routes.command("meetings")
async def on_meetings_command(visit: Visit[Person], _arguments: str) -> Screen:
    return await _meetings(visit, OpenMeetings())


@routes.pressed(OpenMeetings)
async def on_meetings(visit: Visit[Person], address: OpenMeetings) -> Screen:
    return await _meetings(visit, address)


async def _meetings(visit: Visit[Person], address: OpenMeetings) -> Screen:
    person, size = visit.person, lists.A_PAGE
    today = in_zone(visit.now, person.zone).date()
    found = await meetings.find_own(
        visit.session, person, today, past=address.past, limit=size + 1, offset=address.page * size
    )
    if not found and address.page:
        return await _meetings(visit, OpenMeetings(address.past))
    may_call = any(person.has(role) for role in LEADING)
    return lists.meetings_screen(
        visit.words, found[:size], person.zone, visit.now, past=address.past, page=address.page,
        more=len(found) > size, may_call=may_call,
    )  # fmt: skip


@routes.pressed(OpenMeetingsOf)
async def on_meetings_of(visit: Visit[Person], address: OpenMeetingsOf) -> Screen:
    person, size, page = visit.person, lists.A_PAGE, address.page
    cohort = await load_group(visit.session, person, address.cohort)
    found = await meetings.find_of_cohort(
        visit.session, cohort.id, limit=size + 1, offset=page * size
    )
    return lists.group_screen(
        visit.words, cohort, found[:size], person.zone, page, more=len(found) > size
    )


async def meeting(visit: Visit[Person], number: int) -> Screen:
    """One meeting as this person sees it now."""
    seen = await load_meeting(visit.session, visit.person, number)
    return meeting_screen(
        visit.words, seen.meeting, seen.own, seen.replies, seen.marks, visit.person.zone, visit.now
    )


@routes.pressed(OpenMeeting)
async def on_meeting(visit: Visit[Person], address: OpenMeeting) -> Screen:
    return await meeting(visit, address.meeting)


@routes.pressed(Answer)
async def on_reply(visit: Visit[Person], address: Answer) -> Screen:
    await reply_to(
        visit.session, visit.person, address.meeting, address.version, address.reply, visit.now
    )
    return await meeting(visit, address.meeting)


@routes.pressed(SendFile)
async def on_file(visit: Visit[Person], address: SendFile) -> Screen:
    seen = await load_meeting(visit.session, visit.person, address.meeting)
    zone = visit.person.zone
    return file_screen(visit.words, seen.meeting, visit.bot_name, zone, visit.now)
