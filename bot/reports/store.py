"""All SQL of the reports."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.people.rules import Role
from bot.people.store import grants, people
from bot.reports.rules import NOT_SAID


async def count_learners(session: AsyncSession) -> dict[tuple[str, str], int]:
    """Everybody who has joined as a trainee, by country and sector; one statement."""
    trainees = select(grants.c.person_id).where(grants.c.role == str(Role.TRAINEE))
    counted = (
        select(people.c.country, people.c.sector, func.count())
        .where(people.c.id.in_(trainees), people.c.erasing.is_(False))
        .group_by(people.c.country, people.c.sector)
    )
    found: dict[tuple[str, str], int] = {}
    for country, sector, n in await session.execute(counted):
        key = (country or NOT_SAID, sector or NOT_SAID)
        found[key] = found.get(key, 0) + n
    return found
