"""A part of a piece that may hold client data: who sees it from then on, and how that ends."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from bot.evidence.rules.pieces import Piece

LONGEST_WHERE: Final = 200
KEPT_BACK: Final = timedelta(days=30)
WARNED_BEFORE: Final = timedelta(days=7)
THE_CONTEXT: Final = 0  # stands for the line of context where an entry's id is asked for


class HoldState(StrEnum):
    """reported → objected → lifted or upheld; deleted for good from any of them but lifted."""

    REPORTED = "reported"
    OBJECTED = "objected"
    UPHELD = "upheld"
    LIFTED = "lifted"
    PURGED = "purged"


class Step(StrEnum):
    """What somebody, or time, does with a part that is held back."""

    OBJECT = "object"
    LIFT = "lift"
    UPHOLD = "uphold"
    PURGE = "purge"
    EXPIRE = "expire"


class Why(StrEnum):
    """On which ground a part was deleted for good."""

    ASKED = "asked"
    DECIDED = "decided"
    EXPIRED = "expired"


class Bearing(StrEnum):
    """What somebody has to do with a part that is held back."""

    OWNER = "owner"
    TUTOR = "tutor"
    COORDINATOR = "coordinator"


OPEN: Final = (HoldState.REPORTED, HoldState.OBJECTED, HoldState.UPHELD)
_REPORTED: Final = {
    Step.OBJECT: HoldState.OBJECTED,
    Step.LIFT: HoldState.LIFTED,
    Step.UPHOLD: HoldState.UPHELD,
    Step.PURGE: HoldState.PURGED,
    Step.EXPIRE: HoldState.PURGED,
}
# While somebody is asked to decide, time decides nothing: nobody else sees it meanwhile.
_WAYS: Final = {
    HoldState.REPORTED: _REPORTED,
    HoldState.OBJECTED: {
        Step.LIFT: HoldState.LIFTED,
        Step.UPHOLD: HoldState.UPHELD,
        Step.PURGE: HoldState.PURGED,
    },
    HoldState.UPHELD: {Step.PURGE: HoldState.PURGED, Step.EXPIRE: HoldState.PURGED},
    HoldState.LIFTED: {},
    HoldState.PURGED: {},
}


@dataclass(frozen=True, slots=True)
class Report:
    """Who reported it, and where it stands in their words, which must not repeat it."""

    person_id: int
    where: str = ""


@dataclass(frozen=True, slots=True)
class Hold:
    """A part that was held back. `entry` is THE_CONTEXT for the line of context of the versions up
    to `version`; `number` is the receipt's; `person_id` is the trainee. `left`: how many messages
    with it Telegram did not let the bot take back.
    """

    id: int
    piece_id: int
    entry: int
    person_id: int
    number: int | None
    version: int
    state: HoldState
    reported_at: datetime
    due_at: datetime
    decided_by: int | None = None
    why: Why | None = None
    ended_at: datetime | None = None
    left: int = 0
    reports: tuple[Report, ...] = field(default=())

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_of_context(self) -> bool:
        return self.entry == THE_CONTEXT

    @property
    def reporters(self) -> frozenset[int]:
        return frozenset(report.person_id for report in self.reports)

    @property
    def is_own_report(self) -> bool:
        """Nobody but the trainee has reported it."""
        return self.reporters <= {self.person_id}

    @property
    def places(self) -> tuple[str, ...]:
        return tuple(report.where for report in self.reports if report.where)


@dataclass(frozen=True, slots=True)
class HeldPiece:
    """A part that is held back, in a list: the hold's id, the receipt's number, whose it is."""

    hold: int
    number: int | None
    trainee: str
    piece: Piece


def following(state: HoldState, step: Step) -> HoldState | None:
    """What becomes of it; None where this cannot be done any more, or not yet."""
    return _WAYS[state].get(step)


def is_end(state: HoldState) -> bool:
    return not _WAYS[state]


def due_after(at: datetime) -> datetime:
    """When a part that is held back since, or was found to hold client data then, is deleted."""
    return at + KEPT_BACK


def may_take(step: Step, hold: Hold, person_id: int, bearings: Iterable[Bearing]) -> bool:
    """Whether somebody may do this. Trainees object and delete; what only they have reported they
    take back themselves. Coordinators decide and delete, tutors decide; nobody decides on their own
    report, nor on their own evidence.
    """
    has = frozenset(bearings)
    owns = Bearing.OWNER in has
    if step is Step.OBJECT:
        return owns and not hold.is_own_report
    if step is Step.PURGE and owns:
        return True
    if owns:
        return step is Step.LIFT and hold.is_own_report
    if step is Step.PURGE:
        return Bearing.COORDINATOR in has
    decides = has & {Bearing.TUTOR, Bearing.COORDINATOR}
    return step in (Step.LIFT, Step.UPHOLD) and bool(decides) and person_id not in hold.reporters


def may_look(hold: Hold, person_id: int, bearings: Iterable[Bearing]) -> bool:
    """Whether somebody sees what is held back: who is to decide on an objection, no one else."""
    return hold.state is HoldState.OBJECTED and may_take(Step.UPHOLD, hold, person_id, bearings)


def shown_of(piece_id: int) -> str:
    """By what a message is found that has something of a piece on it, so that it can be taken
    back: for `Screen.shows` of every screen with a part or a line of context.
    """
    return f"evidence:{piece_id}"


def receipt_of(piece_id: int, entry_id: int) -> str:
    """The same for a receipt, which has nothing on it but its own file: it stays for as long."""
    return f"evidence:{piece_id}:{entry_id}"
