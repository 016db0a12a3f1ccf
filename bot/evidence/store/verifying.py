"""Rows beside their objects. Read by hand and at night alone, so keys have no index."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import String, cast, func, literal, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.evidence.rules.verifying import KeptFile
from bot.evidence.tables import EntryRow
from bot.kit.db import table_of
from bot.kit.tasks.tables import Task

_entries = table_of(EntryRow)
_tasks = table_of(Task)
_KEPT: Final = ("stored", "quarantined", "withheld")
_COLUMNS: Any = (
    _entries.c.id,
    _entries.c.person_id,
    _entries.c.number,
    _entries.c.key,
    _entries.c.file_id,
    _entries.c.size,
    _entries.c.sha256,
)
_HAS_OBJECT: Any = (_entries.c.form == "file") & _entries.c.state.in_(_KEPT)


def _file(row: Any) -> KeptFile:
    return KeptFile(row.id, row.person_id, row.number, row.key, row.file_id, row.size, row.sha256)


async def find_kept(session: AsyncSession, after: int, limit: int) -> list[KeptFile]:
    """Files that have an object, in the order of their ids."""
    found = select(*_COLUMNS).where(_HAS_OBJECT, _entries.c.id > after).order_by(_entries.c.id)
    return [_file(row) for row in await session.execute(found.limit(limit))]


async def count_kept(session: AsyncSession) -> int:
    counted = select(func.count()).select_from(_entries).where(_HAS_OBJECT)
    return (await session.execute(counted)).scalar_one()


async def is_kept(session: AsyncSession, file: KeptFile) -> bool:
    """Whether the row still names this object: meanwhile it may have been replaced or erased."""
    found = select(_entries.c.id).where(
        _HAS_OBJECT, _entries.c.id == file.id, _entries.c.key == file.key
    )
    return (await session.execute(found)).first() is not None


async def find_stuck(session: AsyncSession, before: datetime, limit: int) -> list[KeptFile]:
    """Files that have been arriving since, and that no task that is to run is about."""
    worked = select(_tasks.c.id).where(
        _tasks.c.kind == "evidence.fetch",
        _tasks.c.state.in_(("waiting", "running")),
        _tasks.c.payload == literal('{"entry": ').concat(cast(_entries.c.id, String)).concat("}"),
    )
    found = select(*_COLUMNS[:5], literal(0).label("size"), literal("").label("sha256")).where(
        _entries.c.form == "file",
        _entries.c.state == "arriving",
        _entries.c.sent_at < before,
        ~worked.exists(),
    )
    return [_file(row) for row in await session.execute(found.order_by(_entries.c.id).limit(limit))]


async def find_known(session: AsyncSession, keys: Sequence[str]) -> set[str]:
    """Which of these keys a row has an object under, or will, or a task is to delete."""
    rows = select(_entries.c.key).where(
        _entries.c.key.in_(keys), _entries.c.state.in_((*_KEPT, "arriving"))
    )
    payloads = {json.dumps({"key": key}): key for key in keys}
    leaving = select(_tasks.c.payload).where(
        _tasks.c.kind == "evidence.discard",
        _tasks.c.state.in_(("waiting", "running")),
        _tasks.c.payload.in_(payloads),
    )
    known = set((await session.execute(rows)).scalars())
    return known | {payloads[one] for one in (await session.execute(leaving)).scalars()}


async def find_in_tasks(session: AsyncSession, prefix: str) -> set[str]:
    """Keys below this prefix that a task is to write, or to delete in its time."""
    found = select(_tasks.c.payload).where(
        _tasks.c.state.in_(("waiting", "running")), _tasks.c.payload.contains(f'"key": "{prefix}/')
    )
    return {json.loads(one)["key"] for one in (await session.execute(found)).scalars()}


async def move_object(session: AsyncSession, entry_id: int, former: str, key: str) -> bool:
    """The row names another object of the same content; False where it has moved on."""
    moved: Any = await session.execute(
        update(_entries)
        .where(_HAS_OBJECT, _entries.c.id == entry_id, _entries.c.key == former)
        .values(key=key)
    )
    return moved.rowcount == 1


async def mark_lost(session: AsyncSession, file: KeptFile) -> bool:
    """The file is kept no more; False where the row has moved on."""
    lost: Any = await session.execute(
        update(_entries)
        .where(_HAS_OBJECT, _entries.c.id == file.id, _entries.c.key == file.key)
        .values(state="refused", reason="lost")
    )
    return lost.rowcount == 1
