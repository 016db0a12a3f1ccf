"""A database is closed while somebody who was cancelled is still on their way out of a write."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import text

from bot.kit.db import Database


@pytest.mark.parametrize("seconds", [0.001 * n for n in range(1, 16)])
async def test_closing_ends_though_a_cancelled_writer_has_not(
    sqlite_database: Database, seconds: float
) -> None:
    async def write() -> None:
        while True:
            async with sqlite_database.transaction() as session:
                await session.execute(text("DELETE FROM kit_fact"))

    writers = [asyncio.create_task(write()) for _ in range(3)]
    await asyncio.sleep(seconds)
    for writer in writers:
        writer.cancel()
    closing = asyncio.create_task(sqlite_database.close())
    done, _ = await asyncio.wait([closing], timeout=20)
    assert done == {closing}
    await asyncio.gather(*writers, return_exceptions=True)
