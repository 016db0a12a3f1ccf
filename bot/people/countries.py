"""The countries people work in, and their time zones: proposals, not limits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

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
