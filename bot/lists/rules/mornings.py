"""When somebody of the staff is told of their lists: on the mornings of their working days.

That is at their study hour, or at ten where they have named none, out of their quiet hours. Working
days are the study days they named, else Monday to Friday.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from bot.people.rules import Person
from bot.reminders.rules.moments import day_of, hour, quiet_at

WORKING_DAYS: Final = (0, 1, 2, 3, 4)
A_WEEK_AND_A_DAY: Final = 8
A_DAY: Final = timedelta(days=1)


def works_on(person: Person, weekday: int) -> bool:
    """Monday is 0."""
    return weekday in (person.study_days or WORKING_DAYS)


def next_morning(person: Person, now: datetime) -> datetime:
    """Always later than now."""
    today = day_of(person, now)
    for ahead in range(A_WEEK_AND_A_DAY + 1):
        day = today + timedelta(days=ahead)
        at = hour(person, day)
        if works_on(person, day.weekday()) and at > now:
            return at
    return now + A_DAY


def may_be_told(person: Person, due_at: datetime, now: datetime) -> bool:
    """Not in quiet hours, and not what was due on an earlier day: it is looked at again anyway."""
    same_day = day_of(person, due_at) == day_of(person, now)
    return person.blocked_at is None and same_day and not quiet_at(person, now)
