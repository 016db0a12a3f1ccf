"""Texts and languages of a broadcast."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import Final

from bot.kit.i18n import LANGUAGES
from bot.kit.text import Text, plain, render, utf16_length

# A little below Telegram's 4,096 and 1,024, so that the mark of a preview fits in as well.
LONGEST_TEXT: Final = 4000
LONGEST_CAPTION: Final = 960
LONGEST_REASON: Final = 500
TITLE: Final = 40


@dataclass(frozen=True, slots=True)
class Variant:
    """The text in one language; `replacement` is the new one of what was sent already."""

    language: str
    words: Text
    message_id: int
    replacement: Text | None = None


def longest(*, with_media: bool) -> int:
    return LONGEST_CAPTION if with_media else LONGEST_TEXT


def is_too_long(words: Text, *, with_media: bool) -> bool:
    """Counted as Telegram does, after formatting, in UTF-16 units."""
    return utf16_length(render(words).text) > longest(with_media=with_media)


def in_order(own: str) -> tuple[str, ...]:
    """The languages as they are offered, one's own first."""
    return (own, *(language for language in LANGUAGES if language != own))


def fallback_of(variants: Sequence[Variant], chosen: str | None) -> str | None:
    """The language for those whose own is missing: the chosen one, else the first composed."""
    written = [variant.language for variant in variants]
    return chosen if chosen in written else next(iter(written), None)


def missing(variants: Sequence[Variant]) -> list[str]:
    written = {variant.language for variant in variants}
    return [language for language in LANGUAGES if language not in written]


def language_for(language: str, written: Container[str], fallback: str) -> str:
    """The language in which somebody gets the message."""
    return language if language in written else fallback


def title_of(variants: Sequence[Variant]) -> str:
    """The beginning of the first text, as a name for the whole; empty when nothing is written."""
    words = " ".join(plain(variants[0].words).split()) if variants else ""
    return words if len(words) <= TITLE else words[: TITLE - 1].rstrip() + "…"


def read_number(written: str) -> int | None:
    """A whole number as people type it: 1 200, 1.200 and 1,200 are twelve hundred."""
    bare = re.sub(r"(?<=\d)[\s.,'’](?=\d{3}(?!\d))", "", written.strip())
    return int(bare) if re.fullmatch(r"\d{1,9}", bare) else None
