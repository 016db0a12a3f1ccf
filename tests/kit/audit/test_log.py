"""Deeds become rows with their transaction, in one order, on both databases."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import DBAPIError

from bot.kit.audit import store
from bot.kit.audit.log import forget, record, record_read
from bot.kit.audit.rules import GENESIS, Action
from bot.kit.audit.verify import verify
from bot.kit.db import Database
from tests.kit.audit.world import NOON, TRAINEE, TUTOR, feedback, rows_of, run, write


async def test_rows_hold_pseudonyms_and_the_hash_of_the_row_before(database: Database) -> None:
    await write(database, 2)
    first, second = await rows_of(database)
    assert (first.sequence, first.previous) == (1, GENESIS)
    assert (second.sequence, second.previous) == (2, first.hash)
    assert first.actor == second.actor != first.subject
    async with database.reading() as session:
        assert await store.find_people(session, {first.actor or ""}) == {first.actor: TUTOR}


async def test_what_is_rolled_back_is_not_logged(database: Database) -> None:
    with pytest.raises(LookupError):
        await _fails_after_recording(database)
    await write(database, 1)
    assert [row.sequence for row in await rows_of(database)] == [1]


async def _fails_after_recording(database: Database) -> None:
    async with database.transaction() as session:
        record(session, feedback())
        raise LookupError


async def test_a_transaction_that_logs_nothing_writes_no_head(database: Database) -> None:
    async with database.transaction():
        pass
    async with database.reading() as session:
        assert (await store.find_head(session)).sequence == 0


async def test_a_look_is_logged_once_a_person_object_and_hour(database: Database) -> None:
    look = replace(feedback(), action=Action.EVIDENCE_READ)
    looks = [
        look,
        replace(look, at=NOON + timedelta(minutes=59)),
        replace(look, at=NOON + timedelta(hours=1)),
        replace(look, at=NOON + timedelta(hours=1), actor=9),
        replace(feedback(2), action=Action.EVIDENCE_READ, at=NOON + timedelta(hours=1)),
    ]
    for one in looks:
        async with database.transaction() as session:
            record_read(session, one)
            record_read(session, one)
    assert len(await rows_of(database)) == 4


async def test_ones_own_data_may_be_seen_unlogged(database: Database) -> None:
    async with database.transaction() as session:
        record_read(session, feedback(actor=TRAINEE, subject=TRAINEE))
    assert await rows_of(database) == []


async def test_erasing_somebody_leaves_the_chain_whole_and_their_rows_nobodys(
    database: Database,
) -> None:
    await write(database, 3)
    before = await rows_of(database)
    async with database.transaction() as session:
        forget(session, TRAINEE)
    assert await rows_of(database) == before
    assert (await verify(database, None)).faults == []
    async with database.reading() as session:
        assert await store.find_people(session, {before[0].subject or ""}) == {}


async def test_what_erasing_itself_logs_keeps_no_pseudonym_alive(database: Database) -> None:
    async with database.transaction() as session:
        forget(session, TRAINEE)
        record(session, feedback(actor=TRAINEE))
    assert len(await rows_of(database)) == 1
    async with database.reading() as session:
        assert await store.find_pseudonym(session, TRAINEE) is None


async def test_somebody_with_the_number_of_an_erased_person_is_somebody_else(
    database: Database,
) -> None:
    await write(database, 1)
    async with database.transaction() as session:
        forget(session, TRAINEE)
    await write(database, 1)
    first, second = await rows_of(database)
    assert first.actor == second.actor
    assert first.subject != second.subject


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_row SET actor = 'x' WHERE sequence = 1",
        "DELETE FROM audit_row WHERE sequence = 1",
        "DELETE FROM audit_head",
        "UPDATE audit_head SET sequence = 0",
    ],
)
async def test_rows_can_be_added_and_nothing_else(database: Database, statement: str) -> None:
    await write(database, 2)
    with pytest.raises(DBAPIError, match="append-only"):
        await run(database, statement)
    assert len(await rows_of(database)) == 2


async def test_sqlite_replaces_no_row(sqlite_database: Database) -> None:
    await write(sqlite_database, 1)
    with pytest.raises(DBAPIError, match="append-only"):
        await run(sqlite_database, "INSERT OR REPLACE INTO audit_row SELECT * FROM audit_row")


@pytest.mark.postgres
@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
async def test_postgresql_empties_no_table(database: Database) -> None:
    await write(database, 1)
    with pytest.raises(DBAPIError, match="append-only"):
        await run(database, "TRUNCATE audit_row")


async def test_many_writers_at_once_make_one_chain(database: Database) -> None:
    async def writer(number: int) -> None:
        for _ in range(5):
            async with database.transaction() as session:
                record(session, feedback(number, actor=number, subject=100 + number % 3))
                await asyncio.sleep(0)

    await asyncio.gather(*(writer(number) for number in range(1, 13)))
    verdict = await verify(database, None)
    assert (verdict.rows, verdict.faults) == (60, [])


@pytest.mark.postgres
@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
async def test_a_long_transaction_that_has_logged_holds_nobody_up(database: Database) -> None:
    async with database.transaction() as slow:
        record(slow, feedback(1))
        await asyncio.wait_for(write(database, 1), timeout=5)
    assert [row.sequence for row in await rows_of(database)] == [1, 2]
