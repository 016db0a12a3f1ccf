"""Reporting client data, and what follows from it."""

from __future__ import annotations

from bot import places
from bot.evidence.actions import holding as actions
from bot.evidence.actions.holding import Case
from bot.evidence.addresses import (
    AskStep,
    HoldBack,
    LookAtHeld,
    OpenEntry,
    OpenHold,
    SendMended,
    TakeStep,
)
from bot.evidence.screens import holding as screens
from bot.evidence.screens.collecting import mended_screen
from bot.evidence.screens.finishing import context_screen
from bot.evidence.store import holds as store
from bot.kit.address import Address
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.people.rules import Person, Role

routes = Routes("evidence.holding")
TRAINEE = str(Role.TRAINEE)
STAFF = f"{Role.TUTOR}|{Role.COORDINATOR}"


@routes.pressed(places.ReportClientData)
async def on_report_pressed(visit: Visit[Person], address: places.ReportClientData) -> Screen:
    part = await actions.find_part(visit.session, visit.person, address.piece, address.entry)
    own = part.piece.person_id == visit.person.id
    held = await store.find_open(visit.session, part.piece.id, part.id)
    if own and held is not None:
        return _case(visit, await actions.open_case(visit.session, visit.person, held.id))
    back = _back(visit, address, own=own)
    return screens.report_screen(visit.words, part.piece, part.entry, back, own=own)


def _back(visit: Visit[Person], address: places.ReportClientData, *, own: bool) -> Address:
    if own and address.entry:
        return OpenEntry(address.piece, address.entry)
    if own or visit.person.has(Role.TUTOR):
        return places.OpenPieceOfEvidence(address.piece)
    return places.OpenHome()


@routes.pressed(HoldBack)
async def on_hold_pressed(visit: Visit[Person], address: HoldBack) -> Screen:
    case = await actions.report(
        visit.session, visit.person, address.piece, address.entry, "", visit.now
    )
    return _case(visit, case)


@routes.written(HoldBack)
async def on_where_written(visit: Visit[Person], address: HoldBack) -> Screen:
    where = visit.message.words
    case = await actions.report(
        visit.session, visit.person, address.piece, address.entry, where, visit.now
    )
    return _case(visit, case)


def _case(visit: Visit[Person], case: Case) -> Screen:
    if case.is_own:
        return screens.own_case_screen(visit.words, case.hold, case.piece, visit.person.zone)
    can = (case.bearings, case.takes, case.looks)
    return screens.case_screen(visit.words, case.hold, case.piece, case.trainee, can)


@routes.pressed(OpenHold)
async def on_case_pressed(visit: Visit[Person], address: OpenHold) -> Screen:
    return _case(visit, await actions.open_case(visit.session, visit.person, address.hold))


@routes.command("held", needs=STAFF)
async def on_held_command(visit: Visit[Person], _arguments: str) -> Screen:
    return await _all(visit, 0)


@routes.pressed(places.OpenHolds, needs=STAFF)
async def on_all_pressed(visit: Visit[Person], address: places.OpenHolds) -> Screen:
    return await _all(visit, max(0, address.page))


async def _all(visit: Visit[Person], page: int) -> Screen:
    size = screens.HOLDS_A_PAGE
    found = await store.find_in_scope(
        visit.session, visit.person, limit=size + 1, offset=page * size
    )
    return screens.holds_screen(visit.words, found[:size], page, more=len(found) > size)


@routes.pressed(AskStep)
async def on_step_asked(visit: Visit[Person], address: AskStep) -> Screen:
    case = await actions.open_case(visit.session, visit.person, address.hold)
    if address.step not in case.takes:
        return _case(visit, case)
    return screens.sure_screen(visit.words, case.hold, case.piece, address.step)


@routes.pressed(TakeStep)
async def on_step_taken(visit: Visit[Person], address: TakeStep) -> Screen:
    case = await actions.take_step(
        visit.session, visit.person, address.hold, address.step, visit.now
    )
    return _case(visit, case)


@routes.pressed(SendMended, needs=TRAINEE)
async def on_mend_pressed(visit: Visit[Person], address: SendMended) -> Screen:
    hold, opened = await actions.begin_mended(visit.session, visit.person, address.hold, visit.now)
    if hold.is_of_context:
        return context_screen(visit.words, opened.piece)
    return mended_screen(visit.words, opened, hold.number)


@routes.pressed(LookAtHeld, needs=STAFF)
async def on_look_pressed(visit: Visit[Person], address: LookAtHeld) -> Screen:
    case, entry, context = await actions.look_at_held(
        visit.session, visit.person, address.hold, visit.now
    )
    return screens.look_screen(visit.words, case.hold, case.piece, entry, context, address.page)
