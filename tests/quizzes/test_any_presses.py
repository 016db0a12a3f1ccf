"""Any buttons of an attempt, pressed in any order by anybody, keep one answer a question."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.ext.asyncio import AsyncSession

from bot.curriculum.current import use_curriculum
from bot.curriculum.curriculum import Curriculum
from bot.curriculum.items import Kind
from bot.items.answers import NOTHING, decode_answer, encode_answer, is_complete
from bot.items.rules import right_answer
from bot.kit.db import Database
from bot.kit.refusals import Refusal
from bot.people.rules import Person
from bot.quizzes import actions
from bot.quizzes.addresses import AnswerQuestion, BeginQuiz, LookAt, ShowResult
from bot.quizzes.rules import Attempt
from tests.quizzes.samples import ITEMS, NOW, QUIZ, joined, rows_of, with_quiz, wrong_answer

BY_ID = {item.id: item for item in ITEMS}
ASKED_NOW = 99
positions = st.one_of(st.just(ASKED_NOW), st.integers(-1, 6))
nonsense = st.text("01234-x", max_size=5)
presses = st.one_of(
    st.tuples(
        st.just(AnswerQuestion), positions, st.sampled_from(["right", "wrong"]), st.just(True)
    ),
    st.tuples(st.just(AnswerQuestion), positions, nonsense, st.booleans()),
    st.tuples(st.just(LookAt), positions),
    st.tuples(st.just(ShowResult)),
    st.tuples(st.just(BeginQuiz)),
)


def code_of(attempt: Attempt, position: int, meant: str) -> str:
    """The code of a right or a wrong answer to the item at this position; any other as it is."""
    if meant not in ("right", "wrong"):
        return meant
    item = BY_ID[attempt.versions[min(max(position, 1), attempt.total) - 1][0]]
    return encode_answer(item, right_answer(item) if meant == "right" else wrong_answer(item))


async def press(session: AsyncSession, person: Person, attempt: Attempt, press: Any) -> None:
    """As the handlers do it; a refusal is a sentence, not a fault."""
    match press:
        case (kind, position, meant, done) if kind is AnswerQuestion:
            code = code_of(attempt, position, meant)
            address = AnswerQuestion(attempt.public_id, position, code, done)
            await actions.answer_question(session, person, address, NOW)
        case (kind, position) if kind is LookAt:
            await actions.look_at(session, person, attempt.public_id, position)
        case (kind,) if kind is ShowResult:
            await actions.load_outcome(session, person, attempt.public_id)
        case _:
            await actions.begin_quiz(session, person, QUIZ.id, NOW)


def kept(
    attempt: Attempt, before: tuple[list[str], str], who: int, press: Any
) -> tuple[list[str], str]:
    """What has to be kept after a press: answers, and the way through the case that is asked.

    One more answer if the press hands in the one that is asked; in a case only what goes on from
    the way so far.
    """
    answers, way = before
    match press:
        case (kind, position, meant, done) if kind is AnswerQuestion and who == 0:
            if position != len(answers) + 1 or position > attempt.total:
                return before
            code = code_of(attempt, position, meant)
            item = BY_ID[attempt.versions[position - 1][0]]
            code = way or code if code == NOTHING else code
            with suppress(ValueError):
                answer = decode_answer(item, code)
                if code.startswith(way) and done:
                    return ([*answers, code], "") if is_complete(item, answer) else before
                if code.startswith(way) and item.kind is Kind.CASE and code != NOTHING:
                    return answers, code
    return before


async def check(session: AsyncSession, attempt: Attempt, expected: tuple[list[str], str]) -> None:
    """One answer a position, none left out; points are their sum; finished after the last."""
    row, answers = await rows_of(session, attempt.public_id)
    assert ([answer.answer for answer in answers], row.begun or "") == expected
    assert [answer.position for answer in answers] == list(range(1, row.position))
    assert row.points == sum(answer.points for answer in answers)
    assert (row.finished_at is not None) == (row.position == row.total + 1)


@pytest.fixture
async def strangers(sqlite_database: Database, content: Curriculum) -> tuple[Person, Person]:
    use_curriculum(with_quiz(content, QUIZ))
    async with sqlite_database.transaction() as session:
        return await joined(session, 7_000_000_001), await joined(session, 7_000_000_002)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from([0, 0, 0, 1]), presses), max_size=25))
async def test_any_presses_keep_one_answer_a_question(
    sqlite_database: Database, strangers: tuple[Person, Person], pressed: list[Any]
) -> None:
    async with sqlite_database.transaction() as session:
        attempt = (await actions.begin_quiz(session, strangers[0], QUIZ.id, NOW)).attempt
        expected = list[str](), ""
        for who, one in pressed:
            at = tuple(len(expected[0]) + 1 if part == ASKED_NOW else part for part in one)
            expected = kept(attempt, expected, who, at)
            with suppress(Refusal):
                await press(session, strangers[who], attempt, at)
            await check(session, attempt, expected)
        await session.rollback()
