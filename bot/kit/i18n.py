"""Six languages: the catalogues' words, and dates, numbers, lists and names as CLDR has them.

A key (`quizzes.already_answered`) names a sentence; `{name}` in it is a place for a value, which
may itself be
a formatted text. English is a catalogue like the others, and what a missing word falls back to.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache, lru_cache
from importlib import resources
from string import Formatter
from typing import Any, Final, cast
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import (
    format_date,
    format_time,
    get_datetime_format,
    get_day_names,
    get_month_names,
    get_timezone_location,
)
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

from bot.kit.text import Node, Part, Text, plain, text

LANGUAGES: Final = ("en", "sv", "de", "el", "es", "is")
SOURCE: Final = "en"
DOMAIN: Final = "jobbroker"
_O_BEFORE_O: Final = re.compile(r" o (h?[oó])", re.IGNORECASE)  # Spanish: "nota u observación"


class WordsMissing(Exception):
    """A key no catalogue has, or catalogues that were never compiled."""


def closest_language(code: str | None) -> str:
    """The language of the six that a Telegram client's code (`sv`, `de-AT`) stands for; English if
    none.
    """
    short = (code or "").replace("_", "-").split("-")[0].lower()
    return short if short in LANGUAGES else SOURCE


@cache
def _catalogue(language: str) -> gettext.GNUTranslations:
    path = resources.files("bot") / "locales" / language / "LC_MESSAGES" / f"{DOMAIN}.mo"
    try:
        with path.open("rb") as compiled:
            return gettext.GNUTranslations(compiled)
    except FileNotFoundError:
        raise WordsMissing(f"{path} is missing: `make install` compiles the catalogues") from None


@lru_cache(maxsize=4096)
def _pieces(sentence: str) -> tuple[tuple[str, str | None], ...]:
    return tuple((before, name) for before, name, _, _ in Formatter().parse(sentence))


@cache
def _locale(language: str) -> Locale:
    return Locale.parse("en_GB" if language == "en" else language)  # dates as Europe writes them


# Babel takes 50 us for a number, and a screen has several; they repeat.
@lru_cache(maxsize=4096)
def _number(language: str, value: float, digits: int | None) -> str:
    shape = None if digits is None else "#,##0" + ("." + "0" * digits if digits else "")
    return format_decimal(value, format=shape, locale=_locale(language))


@lru_cache(maxsize=512)
def _percent(language: str, share: float) -> str:
    return format_percent(share, format=None, locale=_locale(language))


@dataclass(frozen=True, slots=True)
class Words:
    """One person's language. `words("home.hello", name="Amina")` is the sentence."""

    language: str

    def __call__(self, key: str, **values: object) -> str:
        """The sentence as plain words. Raises WordsMissing for an unknown key."""
        return plain(self.text(key, **values))

    def text(self, key: str, **values: object) -> Text:
        """The sentence as a text, with formatted values kept as they are."""
        return self._filled(self._sentence(key), values)

    def count(self, key: str, n: int, **values: object) -> str:
        """The form of the sentence for n things, n at `{n}`."""
        return plain(self.count_text(key, n, **values))

    def count_text(self, key: str, n: int, **values: object) -> Text:
        for language in (self.language, SOURCE):
            sentence = _catalogue(language).ngettext(key, f"{key} ", n)
            if sentence.strip() != key:
                return self._filled(sentence, {"n": self.number(n), **values})
        raise WordsMissing(key)

    def _sentence(self, key: str) -> str:
        for language in (self.language, SOURCE):
            sentence = _catalogue(language).gettext(key)
            if sentence != key:
                return sentence
        raise WordsMissing(key)

    def _filled(self, sentence: str, values: dict[str, object]) -> Text:
        parts: list[Part] = []
        for before, name in _pieces(sentence):
            parts.append(before)
            if name is not None:
                parts.append(self._value(values[name]))
        return text(*parts)

    def _value(self, value: object) -> Part:
        if isinstance(value, tuple):
            return value  # pyright: ignore[reportUnknownVariableType]  # a Text
        if isinstance(value, bool | str):
            return str(value)
        if isinstance(value, int | float):
            return self.number(value)
        if isinstance(value, date) and not isinstance(value, datetime):
            return self.date(value)
        return str(value)

    def number(self, value: float, digits: int | None = None) -> str:
        return _number(self.language, value, digits)

    def percent(self, share: float) -> str:
        """A share of one as per cent, without decimals."""
        return _percent(self.language, share)

    def date(self, day: date) -> str:
        return format_date(day, format="long", locale=_locale(self.language))

    def short_date(self, day: date) -> str:
        return format_date(day, format="medium", locale=_locale(self.language))

    def time(self, at: time) -> str:
        return format_time(at, format="short", locale=_locale(self.language))

    def moment(self, instant: datetime, zone: str) -> str:
        """An instant as the person's wall clock shows it, with the day."""
        wall = instant.astimezone(ZoneInfo(zone))
        both = str(get_datetime_format("medium", locale=_locale(self.language)))
        return both.replace("{0}", self.time(wall.time())).replace("{1}", self.short_date(wall))

    def weekday(self, day: int) -> str:
        """The name of a day of the week, Monday is 0, as it stands alone."""
        return get_day_names("wide", context="stand-alone", locale=_locale(self.language))[day]

    def short_weekday(self, day: int) -> str:
        names = get_day_names("abbreviated", context="stand-alone", locale=_locale(self.language))
        return names[day]

    def listing(self, items: Iterable[str]) -> str:
        """The items as the language enumerates them; an empty string for nothing."""
        present = list(items)
        return format_list(present, locale=_locale(self.language)) if present else ""

    def choice(self, items: Iterable[str]) -> str:
        """The items of which one is enough, as the language enumerates them; empty for nothing."""
        present = list(items)
        named = format_list(present, "or", _locale(self.language)) if present else ""
        return _O_BEFORE_O.sub(r" u \1", named) if self.language == "es" else named

    def country(self, code: str) -> str:
        return str(cast("Mapping[str, str]", _locale(self.language).territories).get(code, code))

    def months(self) -> dict[str, int]:
        """The names of the months, long and short, as they are written in dates and alone."""
        found: dict[str, int] = {}
        for width in ("abbreviated", "wide"):
            for context in ("format", "stand-alone"):
                names: Any = get_month_names(width, context, _locale(self.language))
                found |= {names[number]: number for number in range(1, 13)}
        return found

    def city(self, zone: str) -> str:
        """The town an IANA time zone is named after, in this language."""
        city = get_timezone_location(zone, return_city=True, locale=_locale(self.language))
        return city.replace("\u00ad", "")  # CLDR puts soft hyphens into some

    def language_name(self, code: str) -> str:
        """The name of a language in this language."""
        return str(cast("Mapping[str, str]", _locale(self.language).languages).get(code, code))


def own_name(language: str) -> str:
    """A language's own name, as it stands on a button: Svenska, Ελληνικά."""
    name = Words(language).language_name(language)
    return name[:1].upper() + name[1:]


__all__ = [
    "DOMAIN",
    "LANGUAGES",
    "SOURCE",
    "Node",
    "Words",
    "WordsMissing",
    "closest_language",
    "own_name",
]
