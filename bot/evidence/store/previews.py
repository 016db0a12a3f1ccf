"""Pictures of files, for whoever looks at them without opening them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.evidence.rules.entries import EntryState
from bot.evidence.rules.previews import Preview
from bot.evidence.store.entries import entries
from bot.evidence.tables import PreviewRow
from bot.kit.db import table_of
from bot.kit.files.store import Stored

previews = table_of(PreviewRow)
_COLUMNS: Any = (
    previews.c.id,
    previews.c.entry_id,
    previews.c.page,
    previews.c.key,
    previews.c.size,
    previews.c.sha256,
)


def _preview(row: Any) -> Preview:
    return Preview(row.id, row.entry_id, row.page, row.key, row.size, row.sha256)


async def find_preview(session: AsyncSession, entry_id: int, page: int) -> Preview | None:
    found = select(*_COLUMNS).where(previews.c.entry_id == entry_id, previews.c.page == page)
    row = (await session.execute(found)).one_or_none()
    return _preview(row) if row else None


async def find_previews(session: AsyncSession, after: int, limit: int) -> list[Preview]:
    """Of all files, in the order of their ids."""
    found = select(*_COLUMNS).where(previews.c.id > after).order_by(previews.c.id).limit(limit)
    return [_preview(row) for row in await session.execute(found)]


async def find_file_of(session: AsyncSession, preview_id: int) -> int | None:
    """The file that it is a picture of; None where it is gone."""
    found = select(previews.c.entry_id).where(previews.c.id == preview_id)
    return (await session.execute(found)).scalar_one_or_none()


async def find_known(session: AsyncSession, keys: Sequence[str]) -> set[str]:
    """Which of these keys a preview has."""
    found = select(previews.c.key).where(previews.c.key.in_(keys))
    return set((await session.execute(found)).scalars())


async def save_previews(
    session: AsyncSession, entry_id: int, source: str, pages: int, made: Sequence[Stored]
) -> bool:
    """Those of a file that is still stored under `source`; False where it is not."""
    marked: Any = await session.execute(
        update(entries)
        .where(
            entries.c.id == entry_id,
            entries.c.key == source,
            entries.c.preview.is_(None),
            entries.c.state == str(EntryState.STORED),
        )
        .values(preview="made" if made else "failed", pages=pages)
    )
    if marked.rowcount != 1:
        return False
    for page, stored in enumerate(made):
        await session.execute(
            insert(previews).values(
                entry_id=entry_id,
                page=page,
                key=stored.key,
                size=stored.size,
                sha256=stored.sha256,
                source=source,
            )
        )
    return True


async def forget_previews(session: AsyncSession, entry_id: int) -> list[str]:
    """The rows go, and the file has no preview any more; the keys of the objects to be deleted."""
    leaving = delete(previews).where(previews.c.entry_id == entry_id).returning(previews.c.key)
    keys = list((await session.execute(leaving)).scalars())
    await session.execute(update(entries).where(entries.c.id == entry_id).values(preview=None))
    return keys


async def find_without_file(session: AsyncSession, source: str) -> list[int]:
    """Files that have previews of an object, and are themselves stored no more."""
    found = (
        select(previews.c.entry_id)
        .join_from(previews, entries, entries.c.id == previews.c.entry_id)
        .where(previews.c.source == source, entries.c.state != str(EntryState.STORED))
        .distinct()
    )
    return list((await session.execute(found)).scalars())


async def move_preview(session: AsyncSession, preview_id: int, former: str, key: str) -> bool:
    """The row names another object of the same content; False where it has moved on."""
    moved: Any = await session.execute(
        update(previews)
        .where(previews.c.id == preview_id, previews.c.key == former)
        .values(key=key)
    )
    return moved.rowcount == 1
