"""The tutor's queue: look, claim, answer, ask back, hand back."""

from __future__ import annotations

from bot import places
from bot.hours.store import load_setting
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.people.rules import Person
from bot.tutoring.actions import claiming, opening, writing
from bot.tutoring.addresses import (
    AskBack,
    ClaimQuestion,
    HandBack,
    OpenMine,
    WriteAnswer,
)
from bot.tutoring.handlers.asking import own_questions
from bot.tutoring.handlers.parts import BOTH, STAFF, receipt, shown, what_was_written
from bot.tutoring.rules.waiting import may_answer
from bot.tutoring.screens import queue as queue_screens
from bot.tutoring.screens import writing as writing_screens
from bot.tutoring.store import lists

routes = Routes("tutoring")


@routes.command("questions")
async def on_questions_command(visit: Visit[Person], _arguments: str) -> Screen:
    return await (_queue(visit, 0) if may_answer(visit.person) else own_questions(visit, 0))


@routes.pressed(places.OpenQueue, needs=STAFF)
async def on_queue_pressed(visit: Visit[Person], address: places.OpenQueue) -> Screen:
    return await _queue(visit, address.page)


@routes.pressed(OpenMine, needs=STAFF)
async def on_mine_pressed(visit: Visit[Person], address: OpenMine) -> Screen:
    return await _queue(visit, address.page, mine=True)


async def _queue(visit: Visit[Person], page: int, *, mine: bool = False) -> Screen:
    page = min(max(page, 0), 10_000)
    size = queue_screens.PAGE if mine else queue_screens.QUEUE_PAGE
    if mine:
        listed = await lists.find_mine(visit.session, visit.person, limit=size, offset=page * size)
    else:
        setting = await load_setting(visit.session, visit.person)
        listed = await lists.find_queue(
            visit.session,
            visit.person,
            limit=size,
            offset=page * size,
            languages=setting.languages,
        )
    counts = await lists.count_queue(visit.session, visit.person)
    return queue_screens.queue_screen(visit.words, listed, counts, visit.now, page, mine=mine)


@routes.pressed(ClaimQuestion, needs=STAFF)
async def on_claim_pressed(visit: Visit[Person], address: ClaimQuestion) -> Screen:
    thread = await claiming.claim_question(visit.session, visit.person, address.question, visit.now)
    return shown(visit, thread)


@routes.pressed(HandBack, needs=STAFF)
async def on_hand_back_pressed(visit: Visit[Person], address: HandBack) -> Screen:
    hours = visit.settings.answer_hours
    thread = await claiming.hand_back(
        visit.session, visit.person, address.question, address.version, visit.now, hours
    )
    return shown(visit, thread)


@routes.pressed(WriteAnswer, AskBack, needs=STAFF)
async def on_write_answer_pressed(visit: Visit[Person], address: WriteAnswer | AskBack) -> Screen:
    thread = await opening.open_held(visit.session, visit.person, address.question, visit.now)
    return writing_screens.write_screen(visit.words, thread, address)


@routes.written(WriteAnswer, AskBack, needs=STAFF, takes=BOTH)
async def on_answer_written(visit: Visit[Person], address: WriteAnswer | AskBack) -> Screen:
    thread = await writing.write_answer(
        visit.session,
        visit.person,
        address.question,
        what_was_written(visit),
        visit.now,
        asks_back=isinstance(address, AskBack),
    )
    return receipt(visit, thread, address)
