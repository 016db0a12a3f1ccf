"""Many messages put into the outbox at once: read by the caller, or by the database alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Select, literal, text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.db import insert_new
from bot.kit.delivery.outbox import QUEUED
from bot.kit.delivery.tables import Message
from bot.kit.telegram.pace import Urgency

BULK_COLUMNS: Final = (
    "dedupe_key", "purpose", "person_id", "chat_id", "content_id", "batch_id", "not_before",
)  # fmt: skip
_BULK: Final[dict[str, Any]] = {
    "urgency": int(Urgency.BULK),
    "state": "waiting",
    "counts": True,
    "twice_is_harmless": False,
    "silent": False,
}


async def queue_bulk(session: AsyncSession, rows: Sequence[dict[str, Any]]) -> None:
    """Insert many messages of a batch at once; ones whose `dedupe_key` is there already stay as
    they are.

    Each row has `BULK_COLUMNS`; at most 500 a call.
    """
    await session.execute(
        insert_new(session, Message).on_conflict_do_nothing(), [{**_BULK, **row} for row in rows]
    )
    session.info[QUEUED] = True


async def queue_selected(session: AsyncSession, selected: Select[Any]) -> None:
    """As `queue_bulk`, of rows that the database finds itself: it selects `BULK_COLUMNS` in their
    order.
    """
    shared = [literal(value) for value in _BULK.values()]
    copied = insert_new(session, Message).from_select(
        [*BULK_COLUMNS, *_BULK], selected.add_columns(*shared)
    )
    await session.execute(copied.on_conflict_do_nothing())
    session.info[QUEUED] = True


async def survey(session: AsyncSession) -> None:
    """Let PostgreSQL look at the outbox after much came in at once. It would do so by itself some
    minutes later, and until then sort all that waits whenever a worker claims a few.
    """
    if session.get_bind().dialect.name == "postgresql":
        await session.execute(text(f"ANALYZE {Message.__tablename__}"))
