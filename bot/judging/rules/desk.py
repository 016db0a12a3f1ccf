"""What stands on record beside the rounds: seconds that were waived, conflicts declared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.judging.rules.rounds import Round
from bot.judging.rules.separation import Conflict

COUNTED_FOR: Final = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Waivers:
    """Of the rounds that were to have a second assessor in a year, how many went without."""

    waived: int
    wanted: int

    @property
    def percent(self) -> int:
        """Rounded; never 0 where there is one, never 100 where one was not waived."""
        if self.waived in (0, self.wanted):
            return 100 * bool(self.waived)
        return min(99, max(1, round(100 * self.waived / self.wanted)))


@dataclass(frozen=True, slots=True)
class Waived:
    """A round without a second assessor, and who decided so (empty once they have left)."""

    round: Round
    candidate: str
    by: str


@dataclass(frozen=True, slots=True)
class Declared:
    """What an assessor declared about a trainee, for a coordinator."""

    id: int
    assessor_id: int
    person_id: int
    assessor: str
    trainee: str
    kind: Conflict
    note: str
    at: datetime
