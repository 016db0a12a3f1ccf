"""What an answer to a question of the profile means: the values it changes, or a refusal that says
what was wrong and what to write instead.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import time
from functools import cache
from typing import Final
from zoneinfo import available_timezones

from bot.joining.addresses import AskStep
from bot.joining.rules import (
    NameFault,
    Step,
    clean_name,
    read_span,
    read_time,
    what_is_wrong_with,
)
from bot.kit.i18n import LANGUAGES, Words
from bot.kit.refusals import Refusal, ScreenOutdated
from bot.people.countries import ALL_ZONES, ZONES, find_country, find_named
from bot.people.rules import Sector

KEEP: Final = "keep"
NONE: Final = "none"
NEVER_QUIET: Final = (time(0), time(0))
Values = Mapping[str, object]


class NameLength(Refusal):
    words = "joining.name_length"


class NameCharacters(Refusal):
    words = "joining.name_characters"


class UnknownCountry(Refusal):
    words = "joining.unknown_country"


class UnknownZone(Refusal):
    words = "joining.unknown_zone"


class UnknownTime(Refusal):
    words = "joining.unknown_time"


class UnknownSpan(Refusal):
    words = "joining.unknown_span"


class ChooseAButton(Refusal):
    words = "joining.choose_a_button"


def pressed(step: Step, value: str) -> Values:
    """The columns that a button's answer changes. Raises ScreenOutdated for a value we never
    gave.
    """
    if value == KEEP and step in (Step.NAME, Step.DAYS):
        return {}
    try:
        return _PRESSED[step](value)
    except (KeyError, ValueError, Refusal):
        raise ScreenOutdated(instead=AskStep(step)) from None


def written(step: Step, words: str) -> Values:
    """The columns that an answer in words changes. Raises a refusal that says what was wrong."""
    return _WRITTEN[step](words)


def packed_zone(zone: str) -> str:
    """A zone as an address can hold it."""
    return zone.replace("/", ".")


def packed_time(at: time) -> str:
    """A time of day as an address can hold it."""
    return f"{at:%H.%M}"


@cache
def _all_zones() -> frozenset[str]:
    return frozenset(available_timezones())


def _name(written_name: str) -> Values:
    name = clean_name(written_name)
    match what_is_wrong_with(name):
        case NameFault.LENGTH:
            raise NameLength(instead=AskStep(Step.NAME))
        case NameFault.CHARACTERS:
            raise NameCharacters(instead=AskStep(Step.NAME))
        case None:
            return {"name": name}


def _country(written_name: str) -> Values:
    country = find_country(written_name)
    if country is None:
        raise UnknownCountry(instead=AskStep(Step.COUNTRY))
    return {"country": country}


def _zone(written_name: str) -> Values:
    if written_name.strip() in _all_zones():
        return {"zone": written_name.strip()}
    for language in LANGUAGES:
        if found := find_named(written_name, {z: Words(language).city(z) for z in ALL_ZONES}):
            return {"zone": found}
    towns = {zone: zone.rpartition("/")[2] for zone in sorted(_all_zones())}
    if found := find_named(written_name, towns):
        return {"zone": found}
    raise UnknownZone(instead=AskStep(Step.ZONE))


def _hour(written_time: str) -> Values:
    at = read_time(written_time)
    if at is None:
        raise UnknownTime(instead=AskStep(Step.HOUR))
    return {"study_time": at}


def _quiet(written_span: str) -> Values:
    span = read_span(written_span)
    if span is None:
        raise UnknownSpan(instead=AskStep(Step.QUIET))
    return {"quiet_from": span[0], "quiet_to": span[1]}


def _refuse_words(step: Step) -> Callable[[str], Values]:
    def refuse(_words: str) -> Values:
        raise ChooseAButton(instead=AskStep(step))

    return refuse


def _pressed_country(code: str) -> Values:
    if code not in ZONES:
        raise KeyError(code)
    return {"country": code}


def _pressed_zone(packed: str) -> Values:
    zone = packed.replace(".", "/")
    if zone not in _all_zones():
        raise KeyError(zone)
    return {"zone": zone}


def _pressed_quiet(packed: str) -> Values:
    if packed == NONE:
        return {"quiet_from": NEVER_QUIET[0], "quiet_to": NEVER_QUIET[1]}
    return _quiet(packed)


_PRESSED: Final[Mapping[Step, Callable[[str], Values]]] = {
    Step.COUNTRY: _pressed_country,
    Step.SECTOR: lambda value: {"sector": str(Sector(value))},
    Step.ZONE: _pressed_zone,
    Step.HOUR: lambda value: {"study_time": None} if value == NONE else _hour(value),
    Step.QUIET: _pressed_quiet,
}
_WRITTEN: Final[Mapping[Step, Callable[[str], Values]]] = {
    Step.NAME: _name,
    Step.COUNTRY: _country,
    Step.SECTOR: _refuse_words(Step.SECTOR),
    Step.ZONE: _zone,
    Step.DAYS: _refuse_words(Step.DAYS),
    Step.HOUR: _hour,
    Step.QUIET: _quiet,
}
