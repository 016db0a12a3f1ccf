"""What both sides do with a question: read, reply, edit, close, reopen, say whether it helped."""

from __future__ import annotations

from dataclasses import replace

from bot import places
from bot.kit.address import Address
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.people.rules import Person
from bot.tutoring.actions import claiming, opening, writing
from bot.tutoring.addresses import (
    AddToQuestion,
    AskBack,
    CloseQuestion,
    ReadThread,
    ReopenQuestion,
    ReplyTo,
    SayWhetherItHelped,
    SeeQuestion,
    ShowFile,
    WriteAnew,
    WriteAnswer,
    WriteFollowUp,
)
from bot.tutoring.handlers.parts import BOTH, in_place, receipt, shown, what_was_written
from bot.tutoring.rules.thread import Helped
from bot.tutoring.screens import threads as screens

routes = Routes("tutoring")


@routes.pressed(places.OpenQuestion, SeeQuestion)
async def on_question_pressed(
    visit: Visit[Person], address: places.OpenQuestion | SeeQuestion
) -> Screen:
    thread = await opening.open_thread(visit.session, visit.person, address.question, visit.now)
    return replace(shown(visit, thread), fresh=isinstance(address, SeeQuestion))


@routes.pressed(ReadThread)
async def on_thread_pressed(visit: Visit[Person], address: ReadThread) -> Screen:
    thread = await opening.open_thread(visit.session, visit.person, address.question, visit.now)
    return screens.thread_screen(visit.words, thread, visit.person, address.page)


@routes.pressed(ShowFile)
async def on_file_pressed(visit: Visit[Person], address: ShowFile) -> Screen:
    entry = await opening.load_file(
        visit.session, visit.person, address.question, address.entry, visit.now
    )
    return screens.file_screen(visit.words, address.question, entry, address.page)


@routes.pressed(CloseQuestion)
async def on_close_pressed(visit: Visit[Person], address: CloseQuestion) -> Screen:
    thread = await claiming.close_question(
        visit.session, visit.person, address.question, address.version, visit.now
    )
    return shown(visit, thread)


@routes.pressed(ReopenQuestion)
async def on_reopen_pressed(visit: Visit[Person], address: ReopenQuestion) -> Screen:
    hours = visit.settings.answer_hours
    thread = await claiming.reopen_question(
        visit.session, visit.person, address.question, address.version, visit.now, hours
    )
    return shown(visit, thread)


@routes.pressed(SayWhetherItHelped)
async def on_helped_pressed(visit: Visit[Person], address: SayWhetherItHelped) -> Screen:
    hours = visit.settings.answer_hours
    thread = await claiming.say_whether_it_helped(
        visit.session, visit.person, address.question, address.helped, visit.now, hours
    )
    screen = shown(visit, thread)
    if address.helped is Helped.NOT_YET:
        return screen
    return screen.with_note(visit.words("tutoring.thanks"))


@routes.written(ReplyTo, takes=BOTH)
async def on_reply_written(visit: Visit[Person], address: ReplyTo) -> Screen:
    thread = await writing.reply(
        visit.session,
        visit.person,
        address.question,
        address.entry,
        what_was_written(visit),
        visit.now,
        visit.settings.answer_hours,
    )
    return receipt(visit, thread, address)


@routes.edited(
    places.AskTutor, AddToQuestion, WriteAnew, WriteAnswer, AskBack, WriteFollowUp, ReplyTo
)
async def on_edited(visit: Visit[Person], address: Address) -> Screen:
    thread = await writing.edit_written(
        visit.session, visit.person, what_was_written(visit), visit.now
    )
    return in_place(visit, shown(visit, thread), address)
