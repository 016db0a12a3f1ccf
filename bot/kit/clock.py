"""What time it is, passed in wherever a rule needs it.

Past instants are aware and in UTC; intentions (a study hour, a milestone) are wall time with an
IANA zone.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo


class Clock(Protocol):
    """Tells the present instant, aware, in UTC."""

    def now(self) -> datetime: ...


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


class MovableClock:
    """The system's clock plus an offset, which only ever grows: the demo's."""

    def __init__(self, offset: timedelta = timedelta()) -> None:
        self.offset = offset

    def now(self) -> datetime:
        return datetime.now(UTC) + self.offset

    def move_to(self, offset: timedelta) -> bool:
        """Whether the clock moved; an offset that would turn it back is ignored."""
        moved = offset > self.offset
        self.offset = max(offset, self.offset)
        return moved


def in_zone(instant: datetime, zone: str) -> datetime:
    """The instant as the wall clock of the zone shows it."""
    return instant.astimezone(ZoneInfo(zone))


def instant_of(day: date, at: time, zone: str) -> datetime:
    """The UTC instant at which the zone's wall clock shows that day and time.

    In the hour that a clock change skips it is the instant after the change, in the hour that comes
    twice
    the first of the two (PEP 495, fold 0).
    """
    wall = datetime.combine(day, at, tzinfo=ZoneInfo(zone))
    return wall.astimezone(UTC)


def months_after(instant: datetime, months: int) -> datetime:
    """The same day and time so many calendar months later, or the last day of a shorter month."""
    year, month = divmod(instant.year * 12 + instant.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    return instant.replace(year=year, month=month + 1, day=min(instant.day, last))
