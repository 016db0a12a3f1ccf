"""The parts of the analysis, their questions in order, and where somebody goes on.

A part is a unit: for each of its outcomes the three statements, then for each the importance, then
the knowledge checks. A check that nobody has reviewed in time is not asked.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.curriculum.curriculum import Curriculum
from bot.curriculum.items import Item
from bot.curriculum.profile import Unit
from bot.curriculum.words import SOURCE_LANGUAGE, Phrase


class Phase(StrEnum):
    """When an analysis is taken; each once."""

    START = "start"
    MIDDLE = "middle"
    END = "end"

    @property
    def following(self) -> Phase | None:
        """The one that can be taken when this one is finished."""
        phases = list(Phase)
        return phases[phases.index(self) + 1] if self is not Phase.END else None


class QuestionKind(StrEnum):
    STATEMENT = "statement"
    IMPORTANCE = "importance"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class Question:
    """`id` is that of the statement, of the outcome whose importance is asked, or of the item."""

    id: str
    kind: QuestionKind
    outcome: str
    item: Item | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A unit's questions in the order they are asked; `number` counts parts from 1."""

    unit: Unit
    number: int
    of: int
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A question within its part; `position` counts from 1."""

    part: Part
    position: int

    @property
    def question(self) -> Question:
        return self.part.questions[self.position - 1]

    @property
    def previous(self) -> Question | None:
        return self.part.questions[self.position - 2] if self.position > 1 else None

    @property
    def following(self) -> Question | None:
        is_last = self.position == len(self.part.questions)
        return None if is_last else self.part.questions[self.position]


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered to a question; `correct` is of knowledge checks only."""

    question: str
    unit: str
    value: str
    fingerprint: str
    correct: bool | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as one person has it before them.

    `given` is what they answered to it, `noted` what they have answered just now to another one.
    `item` is the knowledge check as it was when they answered, else as it is asked.
    """

    phase: Phase
    place: Place
    given: Answer | None = None
    noted: Answer | None = None
    item: Item | None = None


@dataclass(frozen=True, slots=True)
class Analysis:
    """One taking of the analysis."""

    id: int
    phase: Phase
    started_at: datetime
    finished_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an analysis is: answers by unit, and the units whose part is done."""

    analysis: Analysis
    answered: Mapping[str, int]
    done: frozenset[str]


@dataclass(frozen=True, slots=True)
class Summary:
    """How far the latest analysis is; `phase` None before the first answer."""

    phase: Phase | None
    parts_done: int
    parts: int
    answered: int
    questions: int
    finished_at: datetime | None


class Change(StrEnum):
    """What becomes of an answer that is pressed."""

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"
    OUTDATED = "outdated"


def part_of(curriculum: Curriculum, unit: str, today: date) -> Part | None:
    """Nothing where the content no longer has such a unit."""
    found = curriculum.units.get(unit)
    if found is None:
        return None
    statements = [
        Question(statement.id, QuestionKind.STATEMENT, outcome.id)
        for outcome in found.outcomes
        for statement in outcome.statements
    ]
    importance = [Question(o.id, QuestionKind.IMPORTANCE, o.id) for o in found.outcomes]
    checks = [
        Question(item.id, QuestionKind.CHECK, item.outcomes[0] if item.outcomes else "", item)
        for item in curriculum.needs.checks.get(unit, ())
        if not item.is_withdrawn(today)
    ]
    number = list(curriculum.units).index(unit) + 1
    questions = (*statements, *importance, *checks)
    return Part(found, number, len(curriculum.units), questions)


def unit_of(curriculum: Curriculum, question: str) -> str | None:
    """The unit a question belongs to; nothing where it is asked no more."""
    if question in curriculum.statements:
        return curriculum.outcomes[curriculum.statements[question].outcome].unit
    if question in curriculum.outcomes:
        return curriculum.outcomes[question].unit
    for unit, items in curriculum.needs.checks.items():
        if any(item.id == question for item in items):
            return unit
    return None


def find_place(curriculum: Curriculum, question: str, today: date) -> Place | None:
    """Where a question stands; nothing where it is asked no more."""
    unit = unit_of(curriculum, question)
    part = part_of(curriculum, unit, today) if unit else None
    return place_in(part, question) if part else None


def place_in(part: Part, question: str) -> Place | None:
    positions = (n for n, asked in enumerate(part.questions, 1) if asked.id == question)
    position = next(positions, None)
    return Place(part, position) if position else None


def resume_at(part: Part, answered: Collection[str]) -> Place | None:
    """The first question that is not answered yet; nothing when all are."""
    for position, question in enumerate(part.questions, 1):
        if question.id not in answered:
            return Place(part, position)
    return None


def next_unit(curriculum: Curriculum, done: Collection[str], after: str = "") -> str | None:
    """The first unit behind `after` whose part is not done, else before it; nothing if all are."""
    units = list(curriculum.units)
    start = units.index(after) + 1 if after in units else 0
    return next((unit for unit in (*units[start:], *units[:start]) if unit not in done), None)


def choices(curriculum: Curriculum, question: Question) -> tuple[Phrase, ...]:
    """What can be answered, value 1 first; nothing for a knowledge check."""
    if question.kind is QuestionKind.STATEMENT:
        return curriculum.needs.steps
    return curriculum.needs.importance if question.kind is QuestionKind.IMPORTANCE else ()


def change_of(given: str | None, value: str, was: str) -> Change:
    """What pressing `value` does on a screen that was drawn when `was` was stored ("" for nothing).

    The same again changes nothing. Where something else has been stored since the screen was drawn,
    on another device or a year ago, the screen is outdated and nothing is overwritten.
    """
    if given is None:
        return Change.NEW
    if given == value:
        return Change.SAME
    return Change.CHANGED if given == was else Change.OUTDATED


def fingerprint(curriculum: Curriculum, question: Question) -> str:
    """32 hex digits that change with what was asked, in the source language."""
    if question.item is not None:
        return question.item.fingerprint
    needs = curriculum.needs
    asked = needs.importance_question if question.id in curriculum.outcomes else None
    texts = needs.outcomes if asked else needs.statements
    phrases = [texts[question.id], *choices(curriculum, question), *([asked] if asked else [])]
    return _hash([question.id, *(phrase.written[SOURCE_LANGUAGE] for phrase in phrases)])


def content_hash(curriculum: Curriculum) -> str:
    """32 hex digits that change with any question or required level."""
    parts = (part_of(curriculum, unit, date.min) for unit in curriculum.units)
    questions = [question for part in parts if part for question in part.questions]
    required = [f"{o.id}={o.required_step}" for o in curriculum.outcomes.values()]
    return _hash([*required, *(fingerprint(curriculum, question) for question in questions)])


def _hash(texts: list[str]) -> str:
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:32]


def summary_of(curriculum: Curriculum, latest: Progress | None) -> Summary:
    """Without any answer all of it is before them."""
    parts = [part_of(curriculum, unit, date.min) for unit in curriculum.units]
    asked = sum(len(part.questions) for part in parts if part)
    if latest is None:
        return Summary(None, 0, len(parts), 0, asked, None)
    done = len(latest.done & curriculum.units.keys())
    answered = sum(latest.answered.values())
    return Summary(
        latest.analysis.phase, done, len(parts), answered, asked, latest.analysis.finished_at
    )
