"""Quizzes on both databases."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot import events
from bot.curriculum.current import use_curriculum
from bot.curriculum.curriculum import Curriculum
from bot.events import QuizFinished
from bot.kit.db import Database
from bot.kit.refusals import ScreenOutdated
from bot.people.rules import Person
from bot.places import OpenQuizzes
from bot.quizzes import actions, store
from bot.quizzes.addresses import AnswerQuestion
from bot.quizzes.rules import WHOLE, Explained, OpenAttempt, Outcome, Question
from tests.items.samples import words
from tests.quizzes.samples import (
    ITEMS,
    NOW,
    QUIZ,
    counted,
    handing_in,
    joined,
    rows_of,
    with_quiz,
    withdrawn,
    wrong_answer,
)


@pytest.fixture
async def session(database: Database, content: Curriculum) -> AsyncIterator[AsyncSession]:
    use_curriculum(with_quiz(content, QUIZ))
    async with database.transaction() as session:
        yield session


@pytest.fixture
async def amina(session: AsyncSession) -> Person:
    return await joined(session, 7_000_000_001)


@pytest.fixture
def finished() -> Iterator[list[QuizFinished]]:
    heard: list[QuizFinished] = []

    async def hear(_session: AsyncSession, event: QuizFinished) -> None:
        heard.append(event)

    events.forget_listeners()
    events.listen(QuizFinished, hear)
    yield heard
    events.forget_listeners()


async def begun(session: AsyncSession, person: Person) -> Question:
    return await actions.begin_quiz(session, person, "small", NOW)


async def answer(session: AsyncSession, person: Person, asked: Question, *, right: bool) -> None:
    given = None if right else wrong_answer(asked.item)
    pressed = handing_in(asked.attempt, asked.item, given)
    await actions.answer_question(session, person, pressed, NOW)


async def taken(session: AsyncSession, person: Person, *, right: int = 4) -> Question:
    """A whole attempt, of which the first questions are answered rightly; its first question."""
    first = asked = await begun(session, person)
    for number in range(4):
        await answer(session, person, asked, right=number < right)
        if number < 3:
            asked = await begun(session, person)
    return first


async def test_an_attempt_draws_what_the_quiz_says(session: AsyncSession, amina: Person) -> None:
    asked = await begun(session, amina)
    assert (asked.attempt.total, asked.attempt.position) == (QUIZ.draw, 1)


async def test_begin_pressed_twice_begins_once(session: AsyncSession, amina: Person) -> None:
    first, second = await begun(session, amina), await begun(session, amina)
    assert first == second


async def test_an_answer_is_kept_and_leads_on(session: AsyncSession, amina: Person) -> None:
    asked = await begun(session, amina)
    view = await actions.answer_question(session, amina, handing_in(asked.attempt, asked.item), NOW)
    assert isinstance(view, Explained)
    assert view.given.right
    assert (await begun(session, amina)).attempt.position == 2


async def test_a_second_press_stores_one_answer(session: AsyncSession, amina: Person) -> None:
    asked = await begun(session, amina)
    await answer(session, amina, asked, right=True)
    pressed = handing_in(asked.attempt, asked.item, wrong_answer(asked.item))
    view = await actions.answer_question(session, amina, pressed, NOW)
    assert isinstance(view, Explained)
    assert view.given.right
    row, answers = await rows_of(session, asked.attempt.public_id)
    assert (row.points, row.position, len(answers)) == (WHOLE, 2, 1)


async def test_two_devices_at_once_store_one_answer(
    database: Database, content: Curriculum
) -> None:
    use_curriculum(with_quiz(content, QUIZ))
    async with database.transaction() as session:
        amina = await joined(session, 7_000_000_001)
        asked = await begun(session, amina)

    async def press() -> None:
        async with database.transaction() as session:
            await answer(session, amina, asked, right=True)

    await asyncio.gather(*(press() for _ in range(4)))
    async with database.reading() as session:
        row, answers = await rows_of(session, asked.attempt.public_id)
    assert (row.points, row.position, len(answers)) == (WHOLE, 2, 1)


async def test_two_devices_at_once_begin_one_attempt(
    database: Database, content: Curriculum
) -> None:
    use_curriculum(with_quiz(content, QUIZ))
    async with database.transaction() as session:
        amina = await joined(session, 7_000_000_001)

    async def press() -> str:
        async with database.transaction() as session:
            return (await begun(session, amina)).attempt.public_id

    assert len(set(await asyncio.gather(*(press() for _ in range(4))))) == 1


async def test_the_last_answer_finishes_and_is_announced_once(
    session: AsyncSession, amina: Person, finished: list[QuizFinished]
) -> None:
    await taken(session, amina, right=3)
    assert finished == [QuizFinished(amina.id, "small", True, NOW)]


async def test_too_few_points_are_not_passed(
    session: AsyncSession, amina: Person, finished: list[QuizFinished]
) -> None:
    await taken(session, amina, right=2)
    assert [event.passed for event in finished] == [False]


async def test_a_result_names_its_mistakes(session: AsyncSession, amina: Person) -> None:
    asked = await taken(session, amina, right=2)
    outcome = await actions.load_outcome(session, amina, asked.attempt.public_id)
    assert isinstance(outcome, Outcome)
    assert [given.position for _, given in outcome.mistakes] == [3, 4]
    assert outcome.result.points == 2 * WHOLE


async def test_a_button_of_a_finished_attempt_shows_the_result(
    session: AsyncSession, amina: Person
) -> None:
    asked = await taken(session, amina)
    view = await actions.answer_question(session, amina, handing_in(asked.attempt, asked.item), NOW)
    assert isinstance(view, Outcome)


async def test_the_last_answer_pressed_twice_shows_its_feedback(
    session: AsyncSession, amina: Person
) -> None:
    asked = await taken(session, amina)
    last = AnswerQuestion(asked.attempt.public_id, 4, "0", done=True)
    assert isinstance(await actions.answer_question(session, amina, last, NOW), Explained)


@pytest.mark.parametrize("position", [-1, 0, 2, 99])
async def test_a_question_not_reached_leads_to_the_one_asked(
    session: AsyncSession, amina: Person, position: int
) -> None:
    asked = await begun(session, amina)
    forged = AnswerQuestion(asked.attempt.public_id, position, "0", done=True)
    assert await actions.answer_question(session, amina, forged, NOW) == asked
    assert await actions.look_at(session, amina, asked.attempt.public_id, position) == asked


@pytest.mark.parametrize("code", ["9", "x", "000", "--", ""])
async def test_an_answer_that_cannot_be_is_outdated(
    session: AsyncSession, amina: Person, code: str
) -> None:
    asked = await begun(session, amina)
    forged = AnswerQuestion(asked.attempt.public_id, 1, code, done=True)
    with pytest.raises(ScreenOutdated) as refused:
        await actions.answer_question(session, amina, forged, NOW)
    assert refused.value.instead == AnswerQuestion(asked.attempt.public_id, 1)


async def test_an_unfinished_answer_is_not_kept(session: AsyncSession, amina: Person) -> None:
    asked = await begun(session, amina)
    with pytest.raises(ScreenOutdated):
        await actions.answer_question(
            session, amina, AnswerQuestion(asked.attempt.public_id, 1, "-", done=True), NOW
        )
    assert await begun(session, amina) == asked


async def test_another_persons_attempt_is_none(session: AsyncSession, amina: Person) -> None:
    elena = await joined(session, 7_000_000_002, "el")
    asked = await taken(session, amina)
    pressed = handing_in(asked.attempt, asked.item)
    with pytest.raises(ScreenOutdated) as refused:
        await actions.answer_question(session, elena, pressed, NOW)
    assert refused.value.instead == OpenQuizzes()
    with pytest.raises(ScreenOutdated):
        await actions.load_outcome(session, elena, asked.attempt.public_id)
    with pytest.raises(ScreenOutdated):
        await actions.look_at(session, elena, asked.attempt.public_id, 1)


async def test_an_unknown_quiz_leads_to_the_quizzes(session: AsyncSession, amina: Person) -> None:
    with pytest.raises(ScreenOutdated) as refused:
        await actions.begin_quiz(session, amina, "gone", NOW)
    assert refused.value.instead == OpenQuizzes()


async def test_a_quiz_under_review_says_so(
    session: AsyncSession, amina: Person, content: Curriculum
) -> None:
    items = tuple(withdrawn(item) for item in ITEMS)
    use_curriculum(with_quiz(content, replace(QUIZ, items=items)))
    with pytest.raises(actions.NothingToAsk):
        await begun(session, amina)


async def test_an_attempt_goes_on_as_it_began_when_the_content_has_changed(
    session: AsyncSession, amina: Person, content: Curriculum
) -> None:
    asked = await begun(session, amina)
    changed = tuple(replace(item, question=words("Changed?")) for item in ITEMS)
    use_curriculum(with_quiz(content, replace(QUIZ, items=changed, pass_mark=100)))
    assert await begun(session, amina) == asked
    use_curriculum(content)  # without the quiz and its items
    await answer(session, amina, asked, right=True)
    view = await actions.look_at(session, amina, asked.attempt.public_id, 1)
    assert isinstance(view, Explained)
    assert view.item == asked.item


async def test_an_answer_takes_three_statements(session: AsyncSession, amina: Person) -> None:
    asked = await begun(session, amina)
    with counted(session) as sent:
        await answer(session, amina, asked, right=True)
    assert len(sent) == 3


async def test_a_step_of_an_answer_takes_one_statement(
    session: AsyncSession, amina: Person
) -> None:
    asked = await begun(session, amina)
    step = AnswerQuestion(asked.attempt.public_id, 1)
    with counted(session) as sent:
        await actions.answer_question(session, amina, step, NOW)
    assert len(sent) == 1


async def test_a_summary_tells_open_last_and_best(session: AsyncSession, amina: Person) -> None:
    for right in (1, 3, 2):
        await taken(session, amina, right=right)
    opened = await begun(session, amina)
    with counted(session) as sent:
        standing = (await store.load_summary(session, amina.id))["small"]
    assert len(sent) == 1
    assert standing.open == OpenAttempt(opened.attempt.public_id, 1, 4)
    results = [found and found.percent for found in (standing.last, standing.best)]
    assert results == [50, 75]


async def test_a_summary_is_ones_own(session: AsyncSession, amina: Person) -> None:
    elena = await joined(session, 7_000_000_002, "el")
    await taken(session, amina)
    assert await store.load_summary(session, elena.id) == {}


async def test_an_attempt_can_be_taken_again_a_year_later(
    session: AsyncSession, amina: Person
) -> None:
    first = await taken(session, amina)
    later = NOW + timedelta(days=365)
    again = await actions.begin_quiz(session, amina, "small", later)
    assert again.attempt.public_id != first.attempt.public_id
    old = await actions.look_at(session, amina, first.attempt.public_id, 1)
    assert isinstance(old, Explained)
