"""The agreed time, and what happens when it runs out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Final

from bot.judging.rules.rounds import Assignment, Stage

REMIND_BEFORE: Final = timedelta(days=3)
LOOK_AGAIN: Final = timedelta(hours=1)  # for an assessor where nobody was eligible


@dataclass(frozen=True, slots=True)
class Terms:
    """What is agreed: `days` to sign in, and the share (0 to 1) that a second assessor judges."""

    days: int
    share: float


class Step(IntEnum):
    """What was done about a part that is not signed."""

    NOTHING = 0
    REMINDED = 1
    LATE = 2


class Late(IntEnum):
    """What is done on the day: what nobody has opened goes on, else the coordinators are told."""

    PASS_ON = 1
    TELL = 2


def due(assigned_at: datetime, days: int) -> datetime:
    """Until when a part is to be signed; plain days, weekends count."""
    return assigned_at + timedelta(days=days)


def reminder(assigned_at: datetime, due_at: datetime) -> datetime:
    """Three days before, or half-way where the time is that short."""
    return max(due_at - REMIND_BEFORE, assigned_at + (due_at - assigned_at) / 2)


def next_step(assignment: Assignment, now: datetime) -> Step | None:
    """The step that is due now, one at a time; None where there is none."""
    if assignment.next_at is None or now < assignment.next_at:
        return None
    if assignment.stage not in (Stage.ASSIGNED, Stage.OPEN):
        return None
    return Step.LATE if now >= assignment.due_at else Step.REMINDED


def when_late(assignment: Assignment) -> Late:
    return Late.PASS_ON if assignment.stage is Stage.ASSIGNED else Late.TELL
