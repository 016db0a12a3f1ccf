"""Who leads a meeting calls it, changes it, calls it off, and notes who came."""

from __future__ import annotations

from typing import Final

from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.meetings.actions import attending, calling
from bot.meetings.actions.opening import load_led
from bot.meetings.addresses import (
    AskToCancel,
    Call,
    Cancel,
    Mark,
    MarkRest,
    OpenAttendance,
    OpenGuests,
    SaveChange,
)
from bot.meetings.handlers.seeing import meeting as meeting_of
from bot.meetings.rules.meeting import LEADING
from bot.meetings.screens import guests
from bot.meetings.screens.meeting import cancel_screen
from bot.meetings.store.invitations import count_told
from bot.people.rules import Person

NEEDS: Final = "|".join(LEADING)
routes = Routes("meetings.leading")


@routes.pressed(Call, needs=NEEDS)
async def on_called(visit: Visit[Person], address: Call) -> Screen:
    called = await calling.call(visit.session, visit.person, address.public_id, visit.now)
    screen = await meeting_of(visit, called.id)
    return screen.with_note(visit.words("meetings.is_called"))


@routes.pressed(SaveChange, needs=NEEDS)
async def on_saved(visit: Visit[Person], address: SaveChange) -> Screen:
    number = address.meeting
    await calling.save_change(visit.session, visit.person, number, address.version, visit.now)
    screen = await meeting_of(visit, number)
    return screen.with_note(visit.words("meetings.is_saved"))


@routes.pressed(AskToCancel, needs=NEEDS)
async def on_cancel_asked(visit: Visit[Person], address: AskToCancel) -> Screen:
    meeting = await load_led(visit.session, visit.person, address.meeting)
    calling.check_ahead(meeting, visit.now)
    told = await count_told(visit.session, meeting.id, visit.person.id)
    return cancel_screen(visit.words, meeting, told, visit.person.zone)


@routes.pressed(Cancel, needs=NEEDS)
async def on_cancelled(visit: Visit[Person], address: Cancel) -> Screen:
    number = address.meeting
    await calling.cancel(visit.session, visit.person, number, address.version, visit.now)
    return await meeting_of(visit, number)


@routes.pressed(OpenGuests, needs=NEEDS)
async def on_guests(visit: Visit[Person], address: OpenGuests) -> Screen:
    page, size = address.page, guests.A_PAGE
    meeting, found = await attending.open_guests(
        visit.session, visit.person, address.meeting,
        limit=size + 1, offset=page * size, now=visit.now,
    )  # fmt: skip
    more = len(found) > size
    return guests.guests_screen(visit.words, meeting, found[:size], page, more=more)


@routes.pressed(OpenAttendance, needs=NEEDS)
async def on_attendance(visit: Visit[Person], address: OpenAttendance) -> Screen:
    return await _sheet(visit, address.meeting, address.page)


async def _sheet(visit: Visit[Person], number: int, page: int, note: str = "") -> Screen:
    size = guests.ON_A_SHEET
    meeting, found = await attending.open_attendance(
        visit.session, visit.person, number, limit=size + 1, offset=page * size, now=visit.now
    )
    if not found and page:
        return await _sheet(visit, number, 0, note)
    more = len(found) > size
    return guests.attendance_screen(visit.words, meeting, found[:size], page, more=more, note=note)


@routes.pressed(Mark, needs=NEEDS)
async def on_marked(visit: Visit[Person], address: Mark) -> Screen:
    await attending.mark(
        visit.session, visit.person, address.meeting, address.person, address.attendance, visit.now
    )
    return await _sheet(visit, address.meeting, address.page)


@routes.pressed(MarkRest, needs=NEEDS)
async def on_rest_marked(visit: Visit[Person], address: MarkRest) -> Screen:
    marked = await attending.mark_rest(visit.session, visit.person, address.meeting, visit.now)
    note = visit.words.count("meetings.rest_marked", marked)
    return await _sheet(visit, address.meeting, address.page, note)
