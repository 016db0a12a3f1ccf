"""How somebody's outcomes stand by their evidence requirements, for this room and those above."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.curriculum.current import current_curriculum
from bot.evidence.rules.requirements import OutcomeStanding, standing_of
from bot.evidence.store.offers import find_offers


async def find_standing(
    session: AsyncSession, person_id: int, now: datetime, *, with_drafts: bool = True
) -> Mapping[str, OutcomeStanding]:
    """Every outcome of the profile by its id, in the profile's order; one statement.

    Whoever shows it to somebody else leaves out drafts, which nobody else sees, and records that it
    was read.
    """
    offers = await find_offers(session, person_id)
    seen = [one for one in offers if with_drafts or one.submitted_at is not None]
    outcomes = current_curriculum().outcomes
    return {of.id: standing_of(of, seen, now) for of in outcomes.values()}
