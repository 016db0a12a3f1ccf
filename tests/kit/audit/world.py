"""Writing and looking at an audit log in tests."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import text

from bot.kit.audit import store
from bot.kit.audit.log import record
from bot.kit.audit.rules import Action, Deed, Reference, Row
from bot.kit.db import Database

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
TUTOR, TRAINEE = 7, 8


def feedback(number: int = 1, actor: int = TUTOR, subject: int = TRAINEE) -> Deed:
    thing = Reference("evidence", str(number))
    return Deed(Action.EVIDENCE_FED_BACK, NOON, thing, actor, subject)


async def write(database: Database, count: int) -> None:
    """That many rows, a transaction each."""
    for number in range(1, count + 1):
        async with database.transaction() as session:
            record(session, feedback(number))


async def rows_of(database: Database) -> list[Row]:
    async with database.reading() as session:
        return [Row(*row) async for page in store.pages(session) for row in page]


async def run(database: Database, *statements: str, **values: Any) -> None:
    async with database.transaction() as session:
        for statement in statements:
            await session.execute(text(statement), values)


async def without_triggers(database: Database, *statements: str) -> None:
    """What somebody with full rights over the database can do."""
    if database.is_sqlite:
        names = ("row_no_update", "row_no_delete", "row_no_replace", "head_no_delete",
                 "head_no_way_back")  # fmt: skip
        off = [f"DROP TRIGGER IF EXISTS audit_{name}" for name in names]
    else:
        off = [f"ALTER TABLE audit_{name} DISABLE TRIGGER ALL" for name in ("row", "head")]
    await run(database, *off, *statements)
