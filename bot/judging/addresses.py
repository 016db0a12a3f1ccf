"""Places inside judging. `round` and `work` are public ids of ten characters."""

from __future__ import annotations

from dataclasses import dataclass

from bot.curriculum.verdicts import Verdict
from bot.judging.rules.separation import Conflict
from bot.kit.address import Address


@dataclass(frozen=True, slots=True)
class PickOutcome(Address, prefix="judging.outcomes"):
    """Which outcome is to be judged, a page of those with evidence."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class SendForJudgement(Address, prefix="judging.send"):
    """It is declared and asked for, as the round of that number."""

    outcome: str
    number: int


@dataclass(frozen=True, slots=True)
class OpenRound(Address, prefix="judging.round"):
    """One's own round."""

    round: str


@dataclass(frozen=True, slots=True)
class ReadReasons(Address, prefix="judging.reasons"):
    """The result criterion by criterion, a page each."""

    round: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class AskToWithdraw(Address, prefix="judging.leave"):
    """Whether a round is really to go."""

    round: str


@dataclass(frozen=True, slots=True)
class WithdrawRound(Address, prefix="judging.withdraw"):
    """The round goes, if nobody has opened it."""

    round: str


@dataclass(frozen=True, slots=True)
class WriteResponse(Address, prefix="judging.respond"):
    """An answer to a result; takes it, once."""

    round: str


@dataclass(frozen=True, slots=True)
class OpenSigned(Address, prefix="judging.signed"):
    """What an assessor has signed, a page of it."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class OpenWork(Address, prefix="judging.work"):
    """An assessor's part in a round."""

    work: str


@dataclass(frozen=True, slots=True)
class DeclareNone(Address, prefix="judging.free"):
    """No conflict of interest: it is opened."""

    work: str


@dataclass(frozen=True, slots=True)
class PickConflict(Address, prefix="judging.conflict"):
    """Which conflict of interest there is."""

    work: str


@dataclass(frozen=True, slots=True)
class WriteConflict(Address, prefix="judging.because"):
    """A line on a conflict; takes it, and the part goes to somebody else."""

    work: str
    kind: Conflict


@dataclass(frozen=True, slots=True)
class OpenConflicts(Address, prefix="judging.conflicts"):
    """Whom an assessor has declared not to judge, a page of it."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class PickPerson(Address, prefix="judging.whom"):
    """About whom to declare something beforehand, a page of the trainees in scope."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class PickStanding(Address, prefix="judging.standing"):
    """Which conflict there is with somebody."""

    person: str


@dataclass(frozen=True, slots=True)
class WriteStanding(Address, prefix="judging.stands"):
    """A line on a conflict with somebody; takes it."""

    person: str
    kind: Conflict


@dataclass(frozen=True, slots=True)
class OpenParts(Address, prefix="judging.parts"):
    """The evidence of a round, a page of it."""

    work: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class OpenPart(Address, prefix="judging.part"):
    """One version of a piece, by the id of its row in the round; a page of what it holds."""

    work: str
    part: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class OpenEntry(Address, prefix="judging.entry"):
    """One file, text or link of a version; a page of a text."""

    work: str
    part: int
    entry: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class OpenOriginal(Address, prefix="judging.original"):
    """A file itself, for an assessor who has seen its picture."""

    work: str
    part: int
    entry: int


@dataclass(frozen=True, slots=True)
class OpenChanges(Address, prefix="judging.changes"):
    """What changed in a piece since an earlier round, a page of it."""

    work: str
    part: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class OpenCriterion(Address, prefix="judging.criterion"):
    """A criterion by its position among those to be judged, counted from 0; takes the comment."""

    work: str
    position: int


@dataclass(frozen=True, slots=True)
class SetMark(Address, prefix="judging.mark"):
    """What the evidence shows of a criterion."""

    work: str
    position: int
    mark: Verdict


@dataclass(frozen=True, slots=True)
class ReadOthers(Address, prefix="judging.others"):
    """What other assessors wrote, a page each: for a third one of the criterion at the position."""

    work: str
    position: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class SumUp(Address, prefix="judging.summary"):
    """All verdicts before they are signed."""

    work: str


@dataclass(frozen=True, slots=True)
class AskToSign(Address, prefix="judging.sign"):
    """Whether it is to be signed."""

    work: str


@dataclass(frozen=True, slots=True)
class Sign(Address, prefix="judging.seal"):
    """Signed: nothing changes any more."""

    work: str


@dataclass(frozen=True, slots=True)
class ReturnRound(Address, prefix="judging.return"):
    """More is needed before it can be judged; takes what."""

    work: str


@dataclass(frozen=True, slots=True)
class OpenRoundDesk(Address, prefix="judging.staff"):
    """Who has which part in a round, for the coordinator."""

    round: str


@dataclass(frozen=True, slots=True)
class PickAssessor(Address, prefix="judging.pick"):
    """Whom to give a place, a page of those eligible."""

    round: str
    place: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class Assign(Address, prefix="judging.assign"):
    """Somebody gets a place; `instead` is the id of the part that was there, 0 for none."""

    round: str
    place: int
    assessor: str
    instead: int


@dataclass(frozen=True, slots=True)
class WaiveSecond(Address, prefix="judging.waive"):
    """One assessor is to do; takes why."""

    round: str


@dataclass(frozen=True, slots=True)
class OpenWaivers(Address, prefix="judging.waivers"):
    """How often and why there was no second assessor, a page of it."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class OpenDeclared(Address, prefix="judging.declared"):
    """Which conflicts assessors declared with trainees in scope, a page of them."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowDeclared(Address, prefix="judging.show"):
    """One of them, by its id."""

    conflict: int


@dataclass(frozen=True, slots=True)
class LiftConflict(Address, prefix="judging.lift"):
    """It was declared by mistake; takes why."""

    conflict: int
