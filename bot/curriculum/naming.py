"""The glossary's terms in a text, and whether a translation calls them what the glossary says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from bot.curriculum.lessons import GlossaryTerm
from bot.curriculum.words import SOURCE_LANGUAGE

_WORD: Final = re.compile(r"[^\W_]+")
_BRACKETS: Final = re.compile(r"\s*\(([^)]*)\)")
_BETWEEN_NAMES: Final = re.compile(r"\s*[/,;]\s*|\s+\bo\b\s+")
SHORTEST_NAME: Final = 3
LIGHT: Final = 3  # letters of articles and prepositions, which are declined away


class TermFinder:
    """The terms that an English text names, each once, in the order of the text."""

    def __init__(self, terms: Iterable[GlossaryTerm]) -> None:
        self._terms = {spoken(term).casefold(): term for term in terms}
        known = sorted(self._terms, key=len, reverse=True)  # the longest match is the best one
        either = "|".join(f"{re.escape(name)}|{re.escape(_plural(name))}" for name in known)
        self._pattern = re.compile(rf"\b({either or '(?!)'})\b", re.IGNORECASE)
        self._plurals = {_plural(name): name for name in known}

    def __call__(self, text: str) -> list[GlossaryTerm]:
        found = (match[1].casefold() for match in self._pattern.finditer(text))
        names = dict.fromkeys(self._plurals.get(name, name) for name in found)
        return [self._terms[name] for name in names if name in self._terms]


def is_named(term: GlossaryTerm, language: str, text: str) -> bool:
    """Whether a text has one of the term's names in it, in whatever form and compound, or quotes
    the English one.
    """
    words = _folded(text, language)
    names = [spoken(term), *names_of(term, language)]
    return any(_has(name, words, language) for name in names)


def names_of(term: GlossaryTerm, language: str) -> list[str]:
    """What may stand for a term: what is written, what stands beside it in brackets or behind a
    stroke, and what the glossary allows besides.
    """
    written = term.term.written[language]
    pieces = [_BRACKETS.sub("", written), *_BRACKETS.findall(written)]
    names = [name for piece in pieces for name in _BETWEEN_NAMES.split(piece)]
    return [*(n for n in names if len(n) >= SHORTEST_NAME), *term.also.get(language, ())]


def spoken(term: GlossaryTerm) -> str:
    """The term without what stands in brackets in it."""
    return _BRACKETS.sub("", term.term.written[SOURCE_LANGUAGE])


def _plural(name: str) -> str:
    return f"{name[:-1]}ies" if name.endswith("y") else f"{name}s"


def _has(name: str, words: list[str], language: str) -> bool:
    """A code such as U2 is enough; of other names every word has to be there but the light ones."""
    own = _folded(name, language)
    codes = [word for word in own if any(letter.isdigit() for letter in word)]
    if codes:
        return all(code in words for code in codes)
    heavy = [word for word in own if len(word) > LIGHT] or own
    stems = [_stem(word) for word in heavy]
    return bool(stems) and all(any(stem in word for word in words) for stem in stems)


def _stem(word: str) -> str:
    """What is left in most forms of a word: endings take up to three letters."""
    return word[: max(LIGHT, len(word) - min(LIGHT, len(word) // LIGHT))]


def _folded(text: str, language: str) -> list[str]:
    return list(_words(unicodedata.normalize("NFC", text).casefold(), language))


def _words(text: str, language: str) -> Iterator[str]:
    """Without accents, which move (Greek), and without the u-umlaut that comes and goes with
    endings (Icelandic `gögn`, `gagna`).
    """
    if language == "is":
        text = text.replace("ö", "a")
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return (match.group() for match in _WORD.finditer(bare.replace("ς", "σ")))
