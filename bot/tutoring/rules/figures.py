"""How questions fare, in numbers: by topic, or by who has them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

PERIODS: Final = (30, 90, 365)  # days
ALL: Final = "*"  # the group of everything
NOBODY: Final = "-"  # what nobody has claimed


class By(StrEnum):
    """What the numbers are parted by."""

    TOPIC = "topic"
    TUTOR = "tutor"


@dataclass(frozen=True, slots=True)
class Spread:
    """Of some spans of time, the one in the middle, and the one that nine in ten do not exceed; the
    nearest that occurred. `number` of them there are.
    """

    number: int
    median: timedelta | None
    ninth: timedelta | None


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one group. `open`: nobody has them; `waiting`: whoever asked waits for an answer; both as
    of now. The others are of what was asked in the period: until the first answer, until closed,
    and how many said that it helped, of how many who said anything.

    `group` is ALL, a topic's name, or a tutor's id or NOBODY; `name` a tutor's.
    """

    group: str
    name: str
    open: int
    waiting: int
    asked: int
    first: Spread
    closed: Spread
    rated: int
    helped: int


def period_of(days: int) -> int:
    """One of the periods there are; for any other the first."""
    return days if days in PERIODS else PERIODS[0]
