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
