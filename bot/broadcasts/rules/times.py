"""When a broadcast is sent: a wall time, in one zone or in each recipient's own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from bot.cohorts.rules import read_date, read_due
from bot.kit.clock import in_zone, instant_of

LATEST: Final = timedelta(days=366)
_CLOCK: Final = re.compile(r"(\d{1,2})[:.](\d{2})")


class BadTime(StrEnum):
    """Why a day and time cannot be taken."""

    UNREADABLE = "unreadable"
    NO_TIME = "no_time"
    PAST = "past"
    TOO_LATE = "too_late"


def read_when(
    written: str, months: Mapping[str, int], now: datetime, zone: str
) -> tuple[date, time] | BadTime:
    """A day and a time as people write them, or a time alone: the next such, in the zone."""
    wall = in_zone(now, zone)
    alone = _CLOCK.fullmatch(written.strip())
    if alone:
        return _next(int(alone[1]), int(alone[2]), now, zone)
    if read_date(written, months, wall.date()) is not None:
        return BadTime.NO_TIME
    read = read_due(written, months, wall.date())
    if read is None:
        return BadTime.UNREADABLE
    return why_not(read[0], read[1], now, zone) or read


def _next(hour: int, minute: int, now: datetime, zone: str) -> tuple[date, time] | BadTime:
    if hour > 23 or minute > 59:
        return BadTime.UNREADABLE
    today, at = in_zone(now, zone).date(), time(hour, minute)
    day = today if instant_of(today, at, zone) > now else today + timedelta(days=1)
    return day, at


def why_not(day: date, at: time, now: datetime, zone: str) -> BadTime | None:
    """Why a message cannot be sent at that wall time; None when it can."""
    instant = instant_of(day, at, zone)
    if instant <= now:
        return BadTime.PAST
    return BadTime.TOO_LATE if instant > now + LATEST else None


def due_for(
    send_on: date | None, send_at: time | None, zone: str, own_zone: str | None, now: datetime
) -> datetime:
    """The instant for one recipient: now, the wall time in the composer's zone, or, where
    `own_zone` is given, the same wall time there. Never before now.
    """
    if send_on is None or send_at is None:
        return now
    return max(now, instant_of(send_on, send_at, own_zone or zone))
