"""What somebody has set about their working time."""

from __future__ import annotations

from dataclasses import dataclass

from bot.hours.rules.calendar import Away, Calendar
from bot.hours.rules.week import Week


@dataclass(frozen=True, slots=True)
class Setting:
    """`week` is None while they have set no hours; `languages` are further ones they answer in."""

    zone: str
    week: Week | None = None
    country: str | None = None
    languages: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Presence:
    """When somebody is there, and the languages they answer in, that of their screens with them."""

    calendar: Calendar
    languages: frozenset[str]


def calendar_of(setting: Setting, away: tuple[Away, ...] = ()) -> Calendar:
    return Calendar(setting.zone, setting.week, setting.country, away)
