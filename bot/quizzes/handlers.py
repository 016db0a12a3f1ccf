"""Presses and commands of quizzes."""

from __future__ import annotations

from datetime import date

from bot import places
from bot.curriculum.current import current_curriculum
from bot.kit.clock import in_zone
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.people.rules import Person
from bot.quizzes import actions, store
from bot.quizzes.addresses import (
    AnswerQuestion,
    BeginQuiz,
    LookAt,
    QuizzesPage,
    ShowMistakes,
    ShowResult,
)
from bot.quizzes.rules import Explained, Outcome, Question, View
from bot.quizzes.screens import choosing, questions, results

routes = Routes("quizzes")


@routes.command("quiz")
async def on_quiz_command(visit: Visit[Person], _arguments: str) -> Screen:
    return await _quizzes(visit)


@routes.pressed(places.OpenQuizzes)
async def on_quizzes_pressed(visit: Visit[Person], _address: places.OpenQuizzes) -> Screen:
    return await _quizzes(visit)


@routes.pressed(QuizzesPage)
async def on_page_pressed(visit: Visit[Person], address: QuizzesPage) -> Screen:
    return await _quizzes(visit, address.page)


async def _quizzes(visit: Visit[Person], page: int = 0) -> Screen:
    standings = await store.load_summary(visit.session, visit.person.id)
    quizzes = tuple(current_curriculum().quizzes.values())
    return choosing.quizzes_screen(visit.words, quizzes, standings, page)


@routes.pressed(places.OpenQuiz)
async def on_quiz_pressed(visit: Visit[Person], address: places.OpenQuiz) -> Screen:
    quiz = current_curriculum().quizzes.get(address.quiz)
    standings = await store.load_summary(visit.session, visit.person.id)
    standing = standings.get(address.quiz)
    if quiz is None and standing is not None:
        return choosing.former_screen(visit.words, standing)
    return choosing.quiz_screen(visit.words, actions.load_quiz(address.quiz), standing)


@routes.pressed(BeginQuiz)
async def on_begin_pressed(visit: Visit[Person], address: BeginQuiz) -> Screen:
    asked = await actions.begin_quiz(visit.session, visit.person, address.quiz, visit.now)
    return _screen(visit, asked)


@routes.pressed(AnswerQuestion)
async def on_answer_pressed(visit: Visit[Person], address: AnswerQuestion) -> Screen:
    view = await actions.answer_question(visit.session, visit.person, address, visit.now)
    return _screen(visit, view)


@routes.pressed(LookAt)
async def on_look_pressed(visit: Visit[Person], address: LookAt) -> Screen:
    view = await actions.look_at(visit.session, visit.person, address.attempt, address.position)
    return _screen(visit, view, address.page)


@routes.pressed(ShowResult)
async def on_result_pressed(visit: Visit[Person], address: ShowResult) -> Screen:
    view = await actions.load_outcome(visit.session, visit.person, address.attempt)
    return _screen(visit, view)


@routes.pressed(ShowMistakes)
async def on_mistakes_pressed(visit: Visit[Person], address: ShowMistakes) -> Screen:
    view = await actions.load_outcome(visit.session, visit.person, address.attempt)
    if isinstance(view, Outcome):
        return results.mistakes_screen(visit.words, view, address.page)
    return _screen(visit, view)


def _screen(visit: Visit[Person], view: View, page: int = 0) -> Screen:
    match view:
        case Question():
            return questions.question_screen(visit.words, view, _today(visit))
        case Explained():
            return questions.explained_screen(visit.words, view, _today(visit), page)
        case Outcome():
            return results.outcome_screen(visit.words, current_curriculum(), view)


def _today(visit: Visit[Person]) -> date:
    return in_zone(visit.now, visit.person.zone).date()
