"""Snapshots of items: kept at the first use of a version, read when the item has moved on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from bot.curriculum.items import Item
from bot.items.snapshots import from_snapshot, to_snapshot
from bot.items.tables import SnapshotRow
from bot.kit.db import insert_new, table_of

_snapshots = table_of(SnapshotRow)
# Fingerprints that a database is known to hold, so that they are sent to it once a process.
_KEPT: Final[WeakKeyDictionary[Engine, set[str]]] = WeakKeyDictionary()

Version = tuple[str, str]
"""An item's id and its fingerprint."""


async def save_snapshots(session: AsyncSession, items: Iterable[Item]) -> None:
    """Keep these versions. At most one statement, none for what is known to be kept.

    Known is only what a statement found there already: what it stores itself may be rolled back.
    """
    kept = _KEPT.setdefault(session.get_bind().engine, set())
    new = {item.fingerprint: item for item in items if item.fingerprint not in kept}
    if not new:
        return
    rows = [
        {"item_id": item.id, "hash": mark, "version": item.version, "data": to_snapshot(item)}
        for mark, item in sorted(new.items())
    ]
    # The session would take many rows for objects to keep, and not count them.
    connection = await session.connection()
    stored: Any = await connection.execute(
        insert_new(session, SnapshotRow).on_conflict_do_nothing(), rows
    )
    if stored.rowcount == 0:
        kept.update(new)


async def load_snapshots(session: AsyncSession, versions: Iterable[Version]) -> Mapping[str, Item]:
    """Items as they were, by fingerprint; versions that were never kept are not in the answer."""
    wanted = list(versions)
    if not wanted:
        return {}
    columns = (_snapshots.c.hash, _snapshots.c.data)
    known = tuple_(_snapshots.c.item_id, _snapshots.c.hash).in_(wanted)
    rows = await session.execute(select(*columns).where(known))
    return {row.hash: from_snapshot(row.data) for row in rows}


async def load_items(
    session: AsyncSession, versions: Iterable[Version], taught: Mapping[str, Item]
) -> list[Item]:
    """The items of these versions, in order: as taught now where unchanged, else their snapshots.

    No statement where all are unchanged. Raises LookupError for a version that was never kept.
    """
    wanted = list(versions)
    found = {mark: taught[name] for name, mark in wanted if _is_taught(taught, name, mark)}
    gone = [version for version in wanted if version[1] not in found]
    found |= await load_snapshots(session, gone)
    return [found[mark] for _, mark in wanted]


def _is_taught(taught: Mapping[str, Item], name: str, mark: str) -> bool:
    return name in taught and taught[name].fingerprint == mark
