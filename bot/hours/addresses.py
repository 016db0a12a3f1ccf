"""Places of working hours. Days are 0 (Monday) to 6."""

from __future__ import annotations

from dataclasses import dataclass

from bot.hours.rules.absence import Soon
from bot.hours.rules.week import Preset
from bot.kit.address import Address


@dataclass(frozen=True, slots=True)
class OpenHours(Address, prefix="hours"):
    """One's own working hours and days away, as tutor or coordinator."""


@dataclass(frozen=True, slots=True)
class LeaveQuestions(Address, prefix="hours.inhand"):
    """What one has in hand, before days away: hand it over or keep it. Tutoring shows it."""

    away: int


@dataclass(frozen=True, slots=True)
class ChooseWeek(Address, prefix="hours.week"):
    """Weeks to choose from."""


@dataclass(frozen=True, slots=True)
class SetPreset(Address, prefix="hours.preset"):
    """One of those that many people have."""

    preset: Preset


@dataclass(frozen=True, slots=True)
class DropWeek(Address, prefix="hours.none"):
    """No fixed hours any more."""


@dataclass(frozen=True, slots=True)
class ChooseDay(Address, prefix="hours.days"):
    """Own hours, day by day."""


@dataclass(frozen=True, slots=True)
class WriteDay(Address, prefix="hours.day"):
    """The hours of one day; takes them as text."""

    day: int


@dataclass(frozen=True, slots=True)
class SetDay(Address, prefix="hours.set"):
    """Free on that day, or the hours of the day before."""

    day: int
    free: bool


@dataclass(frozen=True, slots=True)
class KeepHolidays(Address, prefix="hours.holidays"):
    """Free on the public holidays of one's country, or at work on them."""

    free: bool


@dataclass(frozen=True, slots=True)
class TakeZone(Address, prefix="hours.zone"):
    """The hours are wall time of the zone in one's profile from now on."""


@dataclass(frozen=True, slots=True)
class ChooseLanguages(Address, prefix="hours.languages"):
    """In which languages one answers."""


@dataclass(frozen=True, slots=True)
class SpeakLanguage(Address, prefix="hours.speak"):
    """One more, or one less."""

    language: str
    speaks: bool


@dataclass(frozen=True, slots=True)
class OpenAway(Address, prefix="hours.away"):
    """One's days away."""


@dataclass(frozen=True, slots=True)
class WriteAway(Address, prefix="hours.leave"):
    """Enter days away; takes them as text."""


@dataclass(frozen=True, slots=True)
class TakeSoon(Address, prefix="hours.soon"):
    """Days away that are one press."""

    soon: Soon


@dataclass(frozen=True, slots=True)
class ChooseDeputy(Address, prefix="hours.deputies"):
    """Who can stand in, a page of them."""

    away: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class SetDeputy(Address, prefix="hours.deputy"):
    """A colleague by public id; empty for nobody."""

    away: int
    person: str = ""


@dataclass(frozen=True, slots=True)
class DropAway(Address, prefix="hours.back"):
    """At work on those days after all."""

    away: int


@dataclass(frozen=True, slots=True)
class HandOverAll(Address, prefix="hours.handover"):
    """All that one has in hand goes to whoever stands in, as far as they may; the rest back."""

    away: int
    number: int
