"""Deadlines and meetings in one row of time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.cohorts.rules import Milestone
from bot.meetings.rules.meeting import Invited

BEFORE: Final = timedelta(days=400)
AFTER: Final = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Dated:
    """A deadline or a meeting; exactly one of the two. `at` in UTC."""

    at: datetime
    milestone: Milestone | None = None
    invited: Invited | None = None

    @property
    def title(self) -> str:
        if self.invited is not None:
            return self.invited.meeting.title
        return self.milestone.title if self.milestone else ""

    def is_over(self, now: datetime) -> bool:
        """A meeting is next until it ends."""
        if self.invited is not None:
            return self.invited.meeting.is_over(now)
        return self.at <= now


def in_time(
    milestones: Iterable[Milestone], invited: Iterable[Invited], now: datetime, *, past: bool
) -> list[Dated]:
    """What is over, the last first, or what is to come, the next first. Every entry is in exactly
    one of the two.
    """
    found = [
        *(Dated(one.due_at, milestone=one) for one in milestones),
        *(Dated(one.meeting.starts_at, invited=one) for one in invited),
    ]
    chosen = [one for one in found if one.is_over(now) is past]
    return sorted(chosen, key=lambda one: (one.at, one.title), reverse=past)
