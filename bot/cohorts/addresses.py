"""Where the buttons of cohorts lead."""

from __future__ import annotations

from dataclasses import dataclass

from bot.cohorts.rules import Part
from bot.kit.address import Address


@dataclass(frozen=True, slots=True)
class AskPart(Address, prefix="cohorts.new"):
    """A question about a cohort to be made; where it is expected, the answer in words."""

    part: Part
    page: int = 0


@dataclass(frozen=True, slots=True)
class AnswerPart(Address, prefix="cohorts.answer"):
    part: Part
    value: str


@dataclass(frozen=True, slots=True)
class OpenCohort(Address, prefix="cohorts.open"):
    cohort: int


@dataclass(frozen=True, slots=True)
class OpenMilestones(Address, prefix="cohorts.milestones"):
    """The milestones of a cohort, a page of them."""

    cohort: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class AskTitle(Address, prefix="cohorts.title"):
    """The title of a new milestone of a cohort."""

    cohort: int


@dataclass(frozen=True, slots=True)
class AskDue(Address, prefix="cohorts.due"):
    """The day of a new milestone, once it has a title."""

    cohort: int


@dataclass(frozen=True, slots=True)
class OpenMilestone(Address, prefix="cohorts.milestone"):
    milestone: int


@dataclass(frozen=True, slots=True)
class AskNewTitle(Address, prefix="cohorts.retitle"):
    """Another title for a milestone."""

    milestone: int


@dataclass(frozen=True, slots=True)
class AskNewDue(Address, prefix="cohorts.move"):
    """Another day for a milestone."""

    milestone: int


@dataclass(frozen=True, slots=True)
class AskDeletion(Address, prefix="cohorts.delete"):
    """What follows from deleting a milestone."""

    milestone: int


@dataclass(frozen=True, slots=True)
class DeleteMilestone(Address, prefix="cohorts.delete.yes"):
    milestone: int


@dataclass(frozen=True, slots=True)
class MoveMilestone(Address, prefix="cohorts.moved.one"):
    """The milestone gets that day (its proleptic Gregorian ordinal) and minute of the day."""

    milestone: int
    version: int
    day: int
    minute: int


@dataclass(frozen=True, slots=True)
class AskStart(Address, prefix="cohorts.start"):
    """Another first day for a cohort."""

    cohort: int


@dataclass(frozen=True, slots=True)
class AskEnd(Address, prefix="cohorts.end"):
    """Another last day, once the first is known; days are ordinals here and below."""

    cohort: int
    start: int


@dataclass(frozen=True, slots=True)
class OpenMove(Address, prefix="cohorts.dates"):
    """What these days would move, before they do."""

    cohort: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class MoveDates(Address, prefix="cohorts.dates.yes"):
    """`along`: the milestones that are not over move by as many days as the first day."""

    cohort: int
    version: int
    start: int
    end: int
    along: bool


@dataclass(frozen=True, slots=True)
class OpenMeetingsOf(Address, prefix="cohorts.meetings"):
    """The meetings of one cohort; the slice above answers it."""

    cohort: int
    page: int = 0
