"""All SQL of the plan: what tutors have put on top."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.db import insert_new, table_of
from bot.people.store import people
from bot.plan.tables import PinRow

_pins = table_of(PinRow)
_OF_PERSON = (
    select(_pins.c.lesson, people.c.name)
    .join_from(_pins, people, people.c.id == _pins.c.tutor_id)
    .where(_pins.c.person_id == bindparam("person"))
)


async def load_pins(session: AsyncSession, person_id: int) -> dict[str, str]:
    """The names of the tutors who have put lessons on top, by lesson."""
    rows = await session.execute(_OF_PERSON, {"person": person_id})
    return {row.lesson: row.name for row in rows}


async def add_pin(
    session: AsyncSession, person_id: int, lesson: str, tutor_id: int, now: datetime
) -> bool:
    """Whether the lesson was not on top before; one that is stays with who put it there."""
    inserted: Any = await session.execute(
        insert_new(session, PinRow)
        .values(person_id=person_id, lesson=lesson, tutor_id=tutor_id, pinned_at=now)
        .on_conflict_do_nothing()
    )
    return inserted.rowcount == 1


async def delete_pin(session: AsyncSession, person_id: int, lesson: str) -> bool:
    """Whether it was on top."""
    mine = (_pins.c.person_id == person_id) & (_pins.c.lesson == lesson)
    gone: Any = await session.execute(delete(_pins).where(mine))
    return gone.rowcount == 1
