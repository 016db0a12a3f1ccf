"""Audiences kept under a name."""

from __future__ import annotations

from typing import Final

from bot.broadcasts.actions import access, confirming
from bot.broadcasts.actions import saved_audiences as actions
from bot.broadcasts.addresses import (
    DropAudience,
    OpenSavedAudience,
    OpenSavedAudiences,
    UseAudience,
)
from bot.broadcasts.handlers.audience import audience_screen, cohort_names
from bot.broadcasts.screens import saved_audiences as screens
from bot.broadcasts.store import saved_audiences as store
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.people.rules import MANAGERS, Person

A_PAGE: Final = 5
routes = Routes("broadcasts.saved_audiences")


@routes.pressed(OpenSavedAudiences, needs=MANAGERS)
async def on_saved_audiences(visit: Visit[Person], address: OpenSavedAudiences) -> Screen:
    return await _all(visit, address.broadcast, max(0, address.page))


async def _all(visit: Visit[Person], number: int, page: int = 0) -> Screen:
    broadcast = await access.load_own(visit.session, visit.person, number)
    found = await store.find_page(
        visit.session, visit.person.id, limit=A_PAGE + 1, offset=page * A_PAGE
    )
    cohorts = await cohort_names(visit, broadcast.audience)
    more = len(found) > A_PAGE
    return screens.saved_audiences_screen(
        visit.words, broadcast, found[:A_PAGE], page, cohorts, more=more
    )


@routes.written(OpenSavedAudiences, needs=MANAGERS)
async def on_name_written(visit: Visit[Person], address: OpenSavedAudiences) -> Screen:
    number, words = address.broadcast, visit.message.words
    name = await actions.save(visit.session, visit.person, number, words, visit.now)
    screen = await _all(visit, number)
    return screen.with_note(visit.words("broadcasts.audience_saved", name=name))


@routes.pressed(OpenSavedAudience, needs=MANAGERS)
async def on_saved_audience(visit: Visit[Person], address: OpenSavedAudience) -> Screen:
    return await _one(visit, address.broadcast, address.saved)


async def _one(visit: Visit[Person], number: int, saved: int) -> Screen:
    session, person = visit.session, visit.person
    broadcast = await access.load_own(session, person, number)
    found = await actions.load_saved(session, person, number, saved)
    reach = await confirming.count_reach(session, person, found.audience)
    names = await confirming.sample_names(session, person, found.audience, saved)
    cohorts = await cohort_names(visit, found.audience)
    return screens.saved_audience_screen(
        visit.words, broadcast, found, cohorts, reach.people, reach.blocked, names
    )


@routes.written(OpenSavedAudience, needs=MANAGERS)
async def on_renamed(visit: Visit[Person], address: OpenSavedAudience) -> Screen:
    number, saved = address.broadcast, address.saved
    await actions.rename(visit.session, visit.person, number, saved, visit.message.words)
    return await _one(visit, number, saved)


@routes.pressed(UseAudience, needs=MANAGERS)
async def on_used(visit: Visit[Person], address: UseAudience) -> Screen:
    number = address.broadcast
    await actions.use(visit.session, visit.person, number, address.saved, visit.now)
    return await audience_screen(visit, number)


@routes.pressed(DropAudience, needs=MANAGERS)
async def on_dropped(visit: Visit[Person], address: DropAudience) -> Screen:
    number, saved = address.broadcast, address.saved
    broadcast = await access.load_own(visit.session, visit.person, number)
    if address.sure:
        await actions.drop(visit.session, visit.person, saved)
        return await _all(visit, number)
    found = await actions.load_saved(visit.session, visit.person, number, saved)
    return screens.drop_audience_screen(visit.words, broadcast, found)
