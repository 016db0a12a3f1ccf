"""Statements that must mean the same on both databases."""

from datetime import UTC, datetime

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
