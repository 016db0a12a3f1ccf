"""Coordinators waive a second assessor and lift conflicts, with a reason, and see what was."""

from __future__ import annotations

from bot.judging.actions import lifting, waiving
from bot.judging.addresses import (
    LiftConflict,
    OpenDeclared,
    OpenWaivers,
    ShowDeclared,
    WaiveSecond,
)
from bot.judging.handlers.parts import terms_of
from bot.judging.rules.desk import COUNTED_FOR
from bot.judging.screens import recording as screens
from bot.judging.screens.coordinating import round_desk_screen
from bot.judging.store import conflicts, lists
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.people.rules import MANAGERS, Person

routes = Routes("judging.recording")


@routes.pressed(WaiveSecond, needs=MANAGERS)
async def on_waive_pressed(visit: Visit[Person], address: WaiveSecond) -> Screen:
    desk = await waiving.prepare_waiver(visit.session, visit.person, address.round, visit.now)
    return screens.waive_screen(visit.words, desk)


@routes.written(WaiveSecond, needs=MANAGERS)
async def on_waiver_written(visit: Visit[Person], address: WaiveSecond) -> Screen:
    desk = await waiving.waive_second(
        visit.session, visit.person, address.round, visit.message.words, terms_of(visit), visit.now
    )
    return round_desk_screen(visit.words, desk, visit.person.zone)


@routes.pressed(OpenWaivers, needs=MANAGERS)
async def on_waivers_pressed(visit: Visit[Person], address: OpenWaivers) -> Screen:
    session, person, page, size = visit.session, visit.person, address.page, screens.A_PAGE
    since = visit.now - COUNTED_FOR
    found = await lists.find_waived(session, person, since, limit=size + 1, offset=page * size)
    waivers = await lists.count_waivers(session, person, since)
    declared = await conflicts.count_holding(session, person)
    return screens.waivers_screen(
        visit.words, found, page, person.zone, waivers, declared, more=len(found) > size
    )


@routes.pressed(OpenDeclared, needs=MANAGERS)
async def on_declared_pressed(visit: Visit[Person], address: OpenDeclared) -> Screen:
    size, page = screens.A_PAGE, address.page
    found = await conflicts.find_holding(
        visit.session, visit.person, limit=size + 1, offset=page * size
    )
    return screens.declared_screen(visit.words, found[:size], page, more=len(found) > size)


@routes.pressed(ShowDeclared, needs=MANAGERS)
async def on_one_pressed(visit: Visit[Person], address: ShowDeclared) -> Screen:
    found = await lifting.load_declared(visit.session, visit.person, address.conflict)
    return screens.one_declared_screen(visit.words, found, visit.person.zone)


@routes.pressed(LiftConflict, needs=MANAGERS)
async def on_lift_pressed(visit: Visit[Person], address: LiftConflict) -> Screen:
    found = await lifting.prepare_lifting(visit.session, visit.person, address.conflict)
    return screens.lift_screen(visit.words, found)


@routes.written(LiftConflict, needs=MANAGERS)
async def on_lifting_written(visit: Visit[Person], address: LiftConflict) -> Screen:
    found = await lifting.lift_conflict(
        visit.session,
        visit.person,
        address.conflict,
        visit.message.words,
        terms_of(visit),
        visit.now,
    )
    return screens.lifted_screen(visit.words, found)
