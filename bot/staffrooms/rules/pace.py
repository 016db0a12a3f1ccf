"""A group's budget: so many messages a minute, and how many of them at once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

MINUTE: Final = timedelta(minutes=1)
AT_ONCE: Final = 0.75  # of a minute's budget; the rest is left for whatever else is said there


def spend(
    free_at: datetime | None, now: datetime, per_minute: float
) -> tuple[datetime, datetime | None]:
    """(until when the budget is spent afterwards, None), or (as it was, when to come again)."""
    apart = MINUTE / per_minute
    ahead = apart * max(0.0, per_minute * AT_ONCE - 1)
    begin = max(free_at or now, now)
    if begin - now > ahead:
        return begin, begin - ahead
    return begin + apart, None
