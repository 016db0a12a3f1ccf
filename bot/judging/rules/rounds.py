"""A round of judging and who takes part in it, as values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Final

from bot.curriculum.verdicts import Verdict
from bot.evidence.rules.pieces import Frozen
from bot.judging.rules.verdicts import Marks, Noted, combine, disputed

MOST_PIECES: Final = 40
LONGEST_NOTE: Final = 600


class State(StrEnum):
    """Where a round stands. Only a waiting one changes."""

    WAITING = "waiting"
    JUDGED = "judged"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


class Place(IntEnum):
    """Whose judgement it is; the third judges what the two differ on."""

    FIRST = 1
    SECOND = 2
    THIRD = 3


class Stage(StrEnum):
    """Where an assessor stands with a part. Moved ones went to somebody else."""

    ASSIGNED = "assigned"
    OPEN = "open"
    SIGNED = "signed"
    MOVED = "moved"
    CANCELLED = "cancelled"


ACTIVE: Final = (Stage.ASSIGNED, Stage.OPEN, Stage.SIGNED)
UNSIGNED: Final = (Stage.ASSIGNED, Stage.OPEN)


class Standing(StrEnum):
    """How a round stands, in words for the trainee."""

    NO_ASSESSOR = "no_assessor"
    WITH_ASSESSOR = "with_assessor"
    BEING_JUDGED = "being_judged"
    JUDGED = "judged"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Round:
    """An outcome to be judged, or judged: see the columns of its row."""

    id: int
    public_id: str
    person_id: int
    outcome: str
    number: int
    state: State
    profile: int
    criteria: tuple[str, ...]
    carried: tuple[str, ...]
    result: Marks
    dice: float
    second: bool
    lacks: int
    asked_at: datetime
    opened_at: datetime | None = None
    settled_at: datetime | None = None
    note: str = ""
    response: str = ""
    responded_at: datetime | None = None
    unread: bool = False
    waiver: str | None = None
    waived_at: datetime | None = None
    waived_by: int | None = None

    @property
    def is_waiting(self) -> bool:
        return self.state is State.WAITING

    @property
    def may_be_withdrawn(self) -> bool:
        """Until an assessor has opened it."""
        return self.is_waiting and self.opened_at is None

    @property
    def met(self) -> tuple[str, ...]:
        """What is met after this round, with what was before."""
        now = tuple(c for c, mark in self.result.items() if mark is Verdict.MET)
        return (*self.carried, *now)

    @property
    def total(self) -> int:
        return len(self.criteria) + len(self.carried)

    @property
    def is_all_met(self) -> bool:
        return self.state is State.JUDGED and len(self.met) == self.total

    @property
    def standing(self) -> Standing:
        if not self.is_waiting:
            return Standing(self.state)
        if self.opened_at is not None:
            return Standing.BEING_JUDGED
        return Standing.NO_ASSESSOR if self.lacks == Place.FIRST else Standing.WITH_ASSESSOR


@dataclass(frozen=True, slots=True)
class Assignment:
    """An assessor's part in a round; `assessor_id` is None once they have left."""

    id: int
    public_id: str
    round_id: int
    assessor_id: int | None
    place: Place
    stage: Stage
    assigned_at: datetime
    due_at: datetime
    next_at: datetime | None = None
    step: int = 0
    declared_at: datetime | None = None
    signed_at: datetime | None = None

    @property
    def is_active(self) -> bool:
        return self.stage in ACTIVE


@dataclass(frozen=True, slots=True)
class Part:
    """A frozen version that goes into a round, by the id of its row there; `piece` is the public id
    of the piece.
    """

    id: int
    frozen: Frozen
    piece: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """One signed verdict as it is shown: whose (empty once they have left), when, what."""

    criterion: str
    mark: Verdict
    comment: str
    place: Place
    assessor: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Work:
    """What an assessor has before them: `criteria` are those that they judge.

    `others` are the two whose difference a third one decides, or, once all is judged, everybody
    else's reasons.
    """

    round: Round
    assignment: Assignment
    candidate: str
    parts: tuple[Part, ...] = ()
    criteria: tuple[str, ...] = ()
    verdicts: Mapping[str, Noted] = field(default_factory=dict[str, Noted])
    others: tuple[Reason, ...] = ()

    @property
    def is_third(self) -> bool:
        return self.assignment.place is Place.THIRD


@dataclass(frozen=True, slots=True)
class Shown:
    """A round as its trainee sees it."""

    round: Round
    parts: tuple[Part, ...]
    reasons: tuple[Reason, ...] = ()
    is_newest: bool = True


@dataclass(frozen=True, slots=True)
class Due:
    """A line of an assessor's list."""

    assignment: Assignment
    round: Round
    candidate: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A line of the coordinator's list; `late`: somebody is over the agreed time."""

    round: Round
    candidate: str
    due_at: datetime | None
    late: bool


@dataclass(frozen=True, slots=True)
class Held:
    """A part in a round as the coordinator sees it; `conflict` is why it went on, if so."""

    assignment: Assignment
    assessor: str
    conflict: str = ""
    note: str = ""
    lifted: bool = False


@dataclass(frozen=True, slots=True)
class Desk:
    """A round as its coordinator sees it; `empty` are the places for which nobody is there.

    `waiver_by` is who decided that one assessor is to do, empty where nobody did or they left.
    """

    round: Round
    candidate: str
    held: tuple[Held, ...]
    empty: tuple[Place, ...]
    waiver_by: str = ""


@dataclass(frozen=True, slots=True)
class Asking:
    """What would go into the next round of an outcome; `open_round` is one that waits already."""

    outcome: str
    number: int
    frozen: tuple[Frozen, ...]
    criteria: tuple[str, ...]
    carried: tuple[str, ...]
    open_round: Round | None = None
    latest: Round | None = None


Signed = Mapping[Place, Marks]


def places_to_fill(
    wanted_second: bool, active: Iterable[Assignment], signed: Signed
) -> tuple[Place, ...]:
    """The places for which an assessor has to be found now."""
    taken = {one.place for one in active if one.is_active}
    wanted = [Place.FIRST, Place.SECOND] if wanted_second else [Place.FIRST]
    if Place.FIRST in signed and Place.SECOND in signed:
        wanted += [Place.THIRD] if disputed(signed[Place.FIRST], signed[Place.SECOND]) else []
    return tuple(place for place in wanted if place not in taken)


def settled(wanted_second: bool, signed: Signed) -> dict[str, Verdict] | None:
    """The result of a round, once everybody has signed who is to; else None."""
    first, second = signed.get(Place.FIRST), signed.get(Place.SECOND)
    if first is None or (wanted_second and second is None):
        return None
    combined = combine(first, second if wanted_second else None, signed.get(Place.THIRD))
    marks = {criterion: mark for criterion, mark in combined.items() if mark is not None}
    return marks if len(marks) == len(combined) else None


def reasons_that_hold(round_: Round, given: Sequence[Reason]) -> tuple[Reason, ...]:
    """What the trainee reads: of each criterion the reasons for the mark that holds."""
    order = {criterion: position for position, criterion in enumerate(round_.criteria)}
    held = [one for one in given if round_.result.get(one.criterion) is one.mark]
    return tuple(sorted(held, key=lambda one: (order.get(one.criterion, 0), -one.place)))


def criteria_of(round_: Round, place: Place, signed: Signed) -> tuple[str, ...]:
    """What somebody in this place judges."""
    if place is not Place.THIRD:
        return round_.criteria
    if Place.FIRST not in signed or Place.SECOND not in signed:
        return ()
    differ = set(disputed(signed[Place.FIRST], signed[Place.SECOND]))
    return tuple(criterion for criterion in round_.criteria if criterion in differ)


def met_before(earlier: Iterable[Round], profile: int) -> tuple[str, ...]:
    """What earlier rounds of an outcome found met, under this version of the profile."""
    judged = [one for one in earlier if one.state is State.JUDGED and one.profile == profile]
    return max(judged, key=lambda one: one.number).met if judged else ()
