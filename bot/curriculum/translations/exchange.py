"""What goes out to a translator and what comes back, whatever the format of the file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.curriculum.lessons import GlossaryTerm
from bot.curriculum.naming import TermFinder, spoken
from bot.curriculum.translations.entries import Entry

MOST_BYTES: Final = 20_000_000  # of a file that comes back; all texts in XLSX are a twentieth
BREAKS: Final = re.compile(r"\r\n?")
ALL_TERMS: Final = 8  # more would hide the text they are meant for


class Format(StrEnum):
    PO = "po"
    XLSX = "xlsx"


class Wanted(StrEnum):
    """Which texts go out where not all of them do."""

    MISSING = "missing"
    STALE = "stale"


class NotReadable(Exception):
    """A file that is none of the kind, in a sentence for the person who sent it."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One text for the translator, with the glossary's terms in it as `term = translation`."""

    entry: Entry
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Incoming:
    """One text as it comes back; `place` is its line or row in the file, named for a person.

    A `draft` is not meant to be used yet. An `unchecked` one has still the mark that the source
    has changed since it was translated.
    """

    place: str
    key: str
    source: str
    translation: str
    draft: bool = False
    unchecked: bool = False


def with_line_breaks(text: str) -> str:
    """As all files of ours have them; other systems end a line otherwise."""
    return BREAKS.sub("\n", text)


class Hints:
    """The glossary's terms in a text, with what they are called in one language."""

    def __init__(self, terms: Iterable[GlossaryTerm], language: str) -> None:
        self._terms_in = TermFinder(term for term in terms if term.term.is_in(language))
        self._language = language

    def __call__(self, entry: Entry) -> list[str]:
        if entry.text.file == "glossary.yaml" and entry.text.path[-1] == "term":
            return []
        found = self._terms_in(entry.text.source)[:ALL_TERMS]
        return [_hint(term, self._language) for term in found]


def _hint(term: GlossaryTerm, language: str) -> str:
    unsure = " (unconfirmed)" if language in term.unconfirmed else ""
    return f"{spoken(term)} = {term.term.written[language]}{unsure}"
