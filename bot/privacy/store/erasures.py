"""Erasures, while they are carried out and afterwards."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.db import insert_new, public_id, table_of
from bot.kit.personal.holdings import Erased
from bot.people.rules import Person
from bot.privacy.tables import ErasureRow

erasures = table_of(ErasureRow)


@dataclass(frozen=True, slots=True)
class Erasure:
    """One that is not finished. `names` are None until they were gathered."""

    number: str
    reason: str
    whose: Erased
    language: str
    zone: str
    names: frozenset[str] | None
    message_id: int | None


async def add_erasure(session: AsyncSession, person: Person, reason: str, now: datetime) -> str:
    """The number of a new erasure, or of the one that is under way."""
    number = public_id()
    await session.execute(
        insert_new(session, ErasureRow)
        .values(
            number=number,
            reason=reason,
            person_id=person.id,
            telegram_id=person.telegram_id,
            public_id=person.public_id,
            language=person.language,
            zone=person.zone,
            asked_at=now,
        )
        .on_conflict_do_nothing()
    )
    mine = select(erasures.c.number).where(erasures.c.person_id == person.id)
    return (await session.execute(mine)).scalar_one()


async def find_erasure(session: AsyncSession, number: str) -> Erasure | None:
    """None where it is finished."""
    found = select(erasures).where(erasures.c.number == number, erasures.c.finished_at.is_(None))
    row: Any = (await session.execute(found)).one_or_none()
    if row is None:
        return None
    whose = Erased(row.person_id, row.telegram_id, row.public_id)
    names = frozenset[str](json.loads(row.names)) if row.names else None
    return Erasure(row.number, row.reason, whose, row.language, row.zone, names, row.message_id)


async def save_names(session: AsyncSession, number: str, names: Iterable[str]) -> None:
    written = json.dumps(sorted(names), ensure_ascii=False)
    await session.execute(_of(number).values(names=written))


async def save_message(session: AsyncSession, number: str, message_id: int) -> None:
    await session.execute(_of(number).values(message_id=message_id))


async def finish(session: AsyncSession, number: str, now: datetime) -> bool:
    """Whether it was not finished before. Whose it was is in no column any more."""
    whose = ("person_id", "telegram_id", "public_id", "language", "zone", "names", "message_id")
    emptied: dict[str, Any] = dict.fromkeys(whose)
    finishing = _of(number).where(erasures.c.finished_at.is_(None))
    done: Any = await session.execute(finishing.values(**emptied, finished_at=now))
    return done.rowcount == 1


def _of(number: str) -> Any:
    return update(erasures).where(erasures.c.number == number)


async def find_unfinished(session: AsyncSession, limit: int) -> list[str]:
    """The numbers of erasures under way, the oldest first."""
    found = select(erasures.c.number).where(erasures.c.finished_at.is_(None))
    rows = await session.execute(found.order_by(erasures.c.id).limit(limit))
    return [row.number for row in rows]


async def list_erasures(session: AsyncSession) -> AsyncGenerator[str]:
    """A line for each, for an operator; the newest last."""
    found = select(
        erasures.c.number, erasures.c.reason, erasures.c.asked_at, erasures.c.finished_at
    )
    for row in await session.execute(found.order_by(erasures.c.id)):
        done = f"done {row.finished_at:%Y-%m-%d}" if row.finished_at else "under way"
        yield f"{row.number} {row.reason} {row.asked_at:%Y-%m-%d} {done}"
