"""A small quiz of all kinds of items, and how to read what it came to."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import event, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.curriculum.curriculum import Curriculum
from bot.curriculum.items import Item
from bot.curriculum.lessons import Quiz
from bot.items.answers import Answer, Choices, Matches, Order, encode_answer
from bot.items.paths import Path, go_on, scene_now
from bot.items.rules import right_answer
from bot.kit.db import table_of
from bot.people import store as people
from bot.people.actions import CONSENT_VERSION
from bot.people.rules import Person
from bot.quizzes.addresses import AnswerQuestion
from bot.quizzes.rules import Attempt
from bot.quizzes.tables import AnswerRow, AttemptRow
from tests.items.samples import ALL, words

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
TODAY = NOW.date()
READS = ("eures-network", "eures-move")
ITEMS = tuple(replace(item, id=f"q-{n}", reads=READS[n % 2 :]) for n, item in enumerate(ALL))
QUIZ = Quiz("small", 1, "7", words("Small"), words("A small quiz."), 70, 4, ITEMS)


def withdrawn(item: Item, day: date = TODAY) -> Item:
    return replace(item, review_by=day)


def with_quiz(content: Curriculum, quiz: Quiz) -> Curriculum:
    """The real curriculum, and this quiz."""
    items = {item.id: item for item in quiz.items}
    return replace(
        content,
        quizzes={**content.quizzes, quiz.id: quiz},
        items={**content.items, **items},
    )


def handing_in(attempt: Attempt, item: Item, answer: Answer | None = None) -> AnswerQuestion:
    """The button that hands in an answer to the question asked now; the right one by itself."""
    code = encode_answer(item, answer or right_answer(item))
    return AnswerQuestion(attempt.public_id, attempt.position, code, done=True)


def wrong_answer(item: Item) -> Answer:
    """A finished answer that is worth nothing."""
    if item.scenes:
        return worst_path(item)
    ids = [part.id for part in item.parts]
    if item.steps:
        return Order(tuple(reversed(ids)))
    if item.pairs:
        return Matches(tuple(zip(ids, [*ids[1:], ids[0]], strict=True)))
    return Choices(frozenset({next(o.id for o in item.options if not o.correct)}))


def worst_path(item: Item) -> Path:
    """A wrong choice in every scene, until the case ends."""
    path = Path()
    while (scene := scene_now(item, path)) is not None:
        wrong = [choice for choice in scene.choices if not choice.correct]
        path = go_on(item, path, wrong[-1].id)
    return path


async def joined(session: AsyncSession, telegram_id: int, language: str = "en") -> Person:
    number = await people.add_person(
        session,
        telegram_id,
        name="Amina",
        language=language,
        zone="Europe/Stockholm",
        weekly_budget=5,
        consent_version=CONSENT_VERSION,
        now=NOW,
    )
    return await people.load_person(session, number)


async def rows_of(session: AsyncSession, attempt: str) -> tuple[Any, list[Any]]:
    """The attempt's row and its answers' rows, by position."""
    attempts, answers = table_of(AttemptRow), table_of(AnswerRow)
    found = select(attempts).where(attempts.c.public_id == attempt)
    row = (await session.execute(found)).one()
    given = select(answers).where(answers.c.attempt_id == row.id).order_by(answers.c.position)
    return row, list(await session.execute(given))


@contextmanager
def counted(session: AsyncSession) -> Iterator[list[str]]:
    """The statements sent to the database."""
    sent: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        sent.extend([] if statement.startswith("BEGIN") else [statement])

    engine = session.get_bind().engine
    event.listen(engine, "before_cursor_execute", note)
    yield sent
    event.remove(engine, "before_cursor_execute", note)
