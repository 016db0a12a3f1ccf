"""The overview: one mark for each outcome and kind of evidence."""

from __future__ import annotations

from enum import StrEnum

from bot.evidence.rules.pieces import Kind
from bot.evidence.rules.requirements import Considered, Fit, OutcomeStanding


class Mark(StrEnum):
    """How the best piece of a kind stands, the best mark first."""

    FEEDBACK = "feedback"
    HANDED_IN = "handed_in"
    NOT_COUNTED = "not_counted"
    DRAFT = "draft"


def mark_of(one: Considered) -> Mark:
    """Of what does not count only that, whatever was said about it."""
    if one.fit is Fit.DRAFT:
        return Mark.DRAFT
    if one.fit is not Fit.COUNTS:
        return Mark.NOT_COUNTED
    return Mark.FEEDBACK if one.offer.has_feedback else Mark.HANDED_IN


def marks_of(standing: OutcomeStanding) -> dict[Kind, Mark]:
    """The best mark of each kind that there is a piece of, kinds in their usual order."""
    found: dict[Kind, list[Mark]] = {}
    for one in standing.considered:
        if one.offer.kind is not None:
            found.setdefault(one.offer.kind, []).append(mark_of(one))
    best = list(Mark)
    return {kind: min(found[kind], key=best.index) for kind in Kind if kind in found}
