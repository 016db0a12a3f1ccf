"""A case on two devices at once, on both databases."""

import asyncio
from dataclasses import replace

import pytest

from bot.curriculum.current import use_curriculum
from bot.curriculum.curriculum import Curriculum
from bot.items.paths import Path
from bot.kit.db import Database
from bot.people.rules import Person
from bot.quizzes import actions
from bot.quizzes.addresses import AnswerQuestion
from bot.quizzes.rules import Explained, Question, View
from tests.quizzes.samples import ITEMS, NOW, QUIZ, joined, rows_of, with_quiz


@pytest.fixture
async def asked(database: Database, content: Curriculum) -> tuple[Person, Question]:
    """Amina, before the first scene."""
    use_curriculum(with_quiz(content, replace(QUIZ, items=ITEMS[-1:], draw=1)))
    async with database.transaction() as session:
        amina = await joined(session, 7_000_000_001)
        return amina, await actions.begin_quiz(session, amina, QUIZ.id, NOW)


async def press(database: Database, asked: tuple[Person, Question], code: str, done: bool) -> View:
    person, question = asked
    pressed = AnswerQuestion(question.attempt.public_id, 1, code, done)
    async with database.transaction() as session:
        return await actions.answer_question(session, person, pressed, NOW)


async def test_one_choice_is_made(database: Database, asked: tuple[Person, Question]) -> None:
    views = await asyncio.gather(*(press(database, asked, code, False) for code in "0101"))
    async with database.transaction() as session:
        stands = await actions.begin_quiz(session, asked[0], QUIZ.id, NOW)
    assert isinstance(stands.answer, Path)
    assert len(stands.answer.chosen) == 1
    assert all(isinstance(view, Question) and view.answer == stands.answer for view in views)


async def test_a_choice_that_goes_on_and_one_that_ends_do_not_both_count(
    database: Database, asked: tuple[Person, Question]
) -> None:
    presses = [("0", False), ("2", True)] * 2
    views = await asyncio.gather(*(press(database, asked, *one) for one in presses))
    async with database.reading() as session:
        row, answers = await rows_of(session, asked[1].attempt.public_id)
    assert (row.begun, [one.answer for one in answers]) in [("0", []), (None, ["2"])]
    assert len({type(view) for view in views} & {Explained, Question}) == 1
