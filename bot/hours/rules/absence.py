"""Days away as people enter them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from bot.cohorts.rules import read_date

LONGEST: Final = 366  # days
MOST_WRITTEN: Final = 80
MOST_AWAY: Final = 20  # absences of one person
_BETWEEN: Final = re.compile(
    r"\s*[–—,;]\s*|\s+-\s+|-|\s+(?:to|until|till|och|bis|έως|ως|μέχρι|hasta|al|a|til)\s+|\s+"
)


class Soon(StrEnum):
    """Days away that are one press."""

    TODAY = "today"
    WEEK = "week"
    NEXT_WEEK = "next_week"


@dataclass(frozen=True, slots=True)
class Days:
    """From the first to the last, both included."""

    first: date
    last: date

    def pack(self) -> str:
        """As it stands in an address; `read_packed` is its inverse."""
        return f"{self.first:%Y%m%d}.{self.last:%Y%m%d}"


def read_packed(packed: str) -> Days | None:
    """None for what is none."""
    if not re.fullmatch(r"\d{8}\.\d{8}", packed, re.ASCII):
        return None
    try:
        first, last = (date.fromisoformat(one) for one in packed.split("."))
    except ValueError:
        return None
    return Days(first, last)


def soon(which: Soon, today: date) -> Days:
    """The days that a button stands for; the rest of a week ends on Sunday."""
    sunday = today + timedelta(days=6 - today.weekday())
    match which:
        case Soon.TODAY:
            return Days(today, today)
        case Soon.WEEK:
            return Days(today, sunday)
        case Soon.NEXT_WEEK:
            return Days(sunday + timedelta(days=1), sunday + timedelta(days=7))


def read_days(written: str, months: Mapping[str, int], today: date) -> Days | None:
    """One day, or a first and a last one, as people write them; None for what is none."""
    if len(written) > MOST_WRITTEN:
        return None
    text = written.strip()
    if one := read_date(text, months, today):
        return Days(one, one)
    for cut in _BETWEEN.finditer(text):
        first = read_date(text[: cut.start()].strip(), months, today)
        last = read_date(text[cut.end() :].strip(), months, first) if first else None
        if first and last:
            return Days(first, last)
    return None


def are_fit(days: Days, today: date) -> bool:
    """Whether somebody can be away then: not over yet, in order, and no longer than a year."""
    length = (days.last - days.first).days + 1
    return 1 <= length <= LONGEST and days.last >= today
