"""A piece of evidence: its kind, its state, its four checks, and what comes next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from bot.evidence.rules.entries import FIT, Entry, EntryState
from bot.evidence.rules.positions import Position
from bot.kit.telegram.screen import Known
from bot.kit.text import Text

LONGEST_CONTEXT: Final = 300
MOST_ENTRIES: Final = 30


class Kind(StrEnum):
    """What sort of evidence it is."""

    CASE_FILE = "case_file"
    VISIT = "visit"
    ACTION_PLAN = "action_plan"
    OBSERVATION = "observation"
    WITNESS = "witness"
    NOTE = "note"
    ROLE_PLAY = "role_play"
    DISCUSSION = "discussion"


CONFIRMED_BY_OTHERS: Final = frozenset({Kind.OBSERVATION, Kind.WITNESS})


class State(StrEnum):
    """draft → submitted → feedback_given → draft of the next version; a draft can be withdrawn."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    FEEDBACK_GIVEN = "feedback_given"
    WITHDRAWN = "withdrawn"


class Check(StrEnum):
    """What the trainee confirms of a piece, one by one, in this order."""

    VALID = "valid"
    AUTHENTIC = "authentic"
    CURRENT = "current"
    SUFFICIENT = "sufficient"


class Step(StrEnum):
    """What is to be done next with a draft."""

    OUTCOME = "outcome"
    CONTENT = "content"
    CONTEXT = "context"
    CHECKS = "checks"
    PLACE = "place"
    WAIT = "wait"
    SUBMIT = "submit"


NEEDED: Final = (Step.OUTCOME, Step.CONTENT, Step.CHECKS, Step.PLACE, Step.WAIT)


@dataclass(frozen=True, slots=True)
class Piece:
    """`outcome` is empty and `kind` None until they are chosen. `tags` are ids of outcomes and
    statements, the chosen outcome among them; `submitted_at` is that of the newest version. The
    lines of context of versions up to `context_held` are withheld from others.
    """

    id: int
    public_id: str
    person_id: int
    outcome: str
    kind: Kind | None
    state: State
    version: int
    context: str
    checks: frozenset[Check]
    tags: tuple[str, ...]
    unread: bool
    changed_at: datetime
    submitted_at: datetime | None
    context_held: int = 0

    @property
    def is_draft(self) -> bool:
        return self.state is State.DRAFT


@dataclass(frozen=True, slots=True)
class Frozen:
    """A version as it was handed in; `context_held`: its line of context is withheld."""

    piece_id: int
    version: int
    outcome: str
    kind: Kind
    context: str
    tags: tuple[str, ...]
    entries: tuple[Entry, ...]
    submitted_at: datetime
    context_held: bool = False


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a tutor said about a version; `delivery` is the state of its message, if known."""

    id: int
    version: int
    tutor_id: int
    tutor: str
    text: Text
    media: Known | None
    given_at: datetime
    delivery: str | None = None

    @property
    def dedupe_key(self) -> str:
        return f"evidence.feedback.{self.id}"


@dataclass(frozen=True, slots=True)
class Opened:
    """A piece with what it holds now and what was said about its versions, the newest first."""

    piece: Piece
    entries: tuple[Entry, ...] = ()
    feedback: tuple[Feedback, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many pieces there are for an outcome."""

    handed_in: int = 0
    drafts: int = 0


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of one person's pieces; withdrawn ones count nowhere. `outcomes` is by outcome id."""

    states: Mapping[State, int] = field(default_factory=dict[State, int])
    outcomes: Mapping[str, Coverage] = field(default_factory=dict[str, Coverage])
    unread: int = 0


@dataclass(frozen=True, slots=True)
class Waiting:
    """A piece in a tutor's queue; `held`: a part of it is held back."""

    piece: Piece
    trainee: str
    held: bool = False


@dataclass(frozen=True, slots=True)
class Review:
    """A version as a tutor sees it, with everything that was said about the piece."""

    piece: Piece
    trainee: str
    frozen: Frozen
    feedback: tuple[Feedback, ...]


def missing(piece: Piece, entries: Iterable[Entry]) -> Step | None:
    """What still keeps a draft from being handed in; nothing does when it is None."""
    there = tuple(entries)
    lacks = {
        Step.OUTCOME: not piece.outcome or piece.kind is None,
        Step.CONTENT: not any(entry.state in FIT for entry in there),
        Step.CHECKS: piece.checks != frozenset(Check),
        Step.PLACE: first_open(there) is not None,
        Step.WAIT: any(
            entry.state is EntryState.ARRIVING or entry.position is Position.REMOVING
            for entry in there
        ),
    }
    return next((step for step in NEEDED if lacks[step]), None)


def first_open(entries: Iterable[Entry]) -> Entry | None:
    """The first file of which it is to be said whether the place in it stays."""
    return next((one for one in entries if one.position is Position.OPEN), None)


def can_be_replaced(piece: Piece, entry: Entry) -> bool:
    """Whether a file can still become another one: no version that was handed in holds it."""
    handed_in = piece.submitted_at
    fresh = handed_in is None or entry.sent_at is None or entry.sent_at > handed_in
    return piece.is_draft and fresh


def next_step(piece: Piece, entries: Iterable[Entry]) -> Step:
    """The next best action of a draft: a line of context comes before the checks."""
    step = missing(piece, entries)
    if step is Step.OUTCOME or step is Step.CONTENT:
        return step
    return Step.CONTEXT if not piece.context else step or Step.SUBMIT


def next_check(checks: Iterable[Check]) -> Check | None:
    """The first statement that is not confirmed."""
    confirmed = set(checks)
    return next((check for check in Check if check not in confirmed), None)


def outcome_of(tag: str) -> str:
    """`1.1` for `1.1.k` and for itself."""
    return tag.rpartition(".")[0] if tag[-1:].isalpha() else tag


def retagged(tags: Iterable[str], old: str, new: str) -> tuple[str, ...]:
    """The tags after another outcome was chosen: it takes the place of the earlier one."""
    kept = [tag for tag in tags if outcome_of(tag) not in (old, new)]
    return tuple(sorted({new, *kept, *(tag for tag in tags if outcome_of(tag) == new)}))


def toggled(piece: Piece, tag: str, *, on: bool) -> tuple[str, ...]:
    """The tags with this one put on or taken off; the chosen outcome stays on."""
    tags = {*piece.tags, tag} if on else {one for one in piece.tags if one != tag}
    return tuple(sorted(tags | ({piece.outcome} if piece.outcome else set[str]())))


def summarise(pieces: Iterable[Piece]) -> Summary:
    """Counts by state and by outcome. A piece that was handed in once counts as handed in."""
    states: dict[State, int] = {}
    outcomes: dict[str, Coverage] = {}
    unread = 0
    for piece in pieces:
        states[piece.state] = states.get(piece.state, 0) + 1
        unread += piece.unread
        handed_in = piece.submitted_at is not None
        for outcome in {outcome_of(tag) for tag in piece.tags}:
            so_far = outcomes.get(outcome, Coverage())
            outcomes[outcome] = Coverage(
                so_far.handed_in + handed_in, so_far.drafts + (not handed_in)
            )
    return Summary(states, outcomes, unread)
