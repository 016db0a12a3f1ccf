"""Who was helped by what."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.answers.rules.published import Helped
from bot.answers.tables import VoteRow
from bot.kit.db import insert_new, table_of

votes = table_of(VoteRow)


async def save_vote(
    session: AsyncSession,
    person_id: int,
    reference: str,
    *,
    helped: bool,
    asking: bool,
    now: datetime,
) -> None:
    """Their word on an answer; a later one takes the place of an earlier one."""
    values = {"helped": helped, "asking": asking, "said_at": now}
    await session.execute(
        insert_new(session, VoteRow)
        .values(person_id=person_id, reference=reference, **values)
        .on_conflict_do_update(index_elements=["person_id", "reference"], set_=values)
    )


async def count_votes(session: AsyncSession, reference: str) -> Helped:
    """One statement, over an index."""
    counted = select(func.count(case((votes.c.helped.is_(True), 1))), func.count()).where(
        votes.c.reference == reference
    )
    return Helped(*(await session.execute(counted)).one())
