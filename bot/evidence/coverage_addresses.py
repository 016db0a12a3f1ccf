"""Places of the overview and of what changed. `piece` is a public id of ten characters.

What a tutor opens names a piece, too, in the overview: it says whose overview it is.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.kit.address import Address


@dataclass(frozen=True, slots=True)
class OpenUnitCoverage(Address, prefix="evidence.unit"):
    """The outcomes of a unit, with what there is of each kind."""

    unit: str


@dataclass(frozen=True, slots=True)
class ReviewCoverage(Address, prefix="evidence.all"):
    """The overview of the trainee whose piece it is, for a tutor."""

    piece: str


@dataclass(frozen=True, slots=True)
class ReviewUnitCoverage(Address, prefix="evidence.allunit"):
    """A unit of that trainee's overview, for a tutor."""

    piece: str
    unit: str


@dataclass(frozen=True, slots=True)
class ReviewOutcomeEvidence(Address, prefix="evidence.allof"):
    """That trainee's evidence for an outcome, for a tutor, a page of the pieces."""

    piece: str
    outcome: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class OpenChanges(Address, prefix="evidence.changes"):
    """What changed in one's own piece from the version before to this one, a page of it."""

    piece: str
    version: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class ReviewChanges(Address, prefix="evidence.changed"):
    """What changed from the version before to this one, for a tutor, a page of it."""

    piece: str
    version: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class OpenVersion(Address, prefix="evidence.version"):
    """One's own version as it was handed in, a page of what it holds."""

    piece: str
    version: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class OpenVersionEntry(Address, prefix="evidence.kept"):
    """One file, text or link of one's own version; a page of a text."""

    piece: str
    version: int
    entry: int
    page: int = 0
