"""Looking up in 10,000 published answers, on both databases: somebody's whole question, against one
row by its key in the same run.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from benchmarks.lists import (
    Rows,
    opened,  # pyright: ignore[reportPrivateUsage]
    percentile,  # pyright: ignore[reportPrivateUsage]
    postgres,  # pyright: ignore[reportPrivateUsage]
    sqlite,  # pyright: ignore[reportPrivateUsage]
)
from bot.answers.actions.finding import find_answers
from bot.answers.actions.indexing import entry_of
from bot.answers.store import index
from bot.curriculum.curriculum import Curriculum
from bot.curriculum.loading import default_folder, load
from bot.kit.db import Database
from bot.kit.i18n import LANGUAGES
from bot.kit.migrate import upgrade
from bot.people.rules import Person

ANSWERS = 10_000
TIMES = 200
GOAL_MS = 100.0  # what is taken of a press


def measure(answers: int = ANSWERS, times: int = TIMES) -> Rows:
    """95th percentiles of a look-up, and its ratio to a plain one."""
    curriculum = load(default_folder())
    rows: Rows = []
    for kind, databases in (("SQLite", sqlite), ("PostgreSQL", postgres)):
        with databases() as address:
            upgrade(address)
            rows += asyncio.run(_measure(kind, address, curriculum, answers, times))
    return rows


async def _measure(
    kind: str, address: str, curriculum: Curriculum, answers: int, times: int
) -> Rows:
    database = Database(address)
    dice = random.Random(7)  # the same answers in every run
    asked = await _seed(database, curriculum, answers, dice)
    async with opened(database) as session:
        plain = await percentile(session, _by_key, times)

        def call(session: AsyncSession) -> Awaitable[object]:
            language, question = dice.choice(asked)
            reader = Person(1, "reader", 1, "Reader", language, "UTC", "SE")
            return find_answers(session, reader, question, only_fitting=True)

        took = await percentile(session, call, times)
    await database.close()
    name = f"answers: {kind}, a question in {answers:,} answers, 95th percentile"
    return [
        _row(f"answers: {kind}, one row by its key, 95th percentile", plain, "ms", None),
        _row(f"{name}, {took / plain:.1f} times one row by its key", took, "ms", GOAL_MS),
    ]


def _row(name: str, value: float, unit: str, goal: float | None) -> dict[str, Any]:
    met = None if goal is None else value <= goal
    return {"name": name, "value": round(value, 1), "unit": unit, "goal": goal, "met": met}


async def _by_key(session: AsyncSession) -> object:
    found = select(index.search.c.title).where(
        index.search.c.reference == "p.7", index.search.c.language == LANGUAGES[7 % len(LANGUAGES)]
    )
    return (await session.execute(found)).scalar_one()


async def _seed(
    database: Database, curriculum: Curriculum, answers: int, dice: random.Random
) -> list[tuple[str, str]]:
    """Sentences of the real answers, mixed anew; the real questions, which are looked up."""
    asked, sentences = list[tuple[str, str]](), dict[str, list[str]]()
    for answer in curriculum.answers.values():
        for language in answer.question.written:
            asked.append((language, answer.question.text(language).text))
            parts = answer.answer.text(language).text.split(". ")
            sentences.setdefault(language, []).extend(parts)
    entries: list[index.Entry] = []
    for number in range(answers):
        language = LANGUAGES[number % len(LANGUAGES)]
        of = sentences[language]
        body = ". ".join(dice.choices(of, k=8))
        entries.append(entry_of(f"p.{number}", language, None, dice.choice(of), body))
    async with database.transaction() as session:
        await index.put(session, entries)
    return asked


if __name__ == "__main__":
    for row in measure(500, 20):
        print(row)
