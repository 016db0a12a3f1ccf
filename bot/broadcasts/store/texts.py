"""Texts of broadcasts."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.broadcasts.rules.texts import Variant
from bot.broadcasts.tables import VariantRow
from bot.kit.db import insert_new, table_of
from bot.kit.text import Text, from_data, to_data

variants = table_of(VariantRow)


async def find_variants(
    session: AsyncSession, broadcast_ids: Iterable[int]
) -> dict[int, list[Variant]]:
    """The texts of several broadcasts, in the order in which they were composed."""
    found = (
        select(variants)
        .where(variants.c.broadcast_id.in_(list(broadcast_ids)))
        .order_by(variants.c.composed_at, variants.c.language)
    )
    by_broadcast: dict[int, list[Variant]] = {}
    for row in await session.execute(found):
        by_broadcast.setdefault(row.broadcast_id, []).append(_variant(row))
    return by_broadcast


def _variant(row: Any) -> Variant:
    replacement = from_data(json.loads(row.replacement)) if row.replacement else None
    return Variant(row.language, from_data(json.loads(row.words)), row.message_id, replacement)


async def load_variants(session: AsyncSession, broadcast_id: int) -> list[Variant]:
    return (await find_variants(session, [broadcast_id])).get(broadcast_id, [])


async def save_variant(
    session: AsyncSession, broadcast_id: int, variant: Variant, now: datetime
) -> None:
    """A new text, or another one in its place, which keeps its turn."""
    values = {"words": json.dumps(to_data(variant.words)), "message_id": variant.message_id}
    inserting = insert_new(session, VariantRow).values(
        broadcast_id=broadcast_id, language=variant.language, composed_at=now, **values
    )
    await session.execute(
        inserting.on_conflict_do_update(index_elements=["broadcast_id", "language"], set_=values)
    )


def _one(broadcast_id: int, language: str) -> ColumnElement[bool]:
    return (variants.c.broadcast_id == broadcast_id) & (variants.c.language == language)


async def save_replacement(
    session: AsyncSession, broadcast_id: int, language: str, words: Text | None
) -> None:
    packed = json.dumps(to_data(words)) if words else None
    saving = update(variants).where(_one(broadcast_id, language))
    await session.execute(saving.values(replacement=packed))


async def use_replacement(session: AsyncSession, broadcast_id: int, language: str) -> bool:
    """The replacement becomes the text; False where there is none any more."""
    using = update(variants).where(
        _one(broadcast_id, language), variants.c.replacement.is_not(None)
    )
    used: Any = await session.execute(using.values(words=variants.c.replacement, replacement=None))
    return used.rowcount == 1


async def delete_variant(session: AsyncSession, broadcast_id: int, language: str) -> None:
    await session.execute(delete(variants).where(_one(broadcast_id, language)))
