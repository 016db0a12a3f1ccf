"""Presses and the command of the reports."""

from __future__ import annotations

from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.people.rules import MANAGERS, Person
from bot.reports import screens
from bot.reports.actions import load_recruitment
from bot.reports.addresses import OpenRecruitment

routes = Routes("reports")


@routes.command("recruitment", needs=MANAGERS)
async def on_recruitment_command(visit: Visit[Person], _arguments: str) -> Screen:
    return await _recruitment(visit, 0)


@routes.pressed(OpenRecruitment, needs=MANAGERS)
async def on_recruitment_pressed(visit: Visit[Person], address: OpenRecruitment) -> Screen:
    return await _recruitment(visit, address.page)


async def _recruitment(visit: Visit[Person], page: int) -> Screen:
    found = await load_recruitment(visit.session, visit.person, visit.settings.learner_target)
    return screens.recruitment_screen(visit.words, visit.person, found, page)
