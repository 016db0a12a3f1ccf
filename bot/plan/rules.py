"""In which order to read, why, and what there is nothing to read for.

Lessons already read come last. Before them: what a tutor has put on top; then by the weight of the
greatest gap among the lesson's outcomes (gap × importance, see `bot.needs.rules.results`); then
those whose part of the needs analysis is open; then those whose required level is reached. What
stands equal keeps the order of the modules.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from bot.curriculum.curriculum import Curriculum
from bot.curriculum.lessons import Lesson
from bot.curriculum.profile import Outcome, Unit
from bot.lessons.rules import Reading, State, state_of
from bot.needs.rules.results import Gap, Record, gap_of


class Reason(StrEnum):
    """Why a lesson stands where it stands, besides a tutor's wish."""

    GAP = "gap"
    OPEN = "open"
    REACHED = "reached"


@dataclass(frozen=True, slots=True)
class PlannedLesson:
    """A lesson of the plan. `gap` is the greatest among its outcomes, where one was found.

    `outcome` is the one the reason speaks of; `tutor` the name of who put it on top.
    """

    lesson: Lesson
    state: State
    reason: Reason
    outcome: Outcome
    gap: Gap | None = None
    tutor: str | None = None


@dataclass(frozen=True, slots=True)
class LearningPlan:
    """Lessons in the order to read them, and units and single outcomes that have none yet.

    `is_analysed`: a part of the needs analysis is done, so that there are reasons.
    """

    lessons: tuple[PlannedLesson, ...]
    uncovered: tuple[Unit | Outcome, ...]
    is_analysed: bool


def plan_of(
    curriculum: Curriculum,
    record: Record | None,
    readings: Mapping[str, Reading],
    pins: Mapping[str, str],
) -> LearningPlan:
    """`record` is the analysis to plan by; `pins` the names of tutors by lesson."""
    planned = [
        _planned(curriculum, record, lesson, readings.get(lesson.id), pins.get(lesson.id))
        for lesson in curriculum.lessons.values()
    ]
    ordered = tuple(sorted(planned, key=_rank))
    uncovered = tuple(_uncovered(curriculum, record))
    return LearningPlan(ordered, uncovered, record is not None)


def _rank(planned: PlannedLesson) -> tuple[bool, bool, int, Fraction]:
    weight = planned.gap.weight if planned.gap else Fraction(0)
    kind = list(Reason).index(planned.reason)
    return planned.state is State.READ, planned.tutor is None, kind, -weight


def _planned(
    curriculum: Curriculum,
    record: Record | None,
    lesson: Lesson,
    reading: Reading | None,
    tutor: str | None,
) -> PlannedLesson:
    outcomes = [curriculum.outcomes[outcome] for outcome in lesson.outcomes]
    gaps = [gap_of(outcome, record) if record else None for outcome in outcomes]
    greatest = max((gap for gap in gaps if gap), key=lambda gap: gap.weight, default=None)
    state = state_of(reading)
    if greatest is not None and greatest.weight > 0:
        return PlannedLesson(lesson, state, Reason.GAP, greatest.outcome, greatest, tutor)
    unknown = [outcome for outcome, gap in zip(outcomes, gaps, strict=True) if gap is None]
    reason = Reason.OPEN if unknown else Reason.REACHED
    return PlannedLesson(lesson, state, reason, (unknown or outcomes)[0], greatest, tutor)


def _uncovered(curriculum: Curriculum, record: Record | None) -> Iterator[Unit | Outcome]:
    """A unit stands for its outcomes where none of them has a lesson."""
    covered = {outcome for lesson in curriculum.lessons.values() for outcome in lesson.outcomes}
    for unit in curriculum.units.values():
        bare = [outcome for outcome in unit.outcomes if outcome.id not in covered]
        wanted = [outcome for outcome in bare if _is_wanted(outcome, record)]
        if wanted and len(bare) == len(unit.outcomes):
            yield unit
        else:
            yield from wanted


def _is_wanted(outcome: Outcome, record: Record | None) -> bool:
    """Not where the required level is reached already."""
    gap = gap_of(outcome, record) if record else None
    return gap is None or gap.weight > 0
