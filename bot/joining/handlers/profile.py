"""The profile: its questions in order, and each again."""

from __future__ import annotations

from bot import places
from bot.joining.actions import profile as actions
from bot.joining.actions.moving import make_code
from bot.joining.addresses import AnswerStep, AskStep, SetDay
from bot.joining.moving.rules import SHOWN_AGAIN
from bot.joining.moving.store import find_code_of
from bot.joining.rules import Step, next_question
from bot.joining.screens import profile as screens
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.people.rules import Person

routes = Routes("joining.profile")


def show_question(visit: Visit[Person], person: Person) -> Screen:
    """The next question of a profile that is not complete; else the profile."""
    step = next_question(person)
    if step is None:
        return screens.profile_screen(visit.words, person)
    return screens.question_screen(visit.words, person, step, 0, visit.now)


async def _after(visit: Visit[Person], before: Person, after: Person) -> Screen:
    if after.profile_complete and (not before.profile_complete or await _just_shown(visit)):
        code = await make_code(visit.session, after, visit.now)
        return screens.complete_screen(visit.words, after, code)
    return show_question(visit, after)


async def _just_shown(visit: Visit[Person]) -> bool:
    """The last answer was pressed twice: nobody could have read the code of the first press."""
    code = await find_code_of(visit.session, visit.person.id)
    return code is not None and visit.now - code.made_at < SHOWN_AGAIN


@routes.command("profile")
async def on_profile_command(visit: Visit[Person], _arguments: str) -> Screen:
    return show_question(visit, visit.person)


@routes.pressed(places.OpenProfile)
async def on_profile(visit: Visit[Person], _address: places.OpenProfile) -> Screen:
    return show_question(visit, visit.person)


@routes.pressed(AskStep)
async def on_step_asked(visit: Visit[Person], address: AskStep) -> Screen:
    person = visit.person
    return screens.question_screen(visit.words, person, address.step, address.page, visit.now)


@routes.pressed(AnswerStep)
async def on_answer_pressed(visit: Visit[Person], address: AnswerStep) -> Screen:
    person = visit.person
    after = await actions.press_answer(visit.session, person, address.step, address.value)
    return await _after(visit, person, after)


@routes.written(AskStep)
async def on_answer_written(visit: Visit[Person], address: AskStep) -> Screen:
    person = visit.person
    words = visit.message.words
    after = await actions.write_answer(visit.session, person, address.step, words)
    return await _after(visit, person, after)


@routes.pressed(SetDay)
async def on_day_set(visit: Visit[Person], address: SetDay) -> Screen:
    after = await actions.set_study_day(visit.session, visit.person, address.day, address.on)
    return screens.question_screen(visit.words, after, Step.DAYS, 0, visit.now)
