"""The moments of a person's day on the wall clock of their zone, around their quiet hours.

Every moment is a UTC instant. What a clock change does to it is decided here: an hour that comes
twice counts the first time, one that is left out comes as much later as the clock jumps.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from bot.kit.clock import in_zone, instant_of
from bot.people.rules import Person, is_quiet

HOUR_IF_NONE: Final = time(10)  # of people without a study hour
A_DAY: Final = timedelta(days=1)
LATER: Final = timedelta(hours=3)
BEFORE_QUIET: Final = timedelta(minutes=15)
SOONEST: Final = timedelta(minutes=30)
DAYS_SEARCHED: Final = 3


class Snooze(StrEnum):
    """When somebody wants to be reminded again."""

    LATER = "later"
    TOMORROW = "tomorrow"


def day_of(person: Person, instant: datetime) -> date:
    return in_zone(instant, person.zone).date()


def on_the_wall(day: date, at: time, zone: str) -> datetime:
    """That time of that day; an hour before the day ends where a jump to the next day skips it."""
    instant = instant_of(day, at, zone)
    if in_zone(instant, zone).date() == day:
        return instant
    return instant_of(day + A_DAY, time(0), zone) - timedelta(hours=1)


def quiet_at(person: Person, instant: datetime) -> bool:
    return is_quiet(instant, person.zone, person.quiet_from, person.quiet_to)


def quiet_end(person: Person, instant: datetime) -> datetime:
    """When the quiet hours that hold at an instant are over."""
    return _next(person, person.quiet_to, instant)


def _next(person: Person, at: time, after: datetime) -> datetime:
    today = on_the_wall(day_of(person, after), at, person.zone)
    if today > after:
        return today
    return on_the_wall(day_of(person, after) + A_DAY, at, person.zone)


def study_moment(person: Person, day: date) -> datetime | None:
    """The study hour of that day, moved to the end of quiet hours if that is the same day.

    Else the hour itself, which is quiet. None where that is no day to study on.
    """
    if person.study_time is None or day.weekday() not in person.study_days:
        return None
    nominal = on_the_wall(day, person.study_time, person.zone)
    return _out_of_quiet(person, nominal) or nominal


def study_is_quiet(person: Person) -> bool:
    """Whether the study hour lies in quiet hours that last into the next day: no reminder comes."""
    at = person.study_time
    return at is not None and at >= person.quiet_from > person.quiet_to


def hour(person: Person, day: date) -> datetime:
    """When somebody is looked at on a day and gets what is not about the study hour itself."""
    usual = on_the_wall(day, person.study_time or HOUR_IF_NONE, person.zone)
    return _out_of_quiet(person, usual) or on_the_wall(day, person.quiet_to, person.zone)


def _out_of_quiet(person: Person, instant: datetime) -> datetime | None:
    """The instant, or the end of quiet hours; None where that is another day."""
    if not quiet_at(person, instant):
        return instant
    end = quiet_end(person, instant)
    return end if day_of(person, end) == day_of(person, instant) else None


def last_moment(person: Person, now: datetime) -> datetime:
    """Until when what is due now may still arrive: the day ends then, or quiet hours begin."""
    return _end(person, now) - timedelta(seconds=1)


def _end(person: Person, now: datetime) -> datetime:
    midnight = instant_of(day_of(person, now) + A_DAY, time(0), person.zone)
    if person.quiet_from == person.quiet_to:
        return midnight
    return min(midnight, _next(person, person.quiet_from, now))


def snoozed_until(person: Person, snooze: Snooze, now: datetime) -> datetime:
    """In three hours, or as near to that as quiet hours and midnight allow; else tomorrow."""
    if snooze is Snooze.LATER:
        target = now + LATER
        before = min(target, _end(person, now) - BEFORE_QUIET)
        for until in (target, before, quiet_end(person, target)):
            same_day = day_of(person, until) == day_of(person, now)
            if same_day and not quiet_at(person, until) and until >= now + SOONEST:
                return until
    return hour(person, day_of(person, now) + A_DAY)


def moments_after(person: Person, now: datetime) -> list[datetime]:
    """When somebody is to be looked at in the coming days, whatever else there is."""
    today = day_of(person, now)
    days = [today + timedelta(days=n) for n in range(DAYS_SEARCHED)]
    hours = [hour(person, day) for day in days]
    studies = [study_moment(person, day) for day in days]
    return sorted({at for at in (*hours, *studies) if at is not None and at > now})
