"""Which of what was found fits what somebody is about to ask."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

SUGGESTED: Final = 3
ENOUGH: Final = 4  # words in common, however long the question is


@dataclass(frozen=True, slots=True)
class Found:
    """One answer in one language, as the index has it."""

    reference: str
    language: str
    title: str
    title_words: str
    body_words: str


@dataclass(frozen=True, slots=True)
class Fit:
    """How many of the looked-up words stand in its question, and in either part of it."""

    titled: int
    all: int

    @property
    def score(self) -> int:
        return 2 * self.titled + self.all


def fit_of(found: Found, stems: Sequence[str]) -> Fit:
    title, body = found.title_words.split(), found.body_words.split()
    titled = {stem for stem in stems if _stands_in(stem, title)}
    return Fit(len(titled), len(titled | {stem for stem in stems if _stands_in(stem, body)}))


def _stands_in(stem: str, words: Iterable[str]) -> bool:
    return any(word.startswith(stem) for word in words)


def fits(fit: Fit, stems: Sequence[str]) -> bool:
    """Its question has a word in common, and the whole of it a third of them; two at least."""
    needed = min(ENOUGH, max(-(-len(stems) // 3), min(2, len(stems))))
    return fit.titled > 0 and fit.all >= needed


def best(found: Iterable[Found], stems: Sequence[str], *, only_fitting: bool) -> list[Found]:
    """The best first, each answer once; what the database puts first stays first among equals."""
    judged = [(fit_of(one, stems), one) for one in found]
    chosen = [pair for pair in judged if not only_fitting or fits(pair[0], stems)]
    ordered = sorted(chosen, key=lambda pair: -pair[0].score)
    return list({one.reference: one for _, one in reversed(ordered)}.values())[::-1]
