"""What somebody is given of what is stored about them: plain data and files."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.personal import store
from bot.kit.personal.holdings import Erased, Eraser, Rows


@dataclass(frozen=True, slots=True)
class HeldFile:
    """An object of the store, and what people call it."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Collected:
    """One row, as JSON holds it, under the name of its kind; and its file, if it has one."""

    slice: str
    name: str
    data: Mapping[str, Any]
    file: HeldFile | None = None


async def collect(
    session: AsyncSession, eraser: Eraser, whose: Erased
) -> AsyncGenerator[Collected]:
    """All that a slice holds about somebody, row by row."""
    for rows in eraser.rows:
        if rows.shared:
            continue
        async for row in store.read_rows(session, rows, whose):
            yield Collected(eraser.slice, rows.name, _data(rows, row), _file(rows, row))


def _data(rows: Rows, row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _plain(rows, name, row[name]) for name in rows.columns}


def _plain(rows: Rows, name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in rows.reads:
        return rows.reads[name](value)
    return value.isoformat() if isinstance(value, (datetime, date, time)) else value


def _file(rows: Rows, row: Mapping[str, Any]) -> HeldFile | None:
    key = row[rows.file] if rows.file else None
    return (
        HeldFile(key, (row[rows.file_name] if rows.file_name else None) or "file") if key else None
    )
