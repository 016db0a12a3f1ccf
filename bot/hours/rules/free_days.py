"""Public holidays of whole countries; what only a region keeps is for people to enter as days away.

The library that knows them is loaded when the first day is asked for: it takes 0.4 s and 26 MB that
nobody pays for where no hours are set.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Final

FIRST_YEAR, LAST_YEAR = 2000, 2100
_ENGLISH: Final = ("en_GB", "en_IE", "en_CY", "en_US")


@lru_cache(maxsize=512)
def holidays_of(country: str, year: int, language: str = "en") -> Mapping[date, str]:
    """Each with its name, in the language if the library has it, else in English.

    Empty for a country that it does not know.
    """
    from holidays.utils import country_holidays, list_localized_countries

    supported = list_localized_countries(include_aliases=False).get(country, [])
    known = next((one for one in (language, *_ENGLISH) if one in supported), None)
    try:
        found = country_holidays(country, years=year, language=known)
    except NotImplementedError:
        return {}
    return {day: name for day, name in found.items() if day.year == year}


def is_holiday(country: str | None, day: date) -> bool:
    """Whether nobody works there on that day."""
    within = FIRST_YEAR <= day.year <= LAST_YEAR
    return country is not None and within and day in holidays_of(country, day.year)


def next_holiday(country: str, today: date, language: str) -> tuple[date, str] | None:
    """The next one from today on, with its name."""
    for year in (today.year, today.year + 1):
        found = holidays_of(country, year, language)
        coming = [day for day in sorted(found) if day >= today]
        if coming:
            return coming[0], found[coming[0]]
    return None
