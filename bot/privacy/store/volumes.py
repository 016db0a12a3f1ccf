"""Further ZIPs of somebody's data, where all of it does not fit into one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.db import table_of
from bot.privacy.tables import VolumeRow

volumes = table_of(VolumeRow)


@dataclass(frozen=True, slots=True)
class Volume:
    """`number` counts from 2; `size` in bytes, 0 before it is written."""

    number: int
    key: str
    size: int = 0


async def reserve(
    session: AsyncSession, person_id: int, keys: Sequence[str], now: datetime
) -> list[Volume]:
    """The keys are on record before there is anything under them."""
    found = [Volume(number, key) for number, key in enumerate(keys, 2)]
    for one in found:
        values = {"person_id": person_id, "number": one.number, "key": one.key, "asked_at": now}
        await session.execute(insert(volumes).values(**values))
    return found


async def save(session: AsyncSession, made: Sequence[Volume]) -> None:
    """They are finished."""
    for one in made:
        await session.execute(update(volumes).where(volumes.c.key == one.key).values(size=one.size))


async def find(session: AsyncSession, person_id: int) -> list[Volume]:
    """The finished ones, in their order."""
    found = select(volumes.c.number, volumes.c.key, volumes.c.size).where(
        volumes.c.person_id == person_id, volumes.c.size.is_not(None)
    )
    return [Volume(*row) for row in await session.execute(found.order_by(volumes.c.number))]


async def forget(session: AsyncSession, person_id: int) -> list[str]:
    """The rows go; the keys of the objects to be deleted."""
    leaving = delete(volumes).where(volumes.c.person_id == person_id).returning(volumes.c.key)
    return list((await session.execute(leaving)).scalars())
