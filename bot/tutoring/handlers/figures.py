"""How questions fare, in numbers."""

from __future__ import annotations

from datetime import timedelta

from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.people.rules import Person
from bot.tutoring.addresses import OpenFigures, SendFigures
from bot.tutoring.handlers.parts import STAFF
from bot.tutoring.rules.figures import PERIODS, By, Figures, period_of
from bot.tutoring.screens import figures as screens
from bot.tutoring.store.figures import find_figures

routes = Routes("tutoring")


@routes.command("figures", needs=STAFF)
async def on_figures_command(visit: Visit[Person], _arguments: str) -> Screen:
    return await _figures(visit, OpenFigures(By.TOPIC, PERIODS[0]))


@routes.pressed(OpenFigures, needs=STAFF)
async def on_figures_pressed(visit: Visit[Person], address: OpenFigures) -> Screen:
    return await _figures(visit, address)


async def _figures(visit: Visit[Person], at: OpenFigures) -> Screen:
    days = period_of(at.days)
    found = await _found(visit, at.by, days)
    return screens.figures_screen(visit.words, found, at.by, days, at.page)


async def _found(visit: Visit[Person], by: By, days: int) -> list[Figures]:
    since = visit.now - timedelta(days=days)
    return await find_figures(visit.session, visit.person, by, since)


@routes.pressed(SendFigures, needs=STAFF)
async def on_sheet_pressed(visit: Visit[Person], address: SendFigures) -> Screen:
    days = period_of(address.days)
    found = await _found(visit, address.by, days)
    return screens.sheet_screen(visit.words, found, address.by, days)
