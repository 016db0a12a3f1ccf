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
    CASE = "case"


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
class CaseChoice:
    """What can be done in a scene; `leads` is the id of the scene it leads to, if the case goes on.

    `correct` is the best there is in that situation, which may be more than one choice.
    """

    id: str
    text: Phrase
    correct: bool
    feedback: Phrase
    leads: str | None = None


@dataclass(frozen=True, slots=True)
class CaseScene:
    """What happens, and what can be done then."""

    id: str
    text: Phrase
    choices: tuple[CaseChoice, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A question. Of `options`, `steps` (in the right order), `pairs` and `scenes` its kind fills
    one.

    A case begins at the first of its `scenes`; no way through them comes back to where it was.
    `reads` are ids of lessons to read again after a wrong answer; `source` says where the fact
    stands and `valid_as_of` on which day it was checked; a case of our own craft has neither.
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
    scenes: tuple[CaseScene, ...] = ()

    @property
    def parts(self) -> tuple[Option, ...] | tuple[Step, ...] | tuple[Pair, ...]:
        """The options, steps or pairs, whichever this kind has, as they stand in the file; none
        in a case.
        """
        return self.options or self.steps or self.pairs

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        """Every text of it, but for the source."""
        choices = [choice for scene in self.scenes for choice in scene.choices]
        return (
            self.question,
            *(text for part in (*self.options, *self.steps) for text in (part.text, part.feedback)),
            *(text for pair in self.pairs for text in (pair.left, pair.right, pair.feedback)),
            *(scene.text for scene in self.scenes),
            *(text for choice in choices for text in (choice.text, choice.feedback)),
            self.explanation,
        )

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

    @property
    def mark(self) -> str:
        """The first 8 digits of the fingerprint: how a button names the item as it was drawn."""
        return self.fingerprint[:8]

    def _parts(self) -> list[list[str | bool]]:
        # What an item lacks adds nothing: results point to the fingerprints of earlier releases.
        return [
            *([o.id, _source(o.text), o.correct, _source(o.feedback)] for o in self.options),
            *([s.id, _source(s.text), _source(s.feedback)] for s in self.steps),
            *([p.id, _source(p.left), _source(p.right), _source(p.feedback)] for p in self.pairs),
            *(part for scene in self.scenes for part in _scene_parts(scene)),
        ]


def _scene_parts(scene: CaseScene) -> list[list[str | bool]]:
    return [
        [scene.id, _source(scene.text)],
        *(
            [one.id, _source(one.text), one.correct, _source(one.feedback), one.leads or ""]
            for one in scene.choices
        ),
    ]


def _source(phrase: Phrase) -> str:
    return phrase.written[SOURCE_LANGUAGE]
