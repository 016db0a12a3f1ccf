"""Writing a question, following it up, and one's own questions."""

from __future__ import annotations

from bot import places
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.kit.text import text
from bot.people.rules import Person
from bot.tutoring.actions import asking, writing
from bot.tutoring.actions.presence import find_opening
from bot.tutoring.addresses import (
    AddToQuestion,
    DropQuestion,
    SendQuestion,
    WriteAnew,
    WriteFollowUp,
)
from bot.tutoring.handlers.parts import BOTH, PAGE, in_place, receipt, shown, what_was_written
from bot.tutoring.rules.thread import State, Written
from bot.tutoring.screens import asking as ask_screens
from bot.tutoring.screens import writing as writing_screens
from bot.tutoring.store import lists

routes = Routes("tutoring")


@routes.command("ask")
async def on_ask_command(visit: Visit[Person], arguments: str) -> Screen:
    if not arguments:
        return await _ask(visit, places.AskTutor())
    written = Written(text(arguments), message_id=visit.message.message_id)
    none = places.AskTutor()
    thread = await asking.write_question(
        visit.session, visit.person, none.about, none.reference, written, visit.now
    )
    return shown(visit, thread)


@routes.pressed(places.AskTutor)
async def on_ask_pressed(visit: Visit[Person], address: places.AskTutor) -> Screen:
    return await _ask(visit, address)


async def _ask(visit: Visit[Person], address: places.AskTutor) -> Screen:
    context, draft = await asking.begin_question(
        visit.session, visit.person, address.about, address.reference
    )
    if draft is not None:
        return ask_screens.draft_screen(visit.words, draft)
    hours = visit.settings.answer_hours
    return ask_screens.ask_screen(visit.words, context, hours, await _back_at(visit))


async def _back_at(visit: Visit[Person]) -> str:
    """When somebody who may answer is at work again; empty while somebody is."""
    opening = await find_opening(visit.session, visit.person.id, visit.now)
    return visit.words.moment(opening, visit.person.zone) if opening else ""


@routes.written(places.AskTutor, takes=BOTH)
async def on_question_written(visit: Visit[Person], address: places.AskTutor) -> Screen:
    thread = await asking.write_question(
        visit.session,
        visit.person,
        address.about,
        address.reference,
        what_was_written(visit),
        visit.now,
    )
    return in_place(visit, shown(visit, thread), address)


@routes.pressed(places.AskDraft)
async def on_draft_pressed(visit: Visit[Person], _address: places.AskDraft) -> Screen:
    if not visit.draft:
        return await _ask(visit, places.AskTutor())
    thread = await asking.keep_draft(visit.session, visit.person, visit.draft, visit.now)
    return shown(visit, thread)


@routes.pressed(WriteAnew)
async def on_write_anew_pressed(visit: Visit[Person], address: WriteAnew) -> Screen:
    draft = await asking.load_draft(visit.session, visit.person, address.question)
    return ask_screens.anew_screen(visit.words, draft)


@routes.written(WriteAnew, takes=BOTH)
async def on_written_anew(visit: Visit[Person], address: WriteAnew) -> Screen:
    thread = await asking.replace_words(
        visit.session, visit.person, address.question, what_was_written(visit), visit.now
    )
    return in_place(visit, shown(visit, thread), address)


@routes.pressed(DropQuestion)
async def on_drop_pressed(visit: Visit[Person], address: DropQuestion) -> Screen:
    context = await asking.drop_question(visit.session, visit.person, address.question)
    return ask_screens.dropped_screen(visit.words, context)


@routes.pressed(SendQuestion)
async def on_send_pressed(visit: Visit[Person], address: SendQuestion) -> Screen:
    thread = await asking.send_question(
        visit.session,
        visit.person,
        address.question,
        address.version,
        visit.now,
        visit.settings.answer_hours,
    )
    if thread.question.state is not State.OPEN:
        return shown(visit, thread)
    return ask_screens.sent_screen(visit.words, thread, await _back_at(visit))


@routes.pressed(places.OpenQuestions)
async def on_own_pressed(visit: Visit[Person], address: places.OpenQuestions) -> Screen:
    return await own_questions(visit, address.page)


async def own_questions(visit: Visit[Person], page: int) -> Screen:
    page = min(max(page, 0), 10_000)
    own = await lists.find_own(visit.session, visit.person.id, limit=PAGE + 1, offset=page * PAGE)
    return ask_screens.own_screen(visit.words, own[:PAGE], page, more=len(own) > PAGE)


@routes.pressed(WriteFollowUp)
async def on_write_more_pressed(visit: Visit[Person], address: WriteFollowUp) -> Screen:
    thread = await writing.begin_follow_up(visit.session, visit.person, address.question, visit.now)
    return writing_screens.write_screen(visit.words, thread, address)


@routes.written(WriteFollowUp, AddToQuestion, takes=BOTH)
async def on_more_written(visit: Visit[Person], address: WriteFollowUp | AddToQuestion) -> Screen:
    hours = visit.settings.answer_hours
    thread = await writing.write_more(
        visit.session, visit.person, address.question, what_was_written(visit), visit.now, hours
    )
    return receipt(visit, thread, address)
