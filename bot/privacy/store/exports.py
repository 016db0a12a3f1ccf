"""What somebody had made of all their data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.db import insert_new, table_of
from bot.privacy.tables import ExportRow

exports = table_of(ExportRow)


class ExportState(StrEnum):
    MAKING = "making"
    READY = "ready"
    LINKED = "linked"
    TOO_LARGE = "too_large"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Export:
    """`size` in bytes; `key` is empty where there is no object, or a link has it."""

    state: ExportState
    key: str
    size: int
    asked_at: datetime
    ready_at: datetime | None


async def find_export(session: AsyncSession, person_id: int) -> Export | None:
    names = ("state", "key", "size", "asked_at", "ready_at")
    found = select(*(exports.c[name] for name in names)).where(exports.c.person_id == person_id)
    row: Any = (await session.execute(found)).one_or_none()
    return Export(ExportState(row[0]), row[1], row[2], row[3], row[4]) if row else None


async def begin_export(
    session: AsyncSession, person_id: int, key: str, now: datetime, before: datetime
) -> bool:
    """False where one is being made, or was asked for after `before`."""
    values: dict[str, Any] = {
        "state": str(ExportState.MAKING),
        "key": key,
        "size": 0,
        "asked_at": now,
        "ready_at": None,
    }
    adding = insert_new(session, ExportRow).values(person_id=person_id, **values)
    begun: Any = await session.execute(
        adding.on_conflict_do_update(
            index_elements=["person_id"],
            set_=values,
            where=(exports.c.asked_at <= before) | (exports.c.state == str(ExportState.FAILED)),
        )
    )
    return begun.rowcount == 1


async def settle_export(session: AsyncSession, person_id: int, made: str, /, **values: Any) -> bool:
    """What became of the one with that key; False where it is there no more."""
    settling = update(exports).where(exports.c.person_id == person_id, exports.c.key == made)
    settled: Any = await session.execute(settling.values(**values))
    return settled.rowcount == 1
