"""Audiences that coordinators keep under a name: rules, so that people are counted anew."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.broadcasts.rules.audience import Audience, SavedAudience, from_json, to_json
from bot.broadcasts.tables import AudienceRow
from bot.kit.db import insert_new, table_of

audiences = table_of(AudienceRow)


def _saved(row: Any) -> SavedAudience:
    return SavedAudience(row.id, row.name, from_json(row.audience))


def _one(owner_id: int, number: int) -> ColumnElement[bool]:
    return (audiences.c.id == number) & (audiences.c.owner_id == owner_id)


async def find_page(
    session: AsyncSession, owner_id: int, *, limit: int, offset: int
) -> list[SavedAudience]:
    """Somebody's own, by name."""
    found = select(audiences).where(audiences.c.owner_id == owner_id).order_by(audiences.c.name)
    return [_saved(row) for row in await session.execute(found.limit(limit).offset(offset))]


async def find_one(session: AsyncSession, owner_id: int, number: int) -> SavedAudience | None:
    row = (await session.execute(select(audiences).where(_one(owner_id, number)))).one_or_none()
    return _saved(row) if row else None


async def find_named(session: AsyncSession, owner_id: int, name: str) -> int | None:
    """The number of the one that is called so."""
    found = select(audiences.c.id).where(audiences.c.owner_id == owner_id, audiences.c.name == name)
    return (await session.execute(found)).scalar_one_or_none()


async def count(session: AsyncSession, owner_id: int) -> int:
    counted = select(func.count()).where(audiences.c.owner_id == owner_id)
    return (await session.execute(counted)).scalar_one()


async def add(
    session: AsyncSession, owner_id: int, name: str, audience: Audience, now: datetime
) -> bool:
    """False where one is called so already."""
    adding = insert_new(session, AudienceRow).values(
        owner_id=owner_id, name=name, audience=to_json(audience), made_at=now
    )
    added: Any = await session.execute(adding.on_conflict_do_nothing())
    return added.rowcount == 1


async def rename(session: AsyncSession, owner_id: int, number: int, name: str) -> None:
    renaming = update(audiences).where(_one(owner_id, number))
    await session.execute(renaming.values(name=name))


async def drop(session: AsyncSession, owner_id: int, number: int) -> None:
    await session.execute(delete(audiences).where(_one(owner_id, number)))
