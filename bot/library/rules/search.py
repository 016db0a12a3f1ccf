"""Finding a term by what somebody typed: whatever the case, the accents and the keyboard."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from enum import IntEnum
from functools import lru_cache
from typing import Final

from bot.curriculum.lessons import GlossaryTerm
from bot.curriculum.words import SOURCE_LANGUAGE
from bot.kit.alphabet import SPELT, folded, sort_key

LONGEST: Final = 120  # nobody types more to look up a term
WITHIN_FROM: Final = 3  # letters that are looked for in the middle of a word
NAMED_FROM: Final = 4  # letters of a term that is looked for within a whole question
ALIKE: Final = 0.8
BRACKETS: Final = re.compile(r"\(([^)]*)\)")
LETTERS: Final = str.maketrans(SPELT)
UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


class Match(IntEnum):
    """How well a term fits what was typed, the best first."""

    EXACT = 0
    BEGINS = 1
    WORD_BEGINS = 2
    WITHIN = 3


@dataclass(frozen=True, slots=True)
class Found:
    """Terms that fit, the best first; `best` is how many of them fit equally well as the first.

    `alike`: none has the letters that were typed; these are spelt nearly so.
    """

    terms: tuple[GlossaryTerm, ...] = ()
    best: int = 0
    alike: bool = False

    @property
    def only(self) -> GlossaryTerm | None:
        """The one that is meant, if there is no doubt about it."""
        return self.terms[0] if self.best == 1 and not self.alike else None


def folded_word(written: str) -> str:
    """Letters and figures alone, whatever the case, the accents and the keyboard."""
    return folded(unicodedata.normalize("NFKD", written)).translate(LETTERS)


def find_terms(terms: Iterable[GlossaryTerm], language: str, written: str) -> Found:
    """By the name in the reader's language or in English."""
    wanted = folded_word(written) if len(written) <= LONGEST else ""
    if not wanted:
        return Found()
    ordered = sorted(terms, key=lambda term: sort_key(language, term.term.text(language).text))
    names = [(term, _names(term, language)) for term in ordered]
    matches = [(match, term) for term, of in names if (match := _match(of, wanted)) is not None]
    if not matches:
        alike = tuple(term for term, of in names if _is_alike(of, wanted))
        return Found(alike, len(alike), alike=True)
    matches.sort(key=lambda pair: pair[0])
    best = sum(match is matches[0][0] for match, _ in matches)
    return Found(tuple(term for _, term in matches), best)


def _names(term: GlossaryTerm, language: str) -> frozenset[str]:
    return frozenset(term.term.text(one).text for one in (language, SOURCE_LANGUAGE))


def _is_alike(names: Iterable[str], wanted: str) -> bool:
    return any(get_close_matches(wanted, _spellings(name)[0], n=1, cutoff=ALIKE) for name in names)


def _match(names: Iterable[str], wanted: str) -> Match | None:
    return min((found for name in names for found in _matches(name, wanted)), default=None)


def _matches(name: str, wanted: str) -> Iterator[Match]:
    whole, beginnings = _spellings(name)
    if wanted in whole:
        yield Match.EXACT
    if any(one.startswith(wanted) for one in whole):
        yield Match.BEGINS
    if any(one.startswith(wanted) for one in beginnings):
        yield Match.WORD_BEGINS
    is_within = len(wanted) >= WITHIN_FROM and any(wanted in one for one in whole)
    if is_within or any(len(one) >= NAMED_FROM and one in wanted for one in whole):
        yield Match.WITHIN


@lru_cache(maxsize=2048)
def _spellings(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A name in every way one may write it, and each of them from any of its words on.

    *European Labour Authority (ELA)* is also *European Labour Authority*, and *ELA*.
    """
    written = [name, BRACKETS.sub("", name), *BRACKETS.findall(name)]
    written += [one.casefold().translate(UMLAUTS) for one in written]
    whole = dict.fromkeys(folded_word(one) for one in written)
    parts = [one.split() for one in written]
    beginnings = dict.fromkeys(
        folded_word("".join(words[start:])) for words in parts for start in range(1, len(words))
    )
    return tuple(filter(None, whole)), tuple(filter(None, beginnings))
