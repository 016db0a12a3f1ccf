"""Several processes on one PostgreSQL keep one pace together, and obey Telegram together."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from hypothesis import given as for_any
from hypothesis import strategies as st
from sqlalchemy import String, cast, func, literal, select, text
from sqlalchemy.dialects import postgresql

from bot.kit.db import Database
from bot.kit.delivery import bulk, outbox, store
from bot.kit.delivery.sharing import AHEAD_SECONDS, SharedPace, Turns, given
from bot.kit.telegram.pace import SHARE_USED, Pace, Urgency
from bot.kit.telegram.screen import Screen
from bot.kit.text import text as phrase
from tests.people import MONDAY

PER_SECOND = 30.0


@for_any(
    st.lists(st.tuples(st.floats(0, 2), st.integers(1, 40)), min_size=1, max_size=60),
    st.floats(1, 300),
)
def test_whoever_asks_whenever_together_they_never_get_more_than_the_pace(
    asked: list[tuple[float, int]], per_second: float
) -> None:
    now, until, total = MONDAY, MONDAY, 0
    for pause, wanted in asked:
        now += timedelta(seconds=pause)
        turns = given(until, now, wanted, per_second)
        until = now + timedelta(seconds=turns.begins_in + turns.number / per_second)
        total += turns.number
        passed = (now - MONDAY).total_seconds()
        ahead = max(AHEAD_SECONDS, 3 / per_second)
        assert turns.number <= wanted
        assert total <= (passed + ahead) * per_second + 0.01


@for_any(st.floats(0.5, 300))
def test_who_waits_until_all_is_free_gets_turns(per_second: float) -> None:
    assert given(MONDAY, MONDAY, 1, per_second) == Turns(1, 0.0, MONDAY)


async def _take(database: Database, shared: SharedPace, wanted: int) -> Turns:
    async with database.transaction() as session:
        turns = await shared.take(session, wanted)
        await shared.use(session, turns, turns.number)
    return turns


def _two(database: Database) -> tuple[SharedPace, SharedPace, Pace]:
    """Two processes; the pace of the first."""
    paces = Pace(1000, 1000, 1000), Pace(1000, 1000, 1000)
    first, second = (SharedPace(database, pace, PER_SECOND / SHARE_USED) for pace in paces)
    return first, second, paces[0]


@pytest.mark.postgres
async def test_what_one_process_takes_the_other_does_not_get(postgres_database: Database) -> None:
    first, second, _ = _two(postgres_database)
    taken = [await _take(postgres_database, one, 20) for one in (first, second)]
    assert taken[0].number == 20
    assert 9 <= taken[1].number <= 20
    assert taken[1].begins_in == pytest.approx(20 / PER_SECOND, abs=0.6)


@pytest.mark.postgres
async def test_answers_beside_the_outbox_make_bulk_wait(postgres_database: Database) -> None:
    first, second, pace = _two(postgres_database)
    await _take(postgres_database, first, 1)
    for chat in range(15):
        await pace.turn(chat, Urgency.ANSWER)
    await _take(postgres_database, first, 1)  # tells what went out beside it
    turns = await _take(postgres_database, second, 30)
    assert turns.number < 30
    assert turns.begins_in > 0


@pytest.mark.postgres
async def test_what_was_planned_is_not_counted_a_second_time(postgres_database: Database) -> None:
    first, _, pace = _two(postgres_database)
    turns = await _take(postgres_database, first, 10)
    for chat in range(turns.number):
        await pace.turn(chat, Urgency.BULK)
        first.sent(Urgency.BULK)
    assert first._owed() == timedelta()


@pytest.mark.postgres
async def test_when_telegram_asks_one_process_to_wait_all_wait(postgres_database: Database) -> None:
    first, second, pace = _two(postgres_database)
    pace.pause(60)
    await first._exchange()
    await second._exchange()
    assert second._pace.pause_left == pytest.approx(60, abs=5)
    assert (await _take(postgres_database, second, 5)).number == 0


@pytest.mark.postgres
async def test_two_that_take_at_once_begin_one_row(postgres_database: Database) -> None:
    first, second, _ = _two(postgres_database)
    both = (_take(postgres_database, one, 10) for one in (first, second))
    taken = await asyncio.gather(*both)
    assert min(turns.begins_in for turns in taken) == 0
    assert max(turns.begins_in for turns in taken) > 0


async def test_an_embedded_database_needs_no_turns(sqlite_database: Database) -> None:
    first, _, _ = _two(sqlite_database)
    assert await _take(sqlite_database, first, 99) == Turns(99)


@pytest.mark.postgres
async def test_a_few_of_very_many_are_claimed_without_sorting_all(
    postgres_database: Database,
) -> None:
    async with postgres_database.transaction() as session:
        batch = await outbox.open_batch(session)
        content = await outbox.save_content(session, Screen(phrase("Hello")))
        number = func.generate_series(1, 20_000).column_valued("number")
        key = literal("many.").concat(cast(number, String))
        of = select(key, literal("test"), number, number, literal(content), literal(batch),
                    literal(MONDAY))  # fmt: skip
        await bulk.queue_selected(session, of)
        await bulk.survey(session)
    due = store.due_messages(15, MONDAY, Urgency.BULK)
    sql = due.compile(dialect=postgresql.dialect(), compile_kwargs={"literal_binds": True})
    async with postgres_database.reading() as session:
        plan = (await session.execute(text(f"EXPLAIN {sql}".replace(":", "\\:")))).scalars().all()
    assert not any("Sort" in line for line in plan), plan
