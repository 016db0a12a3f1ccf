"""What somebody does in quizzes: begin or go on, answer, look at the result."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import places
from bot.curriculum.current import current_curriculum
from bot.curriculum.items import Item
from bot.curriculum.lessons import Quiz
from bot.events import QuizFinished, announce
from bot.items import store as item_store
from bot.items.answers import (
    NOTHING,
    Answer,
    decode_answer,
    empty_answer,
    encode_answer,
    is_complete,
)
from bot.items.paths import Path, continues
from bot.items.rules import score
from bot.kit.clock import in_zone
from bot.kit.db import public_id
from bot.kit.refusals import Refusal, ScreenOutdated
from bot.people.rules import Person
from bot.quizzes import rules, store
from bot.quizzes.addresses import AnswerQuestion
from bot.quizzes.rules import Attempt, Explained, Given, Outcome, Question, View
from bot.quizzes.store import Judged


class NothingToAsk(Refusal):
    """Every item of the quiz is past its review date."""

    words = "quizzes.nothing_to_ask"


def load_quiz(quiz: str) -> Quiz:
    """Raises ScreenOutdated, which leads to the quizzes."""
    found = current_curriculum().quizzes.get(quiz)
    if found is None:
        raise ScreenOutdated(instead=places.OpenQuizzes())
    return found


async def begin_quiz(session: AsyncSession, person: Person, quiz: str, now: datetime) -> Question:
    """The first question of a new attempt, or where the open one stands.

    Raises NothingToAsk, ScreenOutdated.
    """
    attempt = await store.find_open(session, person.id, quiz)
    if attempt is None:
        attempt = await _start(session, person, load_quiz(quiz), now)
    return await _question(session, attempt)


async def _start(session: AsyncSession, person: Person, quiz: Quiz, now: datetime) -> Attempt:
    seed = public_id()
    items = rules.draw(quiz, in_zone(now, person.zone).date(), seed)
    if not items:
        raise NothingToAsk(instead=places.OpenQuizzes())
    await item_store.save_snapshots(session, items)
    await store.start_attempt(session, person.id, quiz, items, public_id=seed, now=now)
    started = await store.find_open(session, person.id, quiz.id)
    if started is None:
        raise ScreenOutdated(instead=places.OpenQuiz(quiz.id))
    return started


async def load_attempt(session: AsyncSession, person: Person, attempt: str) -> Attempt:
    """Their own attempt. Raises ScreenOutdated for any other, which leads to the quizzes."""
    found = await store.find_attempt(session, person.id, attempt)
    if found is None:
        raise ScreenOutdated(instead=places.OpenQuizzes())
    return found


async def answer_question(
    session: AsyncSession, person: Person, pressed: AnswerQuestion, now: datetime
) -> View:
    """A step of an answer, or the whole of it handed in (`done`), by a button of any age.

    A choice in a case is kept as it is made, and none of them can be taken back. An answered
    question shows its feedback again, one not yet reached leads to the one that is asked now, a
    finished attempt shows its result; its last question, which was pressed twice more likely than
    looked up, its feedback. Raises ScreenOutdated.
    """
    attempt = await load_attempt(session, person, pressed.attempt)
    if attempt.is_finished and pressed.position != attempt.total:
        return await _outcome(session, attempt)
    if 1 <= pressed.position < attempt.position:
        return await _explained(session, attempt, pressed.position)
    if pressed.position != attempt.position:
        return await _question(session, attempt)
    asked = await _question(session, attempt)
    question = _with_answer(asked, pressed.answer)
    if isinstance(asked.answer, Path) and not _goes_on(question.answer, asked.answer):
        return asked
    if pressed.done:
        return await _submit(session, person, question, now)
    if isinstance(question.answer, Path) and question.answer != asked.answer:
        return await _keep_begun(session, person, question)
    return question


def _goes_on(answer: Answer, kept: Path) -> bool:
    return isinstance(answer, Path) and continues(answer, kept)


async def _keep_begun(session: AsyncSession, person: Person, question: Question) -> View:
    attempt, begun = question.attempt, encode_answer(question.item, question.answer)
    if await store.keep_begun(session, attempt, begun):
        return replace(question, attempt=replace(attempt, begun=begun))
    return await _as_it_stands(session, person, attempt)


async def _as_it_stands(session: AsyncSession, person: Person, attempt: Attempt) -> View:
    """Another device was faster: the feedback on the question, or how far it is now."""
    now = await load_attempt(session, person, attempt.public_id)
    if now.position > attempt.position:
        return await _explained(session, now, attempt.position)
    return await _question(session, now)


async def _submit(session: AsyncSession, person: Person, question: Question, now: datetime) -> View:
    attempt, item, answer = question.attempt, question.item, question.answer
    if not is_complete(item, answer):
        raise ScreenOutdated(instead=AnswerQuestion(attempt.public_id, attempt.position))
    scored = score(item, answer)
    points, packed = rules.points_of(scored), encode_answer(item, answer)
    judged = Judged(item, packed, points, scored.right, person.language)
    if not await store.add_answer(session, attempt, judged, now):
        return await _as_it_stands(session, person, attempt)
    given = Given(attempt.position, packed, points, scored.right)
    moved = _moved(attempt, points, now)
    if moved.is_finished:
        passed = rules.result_of(moved).is_passed
        await announce(session, QuizFinished(person.id, moved.quiz, passed, now))
    return Explained(moved, item, answer, given)


def _moved(attempt: Attempt, points: int, now: datetime) -> Attempt:
    finished = now if attempt.position == attempt.total else None
    return replace(
        attempt,
        position=attempt.position + 1,
        points=attempt.points + points,
        finished_at=finished,
        begun=None,
    )


async def look_at(session: AsyncSession, person: Person, attempt: str, position: int) -> View:
    """The feedback on an answered question, with the mistake to look at next.

    A question not yet answered leads to the one that is asked now. Raises ScreenOutdated.
    """
    found = await load_attempt(session, person, attempt)
    if not 1 <= position < found.position:
        return await (_outcome if found.is_finished else _question)(session, found)
    explained = await _explained(session, found, position)
    if not found.is_finished:
        return explained
    answers = await store.load_answers(session, found)
    return replace(explained, next_mistake=rules.next_mistake(answers, position))


async def load_outcome(session: AsyncSession, person: Person, attempt: str) -> Outcome | Question:
    """The result, or the question that is still asked. Raises ScreenOutdated."""
    found = await load_attempt(session, person, attempt)
    return await (_outcome if found.is_finished else _question)(session, found)


async def _question(session: AsyncSession, attempt: Attempt) -> Question:
    """As far as it is answered."""
    item = await _item(session, attempt, attempt.position)
    begun = attempt.begun
    return Question(attempt, item, decode_answer(item, begun) if begun else empty_answer(item))


def _with_answer(asked: Question, packed: str) -> Question:
    """With what a button says is answered so far. Raises ScreenOutdated."""
    if packed == NOTHING:
        return asked
    try:
        return replace(asked, answer=decode_answer(asked.item, packed))
    except ValueError:
        again = AnswerQuestion(asked.attempt.public_id, asked.attempt.position)
        raise ScreenOutdated(instead=again) from None


async def _explained(session: AsyncSession, attempt: Attempt, position: int) -> Explained:
    given = await store.load_answer(session, attempt, position)
    item = await _item(session, attempt, position)
    return Explained(attempt, item, decode_answer(item, given.answer), given)


async def _outcome(session: AsyncSession, attempt: Attempt) -> Outcome:
    answers = await store.load_answers(session, attempt)
    taught = current_curriculum().items
    items = await item_store.load_items(session, attempt.versions, taught)
    return Outcome(attempt, rules.result_of(attempt), tuple(items), answers)


async def _item(session: AsyncSession, attempt: Attempt, position: int) -> Item:
    version = attempt.versions[position - 1]
    return (await item_store.load_items(session, [version], current_curriculum().items))[0]
