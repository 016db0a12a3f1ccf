"""What an outcome still lacks by its evidence requirement, and which piece counts for what.

A piece counts by its newest version that was handed in, which holds all four statements confirmed;
a draft of the next version changes nothing until it is handed in itself. It counts for every
outcome that it is tagged with, and its age is counted from the hour in which that version was
handed in: it counts up to and including the same day and hour so many months later.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

from bot.curriculum.profile import EvidenceRequirement, Outcome
from bot.evidence.rules.pieces import Kind, State, outcome_of
from bot.kit.clock import months_after


class Fit(StrEnum):
    """Whether a piece counts for an outcome, and why not. `WITHHELD`: others may not see it now."""

    COUNTS = "counts"
    DRAFT = "draft"
    WITHHELD = "withheld"
    OTHER_KIND = "other_kind"
    TOO_OLD = "too_old"


@dataclass(frozen=True, slots=True)
class Offer:
    """A piece as a requirement looks at it, `piece` being its public id.

    `kind`, `tags`, `version` and `submitted_at` are those of its newest handed-in version, or of
    the draft, with no `submitted_at`, where none was. `state` is where the piece stands now.
    `has_feedback`: a tutor has said something about that version.
    `is_withheld`: a file of it is not known to be clean, or nothing of it may be seen by others.
    """

    piece: str
    state: State
    kind: Kind | None
    tags: tuple[str, ...]
    version: int
    submitted_at: datetime | None
    is_withheld: bool = False
    has_feedback: bool = False


@dataclass(frozen=True, slots=True)
class Considered:
    """A piece for one outcome: the statements (`1.1.k`) it is tagged with, and until when it counts
    if its kind is asked for and it was handed in.
    """

    offer: Offer
    fit: Fit
    statements: tuple[str, ...]
    until: datetime | None


@dataclass(frozen=True, slots=True)
class MorePieces:
    """So many further pieces, each of one of these kinds."""

    n: int
    kinds: tuple[Kind, ...]


@dataclass(frozen=True, slots=True)
class OtherKinds:
    """So many further kinds, which are not among those that count already."""

    n: int
    kinds: tuple[Kind, ...]


@dataclass(frozen=True, slots=True)
class AllTooOld:
    """What would have been enough is older than so many months; the newest was handed in then."""

    newest: datetime
    months: int


@dataclass(frozen=True, slots=True)
class NotShown:
    """No piece that counts is tagged with this statement."""

    statement: str


Finding: TypeAlias = MorePieces | OtherKinds | AllTooOld | NotShown


@dataclass(frozen=True, slots=True)
class OutcomeStanding:
    """How an outcome stands: its pieces, the newest first, and what is still missing."""

    outcome: str
    asked: EvidenceRequirement
    considered: tuple[Considered, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def counting(self) -> tuple[Considered, ...]:
        return tuple(one for one in self.considered if one.fit is Fit.COUNTS)

    @property
    def is_enough(self) -> bool:
        """As many pieces, of as many kinds, as recent as asked for."""
        return all(isinstance(one, NotShown) for one in self.findings)

    @property
    def is_complete(self) -> bool:
        """Enough, and every statement is shown by some piece."""
        return not self.findings

    @property
    def drafts(self) -> tuple[Considered, ...]:
        return tuple(one for one in self.considered if one.fit is Fit.DRAFT)


def standing_of(outcome: Outcome, offers: Iterable[Offer], now: datetime) -> OutcomeStanding:
    """How an outcome stands at `now`; offers that are not tagged with it are passed over."""
    considered = tuple(
        _considered(outcome, offer, now)
        for offer in offers
        if any(outcome_of(tag) == outcome.id for tag in offer.tags)
    )
    counting = [one for one in considered if one.fit is Fit.COUNTS]
    findings: list[Finding] = [*_pieces_missing(outcome.evidence, counting)]
    if findings:
        findings += _too_old(outcome.evidence, considered)
    shown = {tag for one in counting for tag in one.statements}
    findings += [NotShown(one.id) for one in outcome.statements if one.id not in shown]
    return OutcomeStanding(outcome.id, outcome.evidence, considered, tuple(findings))


def _considered(outcome: Outcome, offer: Offer, now: datetime) -> Considered:
    asked = outcome.evidence
    fits = offer.kind is not None and offer.kind in asked.kinds
    until = months_after(offer.submitted_at, asked.within_months) if offer.submitted_at else None
    statements = tuple(one.id for one in outcome.statements if one.id in offer.tags)
    return Considered(
        offer, _fit(offer, until, now, fits=fits), statements, until if fits else None
    )


def _fit(offer: Offer, until: datetime | None, now: datetime, *, fits: bool) -> Fit:
    if until is None:
        return Fit.DRAFT
    if offer.is_withheld:
        return Fit.WITHHELD
    if not fits:
        return Fit.OTHER_KIND
    return Fit.COUNTS if now <= until else Fit.TOO_OLD


def _pieces_missing(asked: EvidenceRequirement, counting: list[Considered]) -> list[Finding]:
    kinds = tuple(map(Kind, asked.kinds))
    there = {one.offer.kind for one in counting}
    more, other = asked.pieces - len(counting), asked.kinds_at_least - len(there)
    missing: list[Finding] = [MorePieces(more, kinds)] if more > 0 else []
    if other > 0:
        missing.append(OtherKinds(other, tuple(one for one in kinds if one not in there)))
    return missing


def _too_old(asked: EvidenceRequirement, considered: Iterable[Considered]) -> list[Finding]:
    old = [one.offer.submitted_at for one in considered if one.fit is Fit.TOO_OLD]
    days = [at for at in old if at is not None]
    return [AllTooOld(max(days), asked.within_months)] if days else []
