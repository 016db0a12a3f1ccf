"""What follows from the answers, by published formulas.

- Self-rating of an outcome or a unit: the mean of the steps (1 to 4) of its statements.
- Required level of a unit: the mean of the required steps of its outcomes.
- Knowledge checks of a unit: 1 + 3 × right answers ÷ answers, so that none right is 1 and all right
  is 4. They are a series of their own and never averaged with the self-rating.
- Gap of an outcome: required step − self-rating, never below 0.
- Weight of a gap: gap × importance (1 to 3).
- Ranking: greater weight first, then greater gap, then the order of the profile.

Only parts that are done count. All numbers are exact fractions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Final

from bot.curriculum.curriculum import Curriculum
from bot.curriculum.profile import Outcome, Statement, Unit
from bot.needs.rules.parts import Analysis, Answer, Part, Phase, next_unit

TOP_GAPS: Final = 4
TWO_STEPS: Final = 2


@dataclass(frozen=True, slots=True)
class Record:
    """An analysis with all its answers by question, and the units whose part is done."""

    analysis: Analysis
    answers: Mapping[str, Answer]
    done: frozenset[str]


class Apart(StrEnum):
    """How the self-rating stands to the knowledge checks when they are two steps apart."""

    HIGHER = "higher"
    LOWER = "lower"


@dataclass(frozen=True, slots=True)
class UnitResult:
    """Where somebody stands in a unit. `own` is the self-rating, `earlier` that of the analysis
    before; `right` of `checked` knowledge checks were right.
    """

    unit: Unit
    required: Fraction
    own: Fraction | None = None
    right: int = 0
    checked: int = 0
    earlier: Fraction | None = None

    @property
    def checks(self) -> Fraction | None:
        """The share right on the scale from 1 to 4; None where none was answered."""
        return 1 + Fraction(3 * self.right, self.checked) if self.checked else None

    @property
    def apart(self) -> Apart | None:
        """Whether self-rating and checks are two steps or more apart."""
        if self.own is None or self.checks is None or abs(self.own - self.checks) < TWO_STEPS:
            return None
        return Apart.HIGHER if self.own > self.checks else Apart.LOWER


@dataclass(frozen=True, slots=True)
class FinishedPart:
    """A part that is done: its result, the part to take next (None when all are), how many are."""

    phase: Phase
    part: Part
    result: UnitResult
    following: Part | None
    done: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A result to look at.

    `earlier` is the finished analysis before it. `unfinished` is the phase that is being taken,
    `unit` the part of it that comes next (None when all are done). `again` is the phase that can be
    taken now.
    """

    record: Record
    earlier: Record | None = None
    unfinished: Phase | None = None
    unit: str | None = None
    again: Phase | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """What an outcome lacks; `lowest` is the lowest step among its statements."""

    outcome: Outcome
    own: Fraction
    lowest: int
    importance: int

    @property
    def size(self) -> Fraction:
        return max(Fraction(0), self.outcome.required_step - self.own)

    @property
    def weight(self) -> Fraction:
        return self.size * self.importance


def unit_results(
    curriculum: Curriculum, record: Record, earlier: Record | None = None
) -> list[UnitResult]:
    """Every unit in the order of the profile; those whose part is not done have no self-rating."""
    return [unit_result(unit, record, earlier) for unit in curriculum.units.values()]


def unit_result(unit: Unit, record: Record, earlier: Record | None = None) -> UnitResult:
    steps = [outcome.required_step for outcome in unit.outcomes]
    required = Fraction(sum(steps), len(steps))
    before = _own(unit, earlier) if earlier else None
    if unit.id not in record.done:
        return UnitResult(unit, required, earlier=before)
    verdicts = [
        answer.correct
        for answer in record.answers.values()
        if answer.unit == unit.id and answer.correct is not None
    ]
    return UnitResult(unit, required, _own(unit, record), sum(verdicts), len(verdicts), before)


def _own(unit: Unit, record: Record) -> Fraction | None:
    if unit.id not in record.done:
        return None
    return mean_step([s for o in unit.outcomes for s in o.statements], record.answers)


def steps_of(statements: Iterable[Statement], answers: Mapping[str, Answer]) -> list[int]:
    """The steps of those statements that were answered."""
    return [int(answers[s.id].value) for s in statements if s.id in answers]


def mean_step(statements: Iterable[Statement], answers: Mapping[str, Answer]) -> Fraction | None:
    """None where no statement was answered."""
    steps = steps_of(statements, answers)
    return Fraction(sum(steps), len(steps)) if steps else None


def gap_of(outcome: Outcome, record: Record) -> Gap | None:
    """None where the outcome's part is not done, or was done before the outcome was asked about."""
    steps = steps_of(outcome.statements, record.answers)
    importance = record.answers.get(outcome.id)
    if outcome.unit not in record.done or not steps or importance is None:
        return None
    own = Fraction(sum(steps), len(steps))
    return Gap(outcome, own, min(steps), int(importance.value))


def gaps_of(curriculum: Curriculum, record: Record) -> list[Gap]:
    """Every outcome that was answered for, in the order of the profile; the gap may be 0."""
    found = (gap_of(outcome, record) for outcome in curriculum.outcomes.values())
    return [gap for gap in found if gap is not None]


def ranked(gaps: Sequence[Gap]) -> list[Gap]:
    """Greatest weight first; gaps of 0 are left out."""
    present = [gap for gap in gaps if gap.weight > 0]
    return sorted(present, key=lambda gap: (-gap.weight, -gap.size))


def result_of(
    curriculum: Curriculum, records: Sequence[Record], phase: Phase | None = None
) -> Shown | None:
    """What to show of somebody's analyses, which come oldest first.

    Of the phase that is named, else of the latest with a part done; nothing where there is none.
    """
    shown = [
        index
        for index, record in enumerate(records)
        if record.done and phase in (None, record.analysis.phase)
    ]
    if not shown:
        return None
    record, latest = records[shown[-1]], records[-1]
    before = [one for one in records[: shown[-1]] if one.analysis.finished_at is not None]
    earlier = before[-1] if before else None
    if latest.analysis.finished_at is not None:
        return Shown(record, earlier, again=latest.analysis.phase.following)
    unit = next_unit(curriculum, latest.done)
    return Shown(record, earlier, unfinished=latest.analysis.phase, unit=unit)
