"""Places inside evidence. `piece` is a public id of ten characters, empty for a new piece."""

from __future__ import annotations

from dataclasses import dataclass

from bot.evidence.rules.holds import Step
from bot.evidence.rules.pieces import Check, Kind
from bot.kit.address import Address


@dataclass(frozen=True, slots=True)
class PickUnit(Address, prefix="evidence.units"):
    """Which unit a piece is for."""

    piece: str


@dataclass(frozen=True, slots=True)
class PickOutcome(Address, prefix="evidence.outcomes"):
    """Which outcome of a unit a piece is for."""

    piece: str
    unit: str


@dataclass(frozen=True, slots=True)
class PickKind(Address, prefix="evidence.kinds"):
    """Of which kind a piece is; a page of the kinds, counted from 0."""

    piece: str
    outcome: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class BeginPiece(Address, prefix="evidence.begin"):
    """A new piece, or a draft that did not have both yet, gets its outcome and kind."""

    piece: str
    outcome: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class AddTo(Address, prefix="evidence.more"):
    """Put something into a draft: takes files, texts and links until *Done*."""

    piece: str


@dataclass(frozen=True, slots=True)
class OpenContents(Address, prefix="evidence.contents"):
    """What a piece holds, a page of it."""

    piece: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class OpenEntry(Address, prefix="evidence.entry"):
    """One file, text or link of a piece; a page of a text."""

    piece: str
    entry: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class TakeOut(Address, prefix="evidence.out"):
    """Out of the draft."""

    piece: str
    entry: int


@dataclass(frozen=True, slots=True)
class PutBack(Address, prefix="evidence.in"):
    """Into the draft again."""

    piece: str
    entry: int


@dataclass(frozen=True, slots=True)
class AskPlace(Address, prefix="evidence.place"):
    """Whether the place stays in a file that says where it was made."""

    piece: str
    entry: int


@dataclass(frozen=True, slots=True)
class SettlePlace(Address, prefix="evidence.placed"):
    """The place goes out of a file, or stays in it."""

    piece: str
    entry: int
    remove: bool


@dataclass(frozen=True, slots=True)
class AlwaysRemovePlace(Address, prefix="evidence.noplace"):
    """The place goes out of this file and of all that come, without a question."""

    piece: str
    entry: int


@dataclass(frozen=True, slots=True)
class AskPlaceAgain(Address, prefix="evidence.askplace"):
    """From now on there is a question again."""

    piece: str


@dataclass(frozen=True, slots=True)
class WriteContext(Address, prefix="evidence.context"):
    """The line of context; takes it."""

    piece: str


@dataclass(frozen=True, slots=True)
class OpenTags(Address, prefix="evidence.tags"):
    """The statements of an outcome, to be put on a piece; the piece's own outcome if empty."""

    piece: str
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class OtherOutcomes(Address, prefix="evidence.others"):
    """Further outcomes that a piece may show, a page of them."""

    piece: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class SetTag(Address, prefix="evidence.tag"):
    """Put an outcome or a statement on a piece, or take it off."""

    piece: str
    tag: str
    on: bool


@dataclass(frozen=True, slots=True)
class OpenCheck(Address, prefix="evidence.check"):
    """One of the four statements."""

    piece: str
    check: Check


@dataclass(frozen=True, slots=True)
class Confirm(Address, prefix="evidence.confirm"):
    """It is so, or it is not so yet."""

    piece: str
    check: Check
    yes: bool


@dataclass(frozen=True, slots=True)
class SubmitPiece(Address, prefix="evidence.submit"):
    """Hand a version in."""

    piece: str
    version: int


@dataclass(frozen=True, slots=True)
class AskToWithdraw(Address, prefix="evidence.leave"):
    """Whether a draft is really to go."""

    piece: str


@dataclass(frozen=True, slots=True)
class WithdrawPiece(Address, prefix="evidence.withdraw"):
    """The draft goes."""

    piece: str
    version: int


@dataclass(frozen=True, slots=True)
class TakeBack(Address, prefix="evidence.undo"):
    """The withdrawn draft is there again."""

    piece: str


@dataclass(frozen=True, slots=True)
class NewVersion(Address, prefix="evidence.anew"):
    """Go on working after feedback on this version."""

    piece: str
    version: int


@dataclass(frozen=True, slots=True)
class ReadFeedback(Address, prefix="evidence.said"):
    """What was said about one's own piece: the n-th newest feedback, a page of its words."""

    piece: str
    which: int = 0
    page: int = 0


@dataclass(frozen=True, slots=True)
class ReviewEntry(Address, prefix="evidence.part"):
    """One file, text or link of a version, for a tutor; a page of a text."""

    piece: str
    version: int
    entry: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class ReviewContents(Address, prefix="evidence.parts"):
    """What a version holds, for a tutor, a page of it."""

    piece: str
    version: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class GiveFeedback(Address, prefix="evidence.feedback"):
    """Feedback on a version; takes its words or its file."""

    piece: str
    version: int


@dataclass(frozen=True, slots=True)
class ReviewFeedback(Address, prefix="evidence.told"):
    """What tutors said about a piece: the n-th newest feedback, a page of its words."""

    piece: str
    which: int = 0
    page: int = 0


@dataclass(frozen=True, slots=True)
class HoldBack(Address, prefix="evidence.hold"):
    """A part, or the line of context for 0, may hold client data; takes where it stands in it."""

    piece: str
    entry: int


@dataclass(frozen=True, slots=True)
class OpenHold(Address, prefix="evidence.held"):
    """A part that is held back: what may be done, and what became of it."""

    hold: int


@dataclass(frozen=True, slots=True)
class SendMended(Address, prefix="evidence.mend"):
    """Go on without that part, and send another one for it."""

    hold: int


@dataclass(frozen=True, slots=True)
class AskStep(Address, prefix="evidence.step"):
    """Whether this is really to be done with a part that is held back."""

    hold: int
    step: Step


@dataclass(frozen=True, slots=True)
class TakeStep(Address, prefix="evidence.steps"):
    """It is done."""

    hold: int
    step: Step


@dataclass(frozen=True, slots=True)
class LookAtHeld(Address, prefix="evidence.look"):
    """What is held back, for who is to decide; a page of a text."""

    hold: int
    page: int = 0
