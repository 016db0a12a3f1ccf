"""SQL over whatever the erasers declare: a page of rows at a time, on both databases."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Table, delete, func, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.personal.holdings import Aged, Erased, Rows

PAGE: Final = 500


@dataclass(frozen=True, slots=True)
class Page:
    """Rows by their primary keys, and the objects of the store that they name."""

    ids: Sequence[tuple[Any, ...]]
    files: Sequence[str]


async def find_rows(session: AsyncSession, rows: Rows, whose: Erased, limit: int = PAGE) -> Page:
    """The next rows of somebody that are to go."""
    return await _find(session, rows.table, rows.of(whose), rows.file, limit)


async def find_aged(
    session: AsyncSession, aged: Aged, now: datetime, span: timedelta, limit: int = PAGE
) -> Page:
    """The next rows whose period is over."""
    return await _find(session, aged.table, aged.is_over(now, span), aged.file, limit)


async def _find(
    session: AsyncSession, table: Table, which: ColumnElement[bool], file: str | None, limit: int
) -> Page:
    keys = tuple(table.primary_key.columns)
    chosen = select(*keys, *((table.c[file],) if file else ())).where(which)
    found = (await session.execute(chosen.order_by(*keys).limit(limit))).all()
    files = [row[-1] for row in found if row[-1]] if file else []
    return Page([tuple(row[: len(keys)]) for row in found], files)


async def let_go(
    session: AsyncSession, table: Table, ids: Sequence[tuple[Any, ...]], become: Any = None
) -> None:
    """Delete these rows, or change their columns."""
    keys = tuple(table.primary_key.columns)
    chosen = keys[0].in_([i[0] for i in ids]) if len(keys) == 1 else tuple_(*keys).in_(ids)
    changing = delete(table) if become is None else update(table).values(**become)
    await session.execute(changing.where(chosen))


async def count_rows(session: AsyncSession, table: Table, which: ColumnElement[bool]) -> int:
    counted = select(func.count()).select_from(table).where(which)
    return (await session.execute(counted)).scalar_one()


async def read_rows(
    session: AsyncSession, rows: Rows, whose: Erased
) -> AsyncGenerator[dict[str, Any]]:
    """Somebody's rows in the order of their keys, every column, held a page at a time."""
    keys = tuple(rows.table.primary_key.columns)
    chosen = select(rows.table).where(rows.of(whose)).order_by(*keys).limit(PAGE)
    after: tuple[Any, ...] | None = None
    while True:
        page = chosen if after is None else chosen.where(_beyond(keys, after))
        found = (await session.execute(page)).mappings().all()
        for row in found:
            yield {key.name: row[key] for key in rows.table.c}
        if len(found) < PAGE:
            return
        after = tuple(found[-1][key.name] for key in keys)


def _beyond(keys: Sequence[Any], after: tuple[Any, ...]) -> ColumnElement[bool]:
    return keys[0] > after[0] if len(keys) == 1 else tuple_(*keys) > after
