"""What goes by itself, counted before it does."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.personal import store
from bot.kit.personal.current import current_erasers
from bot.kit.personal.holdings import Aged
from bot.privacy.rules.retention import ASKED_AHEAD, PERIODS, period_of, periods
from bot.privacy.store import inactive


def all_aged() -> list[Aged]:
    """What every slice has that goes by itself, in its order."""
    return [aged for eraser in current_erasers() for aged in eraser.aged]


async def count_due(session: AsyncSession, now: datetime) -> dict[str, int]:
    """How many rows of each kind are over at that instant: of several tables, the last one's."""
    counts: dict[str, int] = {}
    for aged in all_aged():
        span = period_of(aged.kind).span
        if span is not None:
            counts[aged.kind] = await store.count_rows(session, aged.table, aged.is_over(now, span))
    unused = period_of("inactive").span or timedelta()
    before = (now - unused).date()
    counts["inactive"] = await inactive.count_silent(session, before, now - ASKED_AHEAD)
    return counts


def shown(counts: Mapping[str, int]) -> dict[str, int]:
    """Of the kinds that are about people."""
    return {one.kind: counts[one.kind] for one in PERIODS if one.shown and one.kind in counts}


async def lines(session: AsyncSession, now: datetime) -> AsyncGenerator[str]:
    """For an operator: how much of each kind is over now, and how long it is kept."""
    counts = await count_due(session, now)
    for period in periods():
        if period.span is None:
            yield f"{period.kind}: kept as long as the programme's record"
        else:
            n = counts.get(period.kind, 0)
            yield f"{period.kind}: {n} over, kept {period.days} days"
