"""Reading an answer before a question is sent."""

from __future__ import annotations

from bot.answers.actions import asking
from bot.answers.addresses import OpenPublished, RateAnswer, ReadFitting, SayItHelped, SendAfterAll
from bot.answers.screens import reading as screens
from bot.kit.clock import in_zone
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.people.rules import Person

routes = Routes("answers")


@routes.pressed(ReadFitting)
async def on_fitting_pressed(visit: Visit[Person], address: ReadFitting) -> Screen:
    today = in_zone(visit.now, visit.person.zone).date()
    read = await asking.read_fitting(
        visit.session, visit.person, address.question, address.reference, today
    )
    return screens.fitting_screen(
        visit.words, address.question, address.version, read, address.page
    )


@routes.pressed(OpenPublished)
async def on_published_pressed(visit: Visit[Person], address: OpenPublished) -> Screen:
    return await _published(visit, address.answer, address.page)


async def _published(visit: Visit[Person], public: str, page: int) -> Screen:
    today = in_zone(visit.now, visit.person.zone).date()
    read = await asking.read_published(visit.session, visit.person, public, today)
    return screens.published_screen(visit.words, visit.person, public, read, page)


@routes.pressed(RateAnswer)
async def on_rated(visit: Visit[Person], address: RateAnswer) -> Screen:
    await asking.rate(
        visit.session, visit.person, address.answer, helped=address.helped, now=visit.now
    )
    screen = await _published(visit, address.answer, 0)
    return screen.with_note(visit.words("answers.thanks"))


@routes.pressed(SayItHelped)
async def on_helped_pressed(visit: Visit[Person], address: SayItHelped) -> Screen:
    await asking.end_asking(
        visit.session, visit.person, address.question, address.reference, visit.now
    )
    return screens.helped_screen(visit.words)


@routes.pressed(SendAfterAll)
async def on_send_pressed(visit: Visit[Person], address: SendAfterAll) -> Screen:
    thread = await asking.send_after_all(
        visit.session,
        visit.person,
        address.question,
        address.version,
        address.reference,
        visit.now,
        visit.settings.answer_hours,
    )
    return screens.sent_screen(visit.words, thread, visit.person)
