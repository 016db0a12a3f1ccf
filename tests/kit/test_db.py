"""Statements that must mean the same on both databases."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.kit.db import Database
from bot.kit.delivery.outbox import Recipient, queue
from bot.kit.telegram.screen import Screen

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


async def test_a_new_row_is_told_from_one_that_was_there(database: Database) -> None:
    async with database.transaction() as session:
        told = [
            await queue(
                session, Recipient(1, 1), Screen(("Hello",)), dedupe_key="a", purpose="a", now=NOW
            )
            for _ in range(2)
        ]
    assert told == [True, False]


async def test_what_is_erased_is_not_left_in_the_file(
    sqlite_database: Database, tmp_path: Path
) -> None:
    told = Screen(("A sentence that nobody else would write",))
    async with sqlite_database.transaction() as session:
        await queue(session, Recipient(1, 1), told, dedupe_key="a", purpose="a", now=NOW)
    async with sqlite_database.transaction() as session:
        await session.execute(text("DELETE FROM delivery_message"))
        await session.execute(text("DELETE FROM delivery_content"))
    await sqlite_database.close()
    assert b"nobody else would write" not in (tmp_path / "test.sqlite").read_bytes()


@pytest.mark.parametrize("readers", [1, 12])  # 12: more than there are connections
async def test_closing_ends_beside_readers_that_were_cancelled(
    database: Database, readers: int
) -> None:
    counting = "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 300000) "

    async def read() -> None:
        async with database.reading() as session:
            while True:
                await session.execute(text(f"{counting} SELECT count(*) FROM c"))

    reading = [asyncio.create_task(read()) for _ in range(readers)]
    await asyncio.sleep(0.05)
    for one in reading:
        one.cancel()
    async with asyncio.timeout(30):  # else it hangs for ever
        await database.close()
        ended = await asyncio.gather(*reading, return_exceptions=True)
    assert {type(one) for one in ended} == {asyncio.CancelledError}
