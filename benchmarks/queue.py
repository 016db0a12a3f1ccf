"""The queue with 100,000 questions: once with one in fifty waiting, as in a programme that works,
and once with all of them waiting at the same time. Of a coordinator of the whole programme and of a
tutor of a group, on both databases; beside each a plain count over an index, in the same run.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Iterator
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from benchmarks.lists import (
    A_BATCH,
    GOAL_MS,
    GROUP,
    NOW,
    TIMES,
    Call,
    Rows,
    add_rows,
    cohort_of,
    opened,
    percentile,
    person_of,
    postgres,
    sqlite,
)
from bot.cohorts.tables import CohortRow, MemberRow
from bot.kit.db import Database
from bot.kit.migrate import upgrade
from bot.people.rules import Person
from bot.people.store import load_people
from bot.people.tables import GrantRow, PersonRow
from bot.tutoring.rules.narrowing import EVERYWHERE, Place, Topic
from bot.tutoring.store import lists, narrowing
from bot.tutoring.store.threads import questions
from bot.tutoring.tables import QuestionRow

QUESTIONS = 100_000
ASKERS = 10_000
SHARES = (50, 1)  # one in so many waits for somebody; the others are closed, or in hand
COORDINATOR, COUNTRY, TUTOR = 1, 2, 3
FIRST = 10
COUNTRIES = ("SE", "DE", "GR", "ES", "IS", "AT")
LANGUAGES = ("sv", "de", "el", "es", "is", "en")


def measure(number: int = QUESTIONS, times: int = TIMES) -> Rows:
    """95th percentiles of each look at the queue, and ratios to the count."""
    rows: Rows = []
    for kind, databases in (("SQLite", sqlite), ("PostgreSQL", postgres)):
        for share in SHARES:
            with databases() as address:
                upgrade(address)
                rows += asyncio.run(_measure(kind, address, number, times, share))
    return rows


async def _measure(kind: str, address: str, number: int, times: int, share: int) -> Rows:
    database = Database(address)
    await _seed(database, number, share)
    kind = f"{kind}, {number // share:,} of {number:,} waiting"
    async with opened(database) as session:
        plain = await percentile(session, _count_plainly, times)
        rows = [_row(kind, "a plain count over the index", plain, None)]
        due = await percentile(session, lambda s: lists.find_due(s, NOW, 50), times)
        rows.append(_row(kind, "what is due, fifty at a time", due, plain))
        staff = await load_people(session, [COORDINATOR, TUTOR])
        for one, of in ((COORDINATOR, "of everybody"), (TUTOR, f"of a group of {GROUP}")):
            for name, call in _calls(staff[one]):
                rows.append(
                    _row(kind, f"{name} {of}", await percentile(session, call, times), plain)
                )
    await database.close()
    return rows


def _row(kind: str, name: str, took: float, plain: float | None) -> dict[str, Any]:
    ratio = f", {took / plain:.1f} times a plain count" if plain else ""
    goal = None if plain is None else GOAL_MS
    met = None if plain is None else took <= GOAL_MS
    named = f"queue: {kind}, {name}, 95th percentile{ratio}"
    return {"name": named, "value": round(took, 1), "unit": "ms", "goal": goal, "met": met}


def _calls(staff: Person) -> Iterator[tuple[str, Call]]:
    yield "the first page", lambda s: lists.find_queue(s, staff, limit=3, offset=0)
    yield "the hundredth page", lambda s: lists.find_queue(s, staff, limit=3, offset=297)
    yield "what is in hand", lambda s: lists.find_mine(s, staff, limit=4, offset=0)
    yield "the counts of home", lambda s: lists.count_queue(s, staff)
    yield "one topic, the oldest first", _narrowed(staff, Topic.QUIZ, EVERYWHERE)
    yield "one country, the oldest first", _narrowed(staff, Topic.ALL, Place(country="SE"))
    yield "counts by topic", lambda s: narrowing.count_topics(s, staff, EVERYWHERE)
    yield "counts by country and group", lambda s: narrowing.count_places(s, staff, Topic.ALL)


def _narrowed(staff: Person, topic: Topic, place: Place) -> Call:
    def call(session: AsyncSession) -> Awaitable[object]:
        return narrowing.find_narrowed(session, staff, topic, place, limit=3, offset=0)

    return call


async def _count_plainly(session: AsyncSession) -> object:
    counted = select(func.count()).where(questions.c.state == "open")
    return (await session.execute(counted)).scalar_one()


async def _seed(database: Database, number: int, share: int) -> None:
    """Ten questions an asker; of those that do not wait one in twenty is in hand."""
    askers = range(FIRST, FIRST + min(ASKERS, number))
    async with database.transaction() as session:
        everybody = (COORDINATOR, COUNTRY, TUTOR, *askers)
        await add_rows(session, PersonRow, [_person(one) for one in everybody])
        await add_rows(session, CohortRow, [cohort_of()])
        await add_rows(session, GrantRow, _grants())
        group = [{"person_id": n, "cohort_id": 1, "joined_at": NOW} for n in askers[:GROUP]]
        await add_rows(session, MemberRow, group)
        dice = random.Random(7)  # the same programme in every run
        for start in range(0, number, A_BATCH):
            batch = range(start, min(start + A_BATCH, number))
            await add_rows(session, QuestionRow, [_question(n, askers, dice, share) for n in batch])


def _person(number: int) -> dict[str, Any]:
    which = number % len(COUNTRIES)
    return person_of(number) | {"country": COUNTRIES[which], "language": LANGUAGES[which]}


def _grants() -> Rows:
    scopes = (
        (COORDINATOR, "coordinator", "programme", None),
        (COUNTRY, "tutor", "country", "SE"),
        (TUTOR, "tutor", "cohort", "1"),
    )
    return [
        {"person_id": one, "role": role, "scope_kind": kind, "scope": scope, "granted_at": NOW}
        for one, role, kind, scope in scopes
    ]


def _question(number: int, askers: range, dice: random.Random, share: int) -> dict[str, Any]:
    at = NOW - timedelta(minutes=dice.randrange(60 * 24 * 90))
    asker = askers[number % len(askers)]
    turn = dice.randrange(share * 2)
    state = "open" if turn < 2 else "claimed" if turn < 7 else "closed"
    due = at + timedelta(hours=48) if state == "open" else None
    return {
        "public_id": f"q{number}", "asker_id": asker, "language": LANGUAGES[asker % 6],
        "about": ("none", "card", "item", "evidence")[number % 4], "state": state, "begun_at": at,
        "asked_at": at, "due_at": due, "escalates_at": due if number % 3 else NOW + (NOW - at),
        "wait": 1, "claimed_by": _holder(number, askers) if state == "claimed" else None,
        "claimed_at": at if state == "claimed" else None,
        "closed_at": at if state == "closed" else None,
    }  # fmt: skip


def _holder(number: int, askers: range) -> int:
    """The tutor of the country has one in fifty of those in hand."""
    return COUNTRY if number % 50 == 0 else askers[-1 - number % 100]


if __name__ == "__main__":
    for row in measure(2_000, 20):
        print(row)
