"""Terms as a dictionary of the reader's language has them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from bot.curriculum.lessons import GlossaryTerm
from bot.kit.alphabet import ALPHABETS, FIGURE, SPACE, sort_key

BEFORE_LETTERS: Final = "#"  # what begins with a figure
MOST_GROUPS: Final = 6


@dataclass(frozen=True, slots=True)
class LetterGroup:
    """Terms from one initial to another."""

    first: str
    last: str
    terms: tuple[GlossaryTerm, ...]

    @property
    def name(self) -> str:
        return self.first if self.first == self.last else f"{self.first} – {self.last}"


def initial_of(language: str, name: str) -> str:
    """The capital that a term stands under."""
    key = next((place for place in sort_key(language, name) if place != SPACE), FIGURE)
    if key == FIGURE:
        return BEFORE_LETTERS
    alphabet = ALPHABETS[language]
    return (alphabet[key] if key < len(alphabet) else chr(key)).upper()


def in_order(terms: Iterable[GlossaryTerm], language: str) -> list[GlossaryTerm]:
    """By what they are called in this language."""
    return sorted(terms, key=lambda term: sort_key(language, term.term.text(language).text))


def letter_groups(terms: Iterable[GlossaryTerm], language: str) -> list[LetterGroup]:
    """All terms in order, in at most six groups of much the same size; an initial is not parted."""
    by_initial = [
        LetterGroup(initial, initial, tuple(of))
        for initial, of in groupby(
            in_order(terms, language),
            key=lambda term: initial_of(language, term.term.text(language).text),
        )
    ]
    total = sum(len(group.terms) for group in by_initial)
    groups, placed = list[list[LetterGroup]](), 0
    for group in by_initial:
        share = placed * MOST_GROUPS // total
        if len(groups) <= share:
            groups.append([])
        groups[-1].append(group)
        placed += len(group.terms)
    return [_merged(group) for group in groups]


def _merged(groups: Sequence[LetterGroup]) -> LetterGroup:
    terms = tuple(term for group in groups for term in group.terms)
    return LetterGroup(groups[0].first, groups[-1].last, terms)
