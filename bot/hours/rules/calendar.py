"""When somebody is at work, and until when something can be done in their working days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from bot.hours.rules.free_days import is_holiday
from bot.hours.rules.week import MINUTES, Day, Span, Week, clock_of
from bot.kit.clock import in_zone, instant_of

HORIZON: Final = 400  # days: no absence that can be entered is as long
ONE: Final = timedelta(days=1)
LAST: Final = date(9999, 12, 30)
ALL_DAY: Final[Day] = (Span(0, MINUTES),)


@dataclass(frozen=True, slots=True)
class Away:
    """Whole days away, wall days of the calendar's zone, first and last included."""

    first: date
    last: date
    deputy_id: int | None = None
    id: int = 0

    def covers(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Calendar:
    """Of one person. Without a week they have said nothing: always there, but for days away.

    `country` is that whose public holidays are free; None for none.
    """

    zone: str = "UTC"
    week: Week | None = None
    country: str | None = None
    away: tuple[Away, ...] = ()

    def spans_on(self, day: date) -> Day:
        """Their hours of a day, empty for one on which they do not work."""
        if any(one.covers(day) for one in self.away):
            return ()
        if self.week is None:
            return ALL_DAY
        return () if is_holiday(self.country, day) else self.week[day.weekday()]

    def day_of(self, at: datetime) -> date:
        """The wall day of an instant."""
        return in_zone(at, self.zone).date()


def away_at(calendar: Calendar, at: datetime) -> Away | None:
    """The absence that an instant falls into; of several the one that ends last."""
    if not calendar.away:
        return None
    day = calendar.day_of(at)
    found = [one for one in calendar.away if one.covers(day)]
    return max(found, key=lambda one: one.last, default=None)


def is_open(calendar: Calendar, at: datetime) -> bool:
    """Whether they are at work."""
    return opens_at(calendar, at) == at


def opens_at(calendar: Calendar, at: datetime) -> datetime | None:
    """The first instant from then on at which they are at work; None for none within 400 days."""
    if calendar.week is None and not calendar.away:
        return at
    for day in _days(calendar.day_of(at)):
        for start, end in _instants(calendar, day):
            if at < end:
                return max(at, start)
    return None


def _days(first: date) -> Iterator[date]:
    for _ in range(HORIZON):
        if first > LAST:
            return
        yield first
        first += ONE


def _instants(calendar: Calendar, day: date) -> Iterable[tuple[datetime, datetime]]:
    """Each span of a day; one that a clock change swallows is left out."""
    for span in calendar.spans_on(day):
        start = instant_of(day, clock_of(span.start), calendar.zone)
        ends = day + ONE if span.end == MINUTES else day
        end = instant_of(ends, clock_of(span.end), calendar.zone)
        if start < end:
            yield start, end


def due_after(calendar: Calendar, now: datetime, hours: int) -> datetime | None:
    """Until when they can do what takes `hours` by the clock, on days on which they work.

    The clock starts when they are next at work, stands still on every day on which they are not,
    and what would run out at night or in a break runs out when they are back. None where they are
    not back within 400 days.
    """
    at, left = opens_at(calendar, now), timedelta(hours=hours)
    if at is None or (calendar.week is None and not calendar.away):
        return None if at is None else at + left
    for day in _days(calendar.day_of(at)):
        if not any(True for _ in _instants(calendar, day)):
            continue
        begins = max(at, instant_of(day, time(), calendar.zone))
        room = instant_of(day + ONE, time(), calendar.zone) - begins
        if left <= room:
            return opens_at(calendar, begins + left)
        left -= room
    return None


def soonest(calendars: Iterable[Calendar], now: datetime, hours: int) -> datetime:
    """Until when the first of several people can do something; by the clock alone if none can."""
    found = [due_after(one, now, hours) for one in calendars]
    known = [due for due in found if due is not None]
    return min(known, default=now.astimezone(UTC) + timedelta(hours=hours))


def next_opening(calendars: Iterable[Calendar], now: datetime) -> datetime | None:
    """When the first of several people is back; None while somebody is at work, or nobody is known
    to come back.
    """
    found = [opens_at(one, now) for one in calendars]
    opening = min((one for one in found if one is not None), default=None)
    return None if opening is None or opening <= now else opening
