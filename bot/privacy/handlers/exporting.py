"""All of one's data, and how long it is kept."""

from __future__ import annotations

from bot import places
from bot.kit.refusals import NotAllowed
from bot.kit.telegram.roles import ANYONE
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.people.rules import MANAGERS, Person
from bot.privacy.actions import exporting, holding
from bot.privacy.addresses import HoldBack, MakeExport, SendExport
from bot.privacy.screens import exporting as screens
from bot.privacy.screens import periods

routes = Routes("privacy.exporting")


@routes.command("mydata", needs=ANYONE)
async def on_data_command(visit: Visit[Person], _arguments: str) -> Screen:
    return await _data(visit)


@routes.pressed(places.OpenMyData, needs=ANYONE)
async def on_data(visit: Visit[Person], _address: places.OpenMyData) -> Screen:
    return await _data(visit)


async def _data(visit: Visit[Person]) -> Screen:
    """Of a visitor there is nothing to give: they see where they stand."""
    if visit.visitor is None:
        raise NotAllowed
    standing = await exporting.load_standing(visit.session, visit.person, visit.now)
    return screens.data_screen(visit.words, standing, visit.person.zone)


@routes.pressed(MakeExport, needs=ANYONE)
async def on_export_wanted(visit: Visit[Person], _address: MakeExport) -> Screen:
    await exporting.ask_for_export(visit.session, visit.person, visit.now)
    return await _data(visit)


@routes.pressed(SendExport, needs=ANYONE)
async def on_export_wanted_again(visit: Visit[Person], _address: SendExport) -> Screen | None:
    await exporting.send_again(visit.session, visit.person, visit.now)
    return await _data(visit)


@routes.pressed(places.OpenPeriods, needs=ANYONE)
async def on_periods(visit: Visit[Person], address: places.OpenPeriods) -> Screen:
    return periods.periods_screen(visit.words, address.page)


@routes.pressed(HoldBack, needs=MANAGERS)
async def on_held_back(visit: Visit[Person], _address: HoldBack) -> Screen:
    until = await holding.hold_back(visit.session, visit.person, visit.now)
    return periods.held_screen(visit.words, until, visit.person.zone)
