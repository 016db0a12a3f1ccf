"""Presses and the command of the portfolio."""

from __future__ import annotations

from bot import places
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.people.rules import Person, Role
from bot.portfolio import screens
from bot.portfolio.actions import asking
from bot.portfolio.addresses import MakeExport, OfferExport, OpenExport, SendExport, StopExport

routes = Routes("portfolio")
TRAINEE = str(Role.TRAINEE)


@routes.command("portfolio", needs=TRAINEE)
async def on_portfolio_command(visit: Visit[Person], _arguments: str) -> Screen:
    return await _overview(visit)


@routes.pressed(places.OpenPortfolio, needs=TRAINEE)
async def on_portfolio_pressed(visit: Visit[Person], _address: places.OpenPortfolio) -> Screen:
    return await _overview(visit)


async def _overview(visit: Visit[Person]) -> Screen:
    overview = await asking.open_overview(visit.session, visit.person, visit.now)
    return screens.overview_screen(visit.words, overview)


@routes.pressed(OfferExport, needs=TRAINEE)
async def on_offer_pressed(visit: Visit[Person], address: OfferExport) -> Screen:
    offer = await asking.offer_export(
        visit.session, visit.person, address.form, visit.settings, visit.now
    )
    return screens.offer_screen(visit.words, offer)


@routes.pressed(MakeExport, needs=TRAINEE)
async def on_make_pressed(visit: Visit[Person], address: MakeExport) -> Screen:
    wanted = (address.form, address.scope, address.offered)
    export = await asking.begin_export(visit.session, visit.person, *wanted, visit.now)
    return screens.export_screen(visit.words, export, visit.person.zone)


@routes.pressed(OpenExport, needs=TRAINEE)
async def on_export_pressed(visit: Visit[Person], address: OpenExport) -> Screen:
    export = await asking.load_own(visit.session, visit.person, address.export)
    return screens.export_screen(visit.words, export, visit.person.zone)


@routes.pressed(StopExport, needs=TRAINEE)
async def on_stop_pressed(visit: Visit[Person], address: StopExport) -> Screen:
    export = await asking.stop_export(visit.session, visit.person, address.export, visit.now)
    return screens.export_screen(visit.words, export, visit.person.zone)


@routes.pressed(SendExport, needs=TRAINEE)
async def on_send_pressed(visit: Visit[Person], address: SendExport) -> Screen:
    person, settings = visit.person, visit.settings
    export = await asking.send_again(visit.session, person, address.export, settings, visit.now)
    return screens.sent_again_screen(visit.words, export, person.zone)
