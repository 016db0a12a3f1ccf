"""Handing a question on to a colleague."""

from __future__ import annotations

from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.people.rules import Person
from bot.tutoring.actions import passing
from bot.tutoring.addresses import PassOn, PassTo
from bot.tutoring.handlers.parts import STAFF, shown
from bot.tutoring.screens import passing as screens

routes = Routes("tutoring")


@routes.pressed(PassOn, needs=STAFF)
async def on_pass_on_pressed(visit: Visit[Person], address: PassOn) -> Screen:
    thread, colleagues, away = await passing.begin_passing(
        visit.session, visit.person, address.question, visit.now
    )
    return screens.passing_screen(visit.words, thread, colleagues, away, address.page)


@routes.pressed(PassTo, needs=STAFF)
async def on_colleague_pressed(visit: Visit[Person], address: PassTo) -> Screen:
    thread = await passing.pass_on(
        visit.session, visit.person, address.question, address.version, address.to, visit.now
    )
    name = thread.tutor.name if thread.tutor else ""
    return shown(visit, thread).with_note(visit.words("tutoring.passed_on_to", name=name))
