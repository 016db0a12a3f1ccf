"""What becomes of the places in files, and who wants them out without a question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.evidence.rules.entries import Entry
from bot.evidence.rules.pieces import State
from bot.evidence.rules.positions import Position
from bot.evidence.store.entries import entries
from bot.evidence.store.pieces import pieces
from bot.evidence.store.previews import previews
from bot.evidence.tables import HabitRow
from bot.kit.db import insert_new, table_of
from bot.kit.files.store import Stored

_habits = table_of(HabitRow)


async def set_position(
    session: AsyncSession, entry_id: int, to: Position, *expected: Position | None
) -> bool:
    """Changed if it stands at one of these; False where it has moved on."""
    stands = [entries.c.position == str(one) for one in expected if one is not None]
    was = entries.c.position.is_(None) if None in expected else stands[0]
    for one in stands:
        was = was | one
    changed: Any = await session.execute(
        update(entries).where(entries.c.id == entry_id, was).values(position=str(to))
    )
    return changed.rowcount == 1


async def replace_without_place(session: AsyncSession, entry: Entry, stored: Stored) -> bool:
    """The row names the object without the place, and no more the file that Telegram has.

    False where the row has moved on. What it was before stays known, so that the same file is not
    kept twice.
    """
    replaced: Any = await session.execute(
        update(entries)
        .where(
            entries.c.id == entry.id,
            entries.c.key == entry.key,
            entries.c.position == str(Position.REMOVING),
        )
        .values(
            key=stored.key,
            size=stored.size,
            sha256=stored.sha256,
            sent_sha256=func.coalesce(entries.c.sent_sha256, entries.c.sha256),
            file_id="",
            position=str(Position.REMOVED),
        )
    )
    if replaced.rowcount != 1:
        return False
    moved = update(previews).where(previews.c.source == entry.key).values(source=stored.key)
    await session.execute(moved)
    return True


async def find_open(session: AsyncSession, person_id: int) -> Sequence[int]:
    """Files in somebody's drafts of which it is to be said whether the place stays."""
    found = (
        select(entries.c.id)
        .join_from(entries, pieces, pieces.c.id == entries.c.piece_id)
        .where(
            entries.c.person_id == person_id,
            entries.c.position == str(Position.OPEN),
            pieces.c.state == str(State.DRAFT),
        )
    )
    return (await session.execute(found.order_by(entries.c.id).limit(1000))).scalars().all()


async def removes_positions(session: AsyncSession, person_id: int) -> bool:
    """Whether somebody wants places out of all that they send."""
    found = select(_habits.c.removes_positions).where(_habits.c.person_id == person_id)
    return bool((await session.execute(found)).scalar_one_or_none())


async def save_habit(session: AsyncSession, person_id: int, *, removes: bool) -> None:
    saving = insert_new(session, HabitRow).values(person_id=person_id, removes_positions=removes)
    await session.execute(
        saving.on_conflict_do_update(
            index_elements=["person_id"], set_={"removes_positions": removes}
        )
    )
