"""A portfolio as values: everything that somebody handed in, and what was said about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.evidence.rules.entries import EntryState, Form, Why
from bot.evidence.rules.pieces import Kind, State, outcome_of
from bot.kit.files.filetype import Family
from bot.kit.text import Text

TEXT_BYTES: Final = 2000  # about what a text takes in an export


@dataclass(frozen=True, slots=True)
class Part:
    """A file, text or link of a version, as it was handed in.

    Of a file that is not there for everybody only `id`, `form`, `number` and why (`left_out`).
    """

    id: int
    form: Form
    number: int | None
    sent_at: datetime
    stored_at: datetime | None = None
    caption: str = ""
    text: Text = ()
    name: str | None = None
    media_kind: str = ""
    key: str = ""
    size: int | None = None
    sha256: str | None = None
    mime: str | None = None
    extension: str | None = None
    family: Family | None = None
    left_out: str | None = None
    wording: int = 0

    @property
    def identity(self) -> tuple[int, int]:
        """Tells apart what has to be there twice: a text has another one when it was rewritten."""
        return self.id, self.wording

    @property
    def is_file(self) -> bool:
        """Whether there is an object of it that may be in an export."""
        return self.form is Form.FILE and self.left_out is None

    @property
    def bytes(self) -> int:
        """About how much it takes in an export."""
        return (self.size or 0) if self.form is Form.FILE else TEXT_BYTES


@dataclass(frozen=True, slots=True)
class Version:
    """What was handed in at once, never changed. `context` is None where it is withheld."""

    number: int
    outcome: str
    kind: Kind
    context: str | None
    tags: tuple[str, ...]
    submitted_at: datetime
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A tutor's feedback; `media` is the kind of a file that stays in the chat."""

    version: int
    tutor: str
    text: Text
    media: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Witnessed:
    """What a witness said about a piece; `verdict` is confirmed or corrected."""

    verdict: str
    name: str
    role: str
    organisation: str
    relation: str
    account: str
    words: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Judged:
    """A signed verdict on a criterion of an outcome, with its reason; `assessor` may have left."""

    outcome: str
    round: int
    criterion: str
    mark: str
    comment: str
    assessor: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Result:
    """What holds for a criterion after a round of judging, whoever took part in it."""

    outcome: str
    round: int
    criterion: str
    mark: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of evidence with the versions of it that are in the portfolio, oldest first."""

    public_id: str
    state: State
    versions: tuple[Version, ...]
    feedback: tuple[Said, ...] = ()
    witnesses: tuple[Witnessed, ...] = ()

    @property
    def newest(self) -> Version:
        return self.versions[-1]


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose portfolio it is."""

    public_id: str
    name: str
    country: str | None
    zone: str


@dataclass(frozen=True, slots=True)
class Portfolio:
    """All of it at one instant; `drafts` counts pieces that were never handed in."""

    owner: Owner
    made_at: datetime
    scope: str
    pieces: tuple[Piece, ...]
    judged: tuple[Judged, ...] = ()
    results: tuple[Result, ...] = ()
    drafts: int = 0

    def parts(self) -> Iterator[Part]:
        """Every part once, also where several versions hold it, in the order of outcomes."""
        seen: set[tuple[int, int]] = set()
        for piece in self.pieces:
            for version in piece.versions:
                for part in version.parts:
                    if part.identity not in seen:
                        seen.add(part.identity)
                        yield part

    @property
    def files(self) -> int:
        return sum(part.is_file for part in self.parts())

    @property
    def left_out(self) -> int:
        return sum(part.left_out is not None for part in self.parts())

    @property
    def size(self) -> int:
        """About how many bytes the parts take."""
        return sum(part.bytes for part in self.parts() if part.left_out is None)


@dataclass(frozen=True, slots=True)
class Standing:
    """What there is for one unit: `size` in bytes; `marks` counts the newest verdicts by word."""

    unit: str
    covered: int
    outcomes: int
    pieces: int
    files: int
    size: int
    marks: Mapping[str, int]


def why_left_out(state: EntryState, reason: str | None) -> str | None:
    """A word of the catalogue for why a part is not in an export; None where it is."""
    if state is EntryState.STORED:
        return None
    if state is EntryState.REFUSED:
        return "infected" if reason == Why.INFECTED else "gone"
    return str(state)


def of_outcome(portfolio: Portfolio, outcome: str) -> tuple[Piece, ...]:
    """The pieces that were handed in for an outcome in the first place."""
    return tuple(piece for piece in portfolio.pieces if piece.newest.outcome == outcome)


def shown_outcomes(piece: Piece) -> frozenset[str]:
    """All outcomes that the newest version says it shows."""
    newest = piece.newest
    return frozenset({newest.outcome, *map(outcome_of, newest.tags)})


def newest_marks(results: Iterable[Result]) -> dict[str, Result]:
    """The latest verdict on each criterion."""
    return {one.criterion: one for one in sorted(results, key=lambda one: one.round)}


def standings(portfolio: Portfolio, units: Mapping[str, Iterable[str]]) -> list[Standing]:
    """Unit by unit; `units` are the outcomes of each. A piece counts for the unit of its outcome,
    an outcome is covered where any piece shows it.
    """
    covered = frozenset[str]().union(*map(shown_outcomes, portfolio.pieces))
    marks = newest_marks(portfolio.results).values()
    found: list[Standing] = []
    for unit, listed in units.items():
        outcomes = tuple(listed)
        pieces = [piece for piece in portfolio.pieces if piece.newest.outcome in outcomes]
        parts = {
            part.identity: part for piece in pieces for v in piece.versions for part in v.parts
        }
        files = [part for part in parts.values() if part.is_file]
        counts: dict[str, int] = {}
        for one in marks:
            if one.outcome in outcomes:
                counts[one.mark] = counts.get(one.mark, 0) + 1
        size = sum(part.size or 0 for part in files)
        seen = sum(outcome in covered for outcome in outcomes)
        counted = (seen, len(outcomes), len(pieces), len(files), size)
        found.append(Standing(unit, *counted, counts))
    return found
