"""How long each kind of data is kept: the one table for docs, screens and the nightly look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from bot.kit.settings import Settings


@dataclass(frozen=True, slots=True)
class Period:
    """How long a kind is kept; `privacy.period.KIND` says in words what it is and since when.

    None: for as long as the programme keeps its record. `shown`: told to people, not only to
    operators.
    """

    kind: str
    days: int | None
    shown: bool = True

    @property
    def span(self) -> timedelta | None:
        return None if self.days is None else timedelta(days=self.days)


PERIODS: Final = (
    Period("inactive", 730),
    Period("questions", 730),
    Period("reminders", 400),
    Period("meetings", 730),
    Period("ledger", 730),
    Period("messages", 90),
    Period("exports", 7),
    Period("drafts", 365),
    Period("withdrawn", 90),
    Period("quarantine", 60),
    Period("interests", 183),
    Period("door", 183),
    Period("declined", 183),
    Period("invitations", 365),
    Period("lists", 60),
    Period("claims", 7),
    Period("erasures", 1095),
    Period("audit", None),
    Period("guesses", 1, shown=False),
    Period("links", 60, shown=False),  # so long an old link says what became of it
    Period("tasks", 30, shown=False),
    Period("updates", 2, shown=False),  # Telegram repeats one for a day at most
    Period("updates_set_aside", 7, shown=False),
)
ASKED_AHEAD: Final = timedelta(days=30)  # of an account that nobody uses
LISTED_AHEAD: Final = timedelta(days=7)  # for coordinators and administrators
HELD_FOR: Final = timedelta(days=30)  # what a hold puts off


_chosen: dict[str, int] = {}


def choose_periods(days: Mapping[str, int]) -> None:
    """What the operator of this process has set, instead of what is written above."""
    _chosen.clear()
    _chosen.update(days)


def chosen_periods(settings: Settings) -> dict[str, int]:
    """The settings that are periods, by their kinds."""
    return {
        "drafts": settings.drafts_days,
        "withdrawn": settings.withdrawn_days,
        "quarantine": settings.quarantine_days,
    }


def periods() -> tuple[Period, ...]:
    """Those that hold here."""
    return tuple(replace(one, days=_chosen.get(one.kind, one.days)) for one in PERIODS)


def period_of(kind: str) -> Period:
    """Raises LookupError for a kind that has no period."""
    for period in periods():
        if period.kind == kind:
            return period
    raise LookupError(kind)
