"""Presses, commands and written notes of lessons."""

from __future__ import annotations

from bot import places
from bot.curriculum.current import current_curriculum
from bot.kit.refusals import ScreenOutdated
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.lessons import actions, store
from bot.lessons.addresses import (
    AnswerCheck,
    FinishLesson,
    ModulesPage,
    OpenCard,
    ReadFeedback,
    ReadMore,
    ReadNote,
    RewriteNote,
    WriteNote,
)
from bot.lessons.rules import OpenedCard
from bot.lessons.screens import cards, checks, modules, notes, terms
from bot.people.rules import Person

routes = Routes("lessons")


@routes.command("lessons")
async def on_lessons_command(visit: Visit[Person], _arguments: str) -> Screen:
    return await _modules(visit)


@routes.pressed(places.OpenModules)
async def on_modules_pressed(visit: Visit[Person], _address: places.OpenModules) -> Screen:
    return await _modules(visit)


@routes.pressed(ModulesPage)
async def on_modules_page_pressed(visit: Visit[Person], address: ModulesPage) -> Screen:
    return await _modules(visit, address.page)


async def _modules(visit: Visit[Person], page: int = 0) -> Screen:
    readings = await store.load_summary(visit.session, visit.person.id)
    return modules.modules_screen(visit.words, current_curriculum(), readings, page)


@routes.pressed(places.OpenModule)
async def on_module_pressed(visit: Visit[Person], address: places.OpenModule) -> Screen:
    curriculum = current_curriculum()
    module = curriculum.modules.get(address.module)
    if module is None:
        raise ScreenOutdated(instead=places.OpenModules())
    readings = await store.load_summary(visit.session, visit.person.id)
    return modules.module_screen(visit.words, curriculum, module, readings, address.page)


@routes.pressed(places.OpenLesson)
async def on_lesson_pressed(visit: Visit[Person], address: places.OpenLesson) -> Screen:
    opened = await actions.open_lesson(visit.session, visit.person, address.lesson, visit.now)
    return _card(visit, opened)


@routes.pressed(OpenCard)
async def on_card_pressed(visit: Visit[Person], address: OpenCard) -> Screen:
    opened = await actions.turn_to(
        visit.session, visit.person, address.lesson, address.card, visit.now
    )
    return _card(visit, opened)


@routes.pressed(ReadMore)
async def on_more_pressed(visit: Visit[Person], address: ReadMore) -> Screen:
    place = actions.load_card(address.lesson, address.card)
    return terms.more_screen(visit.words, current_curriculum(), place)


def _card(visit: Visit[Person], opened: OpenedCard) -> Screen:
    if opened.place.card.item is not None:
        return checks.check_screen(visit.words, opened, visit.person.public_id)
    return cards.card_screen(visit.words, current_curriculum(), opened)


@routes.pressed(FinishLesson)
async def on_finish_pressed(visit: Visit[Person], address: FinishLesson) -> Screen:
    finished = await actions.finish_lesson(
        visit.session, visit.person, address.lesson, address.card, visit.now
    )
    return modules.finished_screen(visit.words, current_curriculum(), finished)


@routes.written(WriteNote)
async def on_note_written(visit: Visit[Person], address: WriteNote) -> Screen:
    place, note = await actions.write_note(
        visit.session,
        visit.person,
        address.lesson,
        address.card,
        visit.message.text,
        message_id=visit.message.message_id,
        now=visit.now,
    )
    return notes.note_kept_screen(visit.words, place, note)


@routes.edited(WriteNote)
async def on_note_edited(visit: Visit[Person], address: WriteNote) -> Screen:
    place, note = await actions.edit_note(
        visit.session,
        visit.person,
        address.lesson,
        address.card,
        visit.message.text,
        message_id=visit.message.message_id,
        now=visit.now,
    )
    return notes.note_kept_screen(visit.words, place, note)


@routes.pressed(RewriteNote)
async def on_rewrite_pressed(visit: Visit[Person], address: RewriteNote) -> Screen:
    place = actions.load_reflection(address.lesson, address.card)
    return notes.rewrite_screen(visit.words, place)


@routes.pressed(ReadNote)
async def on_read_note_pressed(visit: Visit[Person], address: ReadNote) -> Screen:
    place, note = await actions.load_note(visit.session, visit.person, address.lesson, address.card)
    return notes.note_screen(visit.words, place, note, visit.person.zone, address.page)


@routes.pressed(AnswerCheck)
async def on_check_pressed(visit: Visit[Person], address: AnswerCheck) -> Screen:
    opened = await actions.answer_check(
        visit.session,
        visit.person,
        address.item,
        address.mark,
        address.answer,
        done=address.done,
        now=visit.now,
    )
    return _card(visit, opened)


@routes.pressed(ReadFeedback)
async def on_feedback_page_pressed(visit: Visit[Person], address: ReadFeedback) -> Screen:
    opened = await actions.open_check(
        visit.session, visit.person, address.item, address.mark, visit.now
    )
    return checks.check_screen(visit.words, opened, visit.person.public_id, address.page)
