"""Places of tutors in their trainees' plans. Trainees are named by their public ids."""

from __future__ import annotations

from dataclasses import dataclass

from bot.kit.address import Address


@dataclass(frozen=True, slots=True)
class ShowTraineePlan(Address, prefix="plan.trainee"):
    """A trainee's plan, a page of it, to put a lesson on top."""

    trainee: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class PinLesson(Address, prefix="plan.pin"):
    """Put a lesson on top of a trainee's plan."""

    trainee: str
    lesson: str


@dataclass(frozen=True, slots=True)
class UnpinLesson(Address, prefix="plan.unpin"):
    """Take it off again."""

    trainee: str
    lesson: str
