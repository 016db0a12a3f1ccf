"""One question of a test, a check or a card, whatever its kind."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.curriculum.words import SOURCE_LANGUAGE, Phrase


class Kind(StrEnum):
    SINGLE = "single"
    MULTIPLE = "multiple"
    TRUE_FALSE = "true_false"
    ORDERING = "ordering"
    MATCHING = "matching"


@dataclass(frozen=True, slots=True)
class Option:
    """What can be chosen in a single, multiple or true/false item."""

    id: str
    text: Phrase
    correct: bool
    feedback: Phrase


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an ordering item."""

    id: str
    text: Phrase
    feedback: Phrase


@dataclass(frozen=True, slots=True)
class Pair:
    """What belongs together in a matching item."""

    id: str
    left: Phrase
    right: Phrase
    feedback: Phrase


@dataclass(frozen=True, slots=True)
class Item:
    """A question. Of `options`, `steps` (in the right order) and `pairs` its kind fills one.

    `reads` are ids of lessons to read again after a wrong answer; `source` says where the fact
    stands and `valid_as_of` on which day it was checked.
    """

    id: str
    version: int
    kind: Kind
    outcomes: tuple[str, ...]
    reads: tuple[str, ...]
    question: Phrase
    options: tuple[Option, ...]
    steps: tuple[Step, ...]
    pairs: tuple[Pair, ...]
    explanation: Phrase
    source: str
    valid_as_of: date | None
    review_by: date | None

    @property
    def parts(self) -> tuple[Option, ...] | tuple[Step, ...] | tuple[Pair, ...]:
        """The options, steps or pairs, whichever this kind has, as they stand in the file."""
        return self.options or self.steps or self.pairs

    def is_withdrawn(self, today: date) -> bool:
        """Nobody has looked at it again in time."""
        return self.review_by is not None and today >= self.review_by

    @property
    def fingerprint(self) -> str:
        """32 hex digits that change with anything an answer is judged or explained by.

        Only the source language counts: a better translation is still the same item. Dates, sources
        and reading tips do not count, since no result depends on them.
        """
        judged = [self.id, self.version, self.kind, _source(self.question), self._parts()]
        canonical = json.dumps([*judged, _source(self.explanation)], ensure_ascii=False)
        return hashlib.sha256(canonical.encode()).hexdigest()[:32]

    def _parts(self) -> list[list[str | bool]]:
        return [
            *([o.id, _source(o.text), o.correct, _source(o.feedback)] for o in self.options),
            *([s.id, _source(s.text), _source(s.feedback)] for s in self.steps),
            *([p.id, _source(p.left), _source(p.right), _source(p.feedback)] for p in self.pairs),
        ]


def _source(phrase: Phrase) -> str:
    return phrase.written[SOURCE_LANGUAGE]
