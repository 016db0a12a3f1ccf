"""What an outcome is judged by, and how much evidence it needs."""

from __future__ import annotations

import re
from typing import Final

from bot.curriculum.profile import EVIDENCE_KINDS, Criterion, EvidenceRequirement
from bot.curriculum.reading import limits
from bot.curriculum.reading.entries import Entry
from bot.curriculum.reading.texts import Scope

CRITERIA: Final = (3, 5)
MOST_PIECES: Final = 10
MOST_MONTHS: Final = 60


def read_criteria(entry: Entry, outcome: str, texts: Scope) -> tuple[Criterion, ...]:
    """The criteria of an outcome, whose translated texts stand at the scope."""
    found, (low, high) = entry.entries("criteria"), CRITERIA
    if entry.has("criteria") and not low <= len(found) <= high:
        problem = f"{len(found)} criteria of the outcome `{outcome}`"
        entry.fault(problem, f"write {low} to {high} of them", "criteria")
    return tuple(_read_criterion(one, outcome, texts.at("criteria")) for one in found)


def _read_criterion(entry: Entry, outcome: str, texts: Scope) -> Criterion:
    identity = entry.id()
    entry.findings.define("criterion", identity, entry.place_of("id"))
    if identity and not re.fullmatch(rf"{re.escape(outcome)}\.c[1-9]\d?", identity):
        problem = f"`{identity}` is no criterion of the outcome `{outcome}`"
        entry.fault(problem, f"name it {outcome}.c1, {outcome}.c2 and so on", "id")
    text = texts.of(entry.text("text"), identity, limits.CRITERION, marked=True)
    return Criterion(identity, text)


def read_evidence(entry: Entry, texts: Scope) -> EvidenceRequirement:
    """How much evidence an outcome needs."""
    needed = entry.entry("evidence")
    pieces = needed.number("pieces", 1, MOST_PIECES)
    kinds = _read_kinds(needed)
    return EvidenceRequirement(
        pieces=pieces,
        kinds=kinds,
        kinds_at_least=needed.number("kinds_at_least", 1, max(1, min(pieces, len(kinds)))),
        within_months=needed.number("within_months", 1, MOST_MONTHS),
        sufficient=texts.phrase(needed, "sufficient", limits.SUMMARY, marked=True),
    )


def _read_kinds(entry: Entry) -> tuple[str, ...]:
    found = entry.words("kinds")
    for kind in found:
        if kind.value not in EVIDENCE_KINDS:
            problem, remedy = f"`{kind.value}` is no kind of evidence", ", ".join(EVIDENCE_KINDS)
            entry.findings.fault(kind.place, problem, f"use {remedy}")
    kinds = tuple(dict.fromkeys(kind.value for kind in found))
    if len(kinds) < len(found):
        entry.fault("a kind stands here twice", "remove one of the two", "kinds")
    return kinds
