"""What is taught where."""

from __future__ import annotations

from bot.curriculum.current import current_curriculum
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.library.actions import ask_for_sheet
from bot.library.addresses import OpenCoverage, SendCoverage
from bot.library.screens.coverage import coverage_screen, sheet_comes_screen
from bot.people.rules import MANAGERS, Person

routes = Routes("library.coverage")


@routes.pressed(OpenCoverage, needs=MANAGERS)
async def on_coverage_pressed(visit: Visit[Person], address: OpenCoverage) -> Screen:
    return coverage_screen(visit.words, current_curriculum(), address.page)


@routes.pressed(SendCoverage, needs=MANAGERS)
async def on_sheet_pressed(visit: Visit[Person], _address: SendCoverage) -> Screen:
    await ask_for_sheet(visit.session, visit.person, visit.now)
    return sheet_comes_screen(visit.words)
