"""Presses and commands of the timeline."""

from __future__ import annotations

from bot import places
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.people.rules import Person
from bot.timeline import actions, screens
from bot.timeline.addresses import OpenPart, SendCalendar

routes = Routes("timeline")


@routes.command("timeline")
async def on_timeline_command(visit: Visit[Person], _arguments: str) -> Screen:
    return await _timeline(visit, OpenPart())


@routes.pressed(places.OpenTimeline)
async def on_timeline(visit: Visit[Person], _address: places.OpenTimeline) -> Screen:
    return await _timeline(visit, OpenPart())


@routes.pressed(OpenPart)
async def on_part(visit: Visit[Person], address: OpenPart) -> Screen:
    return await _timeline(visit, address)


async def _timeline(visit: Visit[Person], address: OpenPart) -> Screen:
    person, past = visit.person, address.past
    cohorts, dated = await actions.load_timeline(visit.session, person, visit.now, past=past)
    cohorts = cohorts[: screens.GROUPS]
    tutors = await actions.find_tutors(visit.session, cohorts)
    return screens.timeline_screen(
        visit.words, cohorts, tutors, dated, person.zone, visit.now, past=past, page=address.page
    )


@routes.command("calendar")
async def on_calendar_command(visit: Visit[Person], _arguments: str) -> Screen:
    return await _calendar(visit)


@routes.pressed(SendCalendar)
async def on_calendar(visit: Visit[Person], _address: SendCalendar) -> Screen:
    return await _calendar(visit)


async def _calendar(visit: Visit[Person]) -> Screen:
    entries = await actions.load_calendar(visit.session, visit.person, visit.bot_name, visit.now)
    return screens.calendar_screen(visit.words, entries, visit.bot_name, visit.now)
