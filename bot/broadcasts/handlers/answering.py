"""Buttons under a broadcast: what recipients press, and what its sender sees of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot import places
from bot.broadcasts.actions import access, answering
from bot.broadcasts.handlers.sending import beside
from bot.broadcasts.reply_addresses import Answer, GoTo, OpenAnswered, OpenFigures
from bot.broadcasts.rules.buttons import InBot
from bot.broadcasts.screens import answers as screens
from bot.broadcasts.store import answers, recipients
from bot.kit.address import Address
from bot.kit.refusals import ScreenOutdated
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.people.rules import MANAGERS, Person

A_PAGE: Final = 20
PLACES: Final[Mapping[InBot, Address]] = {
    InBot.HOME: places.OpenHome(),
    InBot.QUIZZES: places.OpenQuizzes(),
    InBot.LESSONS: places.OpenModules(),
    InBot.PLAN: places.OpenPlan(),
}
routes = Routes("broadcasts.answering")


@routes.pressed(Answer)
async def on_answered(visit: Visit[Person], address: Answer) -> Screen:
    given = await answering.answer(visit.session, visit.person, address.button, visit.now)
    if not given.counts:
        return screens.preview_answer_screen(visit.words, given.button, visit.expects)
    return screens.receipt_screen(visit.words, given.button, given.before, visit.expects)


@routes.pressed(GoTo)
async def on_gone(visit: Visit[Person], address: GoTo) -> Address:
    """The place itself answers."""
    return PLACES[await answering.go_to(visit.session, visit.person, address.button, visit.now)]


@routes.pressed(OpenFigures, needs=MANAGERS)
async def on_figures(visit: Visit[Person], address: OpenFigures) -> Screen:
    broadcast = await access.load_visible(visit.session, visit.person, address.broadcast)
    tally = await answers.load_tally(visit.session, broadcast.id)
    counts = await recipients.load_counts(visit.session, broadcast.batch_id)
    screen = screens.figures_screen(visit.words, broadcast, tally, counts.sent)
    return beside(visit, broadcast, screen)


@routes.pressed(OpenAnswered, needs=MANAGERS)
async def on_names(visit: Visit[Person], address: OpenAnswered) -> Screen:
    broadcast = await access.load_visible(visit.session, visit.person, address.broadcast)
    tally = await answers.load_tally(visit.session, broadcast.id)
    button = next((one for one in tally.buttons if one.id == address.button), None)
    if button is None or not button.is_answer:
        raise ScreenOutdated(instead=OpenFigures(broadcast.id))
    page, total = max(0, address.page), tally.answered.get(button.id, 0)
    names = await answers.find_names(
        visit.session, broadcast.id, button.id, limit=A_PAGE, offset=page * A_PAGE
    )
    more = (page + 1) * A_PAGE < total
    return screens.names_screen(visit.words, broadcast, button, names, total, page, more=more)
