"""The countries people work in, and their time zones: proposals, not limits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from bot.kit.alphabet import folded, sort_key
from bot.kit.i18n import LANGUAGES, Words

PARTNERS: Final = ("AT", "CY", "DE", "ES", "GB", "GR", "IS", "SE")

# The EURES countries and the United Kingdom, with the zones people live in there, the common one
# first.
ZONES: Final[Mapping[str, tuple[str, ...]]] = {
    "AT": ("Europe/Vienna",),
    "BE": ("Europe/Brussels",),
    "BG": ("Europe/Sofia",),
    "CH": ("Europe/Zurich",),
    "CY": ("Asia/Nicosia",),
    "CZ": ("Europe/Prague",),
    "DE": ("Europe/Berlin",),
    "DK": ("Europe/Copenhagen",),
    "EE": ("Europe/Tallinn",),
    "ES": ("Europe/Madrid", "Atlantic/Canary"),
    "FI": ("Europe/Helsinki",),
    "FR": ("Europe/Paris",),
    "GB": ("Europe/London",),
    "GR": ("Europe/Athens",),
    "HR": ("Europe/Zagreb",),
    "HU": ("Europe/Budapest",),
    "IE": ("Europe/Dublin",),
    "IS": ("Atlantic/Reykjavik",),
    "IT": ("Europe/Rome",),
    "LI": ("Europe/Vaduz",),
    "LT": ("Europe/Vilnius",),
    "LU": ("Europe/Luxembourg",),
    "LV": ("Europe/Riga",),
    "MT": ("Europe/Malta",),
    "NL": ("Europe/Amsterdam",),
    "NO": ("Europe/Oslo",),
    "PL": ("Europe/Warsaw",),
    "PT": ("Europe/Lisbon", "Atlantic/Madeira", "Atlantic/Azores"),
    "RO": ("Europe/Bucharest",),
    "SE": ("Europe/Stockholm",),
    "SI": ("Europe/Ljubljana",),
    "SK": ("Europe/Bratislava",),
}
ALL_ZONES: Final = tuple(sorted(zone for zones in ZONES.values() for zone in zones))
_OF_LANGUAGE: Final[Mapping[str, str]] = {
    "en": "GB",
    "sv": "SE",
    "de": "DE",
    "el": "GR",
    "es": "ES",
    "is": "IS",
}


def country_of_language(language: str) -> str:
    """Where somebody who reads this language most likely is."""
    return _OF_LANGUAGE.get(language, "GB")


def zone_of_country(country: str | None, language: str) -> str:
    """The common zone of a country; of the language's country where none is known."""
    return ZONES.get(country or "", ZONES[country_of_language(language)])[0]


def find_country(written: str) -> str | None:
    """The code of a country whose name in one of our languages was written; None if none was."""
    for language in LANGUAGES:
        names = {code: Words(language).country(code) for code in ZONES}
        if found := find_named(written, names):
            return found
    return None


def in_order(countries: Iterable[str], words: Words, first: str | None = None) -> list[str]:
    """Countries as they are offered: `first`, then those of the partners, then the others by
    name.
    """

    def order(code: str) -> tuple[bool, bool, tuple[int, ...]]:
        name = sort_key(words.language, words.country(code))
        return (code != first, code not in PARTNERS, name)

    return sorted(countries, key=order)


def find_named(written: str, names: Mapping[str, str]) -> str | None:
    """The key whose name (or the key itself) was written, whatever the case and accents; None if
    none was.
    """
    wanted = folded(written)
    for key, name in names.items():
        if wanted and wanted in (folded(name), folded(key)):
            return key
    return None
