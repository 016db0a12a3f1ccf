"""The hours of a week, as wall time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from itertools import pairwise
from typing import Final

MINUTES: Final = 24 * 60
MOST_SPANS: Final = 3
LONGEST: Final = 80
WORKDAYS: Final = range(5)
_TIME: Final = re.compile(r"(?<!\d)(\d{1,2})(?:[:.](\d{2}))?(?!\d)")
_PACKED: Final = re.compile(r"[0-6]:\d{1,4}-\d{1,4}(?:\+\d{1,4}-\d{1,4})*")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From one minute of the day to another, the last one not in it; 1440 is midnight."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end <= MINUTES:
            raise ValueError("a span begins before it ends, within one day")


Day = tuple[Span, ...]
Week = tuple[Day, ...]  # seven of them, Monday first; empty for a day on which nobody works
EMPTY: Final[Week] = ((),) * 7


def clock_of(minute: int) -> time:
    """As a wall clock shows it; midnight at the end of a day is 00:00."""
    return time(minute // 60 % 24, minute % 60)


def _workdays(*spans: Span) -> Week:
    return tuple(tuple(spans) if day in WORKDAYS else () for day in range(7))


class Preset(StrEnum):
    """Weeks that many people have."""

    EARLY = "early"
    OFFICE = "office"
    MORNINGS = "mornings"


PRESETS: Final[Mapping[Preset, Week]] = {
    Preset.EARLY: _workdays(Span(8 * 60, 16 * 60)),
    Preset.OFFICE: _workdays(Span(9 * 60, 17 * 60)),
    Preset.MORNINGS: _workdays(Span(9 * 60, 13 * 60)),
}


def read_spans(written: str) -> Day | None:
    """The hours of a day as people write them, `9-12, 13.30-17`; None for what is none.

    Each begins after the one before has ended; 24 is the end of the day.
    """
    if len(written) > LONGEST or re.search(r"\d{3}", written):
        return None
    minutes = [_minute(int(one[1]), int(one[2] or 0)) for one in _TIME.finditer(written)]
    known = [minute for minute in minutes if minute is not None]
    ascending = all(before < after for before, after in pairwise(known))
    if not known or len(known) != len(minutes) or len(known) % 2 or not ascending:
        return None
    spans = tuple(map(Span, known[::2], known[1::2]))
    return spans if len(spans) <= MOST_SPANS else None


def _minute(hour: int, minute: int) -> int | None:
    within = hour < 24 and minute < 60
    return hour * 60 + minute if within or (hour, minute) == (24, 0) else None


def pack_week(week: Week) -> str:
    """As a row holds it, `0:540-720+780-1020 1:…`; `read_week` is its inverse."""
    days = ((number, day) for number, day in enumerate(week) if day)
    return " ".join(f"{number}:{_packed(day)}" for number, day in days)


def _packed(spans: Iterable[Span]) -> str:
    return "+".join(f"{span.start}-{span.end}" for span in spans)


def read_week(packed: str) -> Week:
    """What is no day of a week is left out."""
    days: list[Day] = [()] * 7
    for one in packed.split():
        if not _PACKED.fullmatch(one):
            continue
        number, _, spans = one.partition(":")
        pairs = (span.split("-") for span in spans.split("+"))
        days[int(number)] = tuple(Span(int(start), int(end)) for start, end in pairs)
    return tuple(days)


def with_day(week: Week, day: int, spans: Day) -> Week:
    """The week with other hours on one day."""
    return (*week[:day], spans, *week[day + 1 :])
