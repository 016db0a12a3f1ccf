"""Going away: what one has in hand."""

from __future__ import annotations

from bot.hours.addresses import HandOverAll, LeaveQuestions
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.people.rules import Person
from bot.tutoring.actions import leaving
from bot.tutoring.handlers.parts import STAFF
from bot.tutoring.screens import leaving as screens

routes = Routes("tutoring")


@routes.pressed(LeaveQuestions, needs=STAFF)
async def on_leave_pressed(visit: Visit[Person], address: LeaveQuestions) -> Screen:
    seen = await leaving.begin_leaving(visit.session, visit.person, address.away)
    return screens.leaving_screen(
        visit.words, seen.away, seen.deputy, len(seen.to_deputy), len(seen.to_queue)
    )


@routes.pressed(HandOverAll, needs=STAFF)
async def on_hand_over_pressed(visit: Visit[Person], address: HandOverAll) -> Screen:
    done = await leaving.hand_over_all(
        visit.session, visit.person, address.away, address.number, visit.now
    )
    return screens.left_screen(visit.words, done.deputy, len(done.to_deputy), len(done.to_queue))
