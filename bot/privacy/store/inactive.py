"""Accounts that nobody uses, and who was asked about theirs."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, exists, func, not_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.db import insert_new, table_of
from bot.people.rules import STAFF
from bot.people.store import NOBODY, grants, people
from bot.privacy.tables import InactiveRow

asked = table_of(InactiveRow)


def _unused(before: date) -> ColumnElement[bool]:
    """Nobody who works here: whose account that is, others decide."""
    staff = [str(role) for role in STAFF]
    works = exists().where(grants.c.person_id == people.c.id, grants.c.role.in_(staff))
    return (
        (people.c.last_active_day < before.isoformat())
        & (people.c.public_id != NOBODY)
        & people.c.erasing.is_(False)
        & not_(works)
    )


async def find_unasked(session: AsyncSession, before: date, limit: int) -> list[int]:
    """Ids of people who were last here before that day and have not been asked."""
    was_asked = exists().where(asked.c.person_id == people.c.id)
    found = select(people.c.id).where(_unused(before), not_(was_asked)).order_by(people.c.id)
    return list((await session.execute(found.limit(limit))).scalars())


async def find_silent(
    session: AsyncSession, before: date, asked_before: datetime, limit: int
) -> list[int]:
    """Ids of those who were asked before then and have not been here since."""
    found = (
        select(people.c.id)
        .join(asked, asked.c.person_id == people.c.id)
        .where(_unused(before), asked.c.asked_at < asked_before)
        .order_by(people.c.id)
    )
    return list((await session.execute(found.limit(limit))).scalars())


async def count_silent(session: AsyncSession, before: date, asked_before: datetime) -> int:
    found = (
        select(func.count())
        .select_from(people.join(asked, asked.c.person_id == people.c.id))
        .where(_unused(before), asked.c.asked_at < asked_before)
    )
    return (await session.execute(found)).scalar_one()


async def note_asked(session: AsyncSession, person_id: int, now: datetime) -> None:
    adding: Any = insert_new(session, InactiveRow).values(person_id=person_id, asked_at=now)
    await session.execute(adding.on_conflict_do_nothing())


async def forget_returned(session: AsyncSession, since: date) -> None:
    """Those who have been here again are asked anew some day."""
    back = select(people.c.id).where(people.c.last_active_day >= since.isoformat())
    await session.execute(delete(asked).where(asked.c.person_id.in_(back)))
