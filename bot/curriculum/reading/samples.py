"""samples/NAME.yaml: evidence that assessors judge together, and what its authors say of it."""

from __future__ import annotations

from datetime import date
from typing import Final

from bot.curriculum.profile import EVIDENCE_KINDS, Outcome, Profile
from bot.curriculum.reading import limits
from bot.curriculum.reading.entries import Entry
from bot.curriculum.reading.items import reference
from bot.curriculum.reading.texts import Scope
from bot.curriculum.samples import CHECKS, Reference, Sample, SamplePiece
from bot.curriculum.verdicts import Verdict

PIECES: Final = (2, 4)
NO_DAY: Final = date.min


def read_sample(entry: Entry, scope: Scope, profile: Profile) -> Sample:
    identity = entry.id()
    entry.findings.define("sample", identity, entry.place_of("id"))
    outcome = reference(entry, "outcome", "outcome")
    handed_in = entry.day("handed_in") or NO_DAY
    sample = Sample(
        id=identity,
        version=scope.texts.version,
        outcome=outcome,
        title=scope.phrase(entry, "title", limits.TITLE),
        candidate=scope.phrase(entry, "candidate", limits.SUMMARY),
        handed_in=handed_in,
        pieces=tuple(_read_piece(one, scope, handed_in) for one in entry.entries("pieces")),
        references=tuple(_read_reference(one, scope) for one in entry.entries("verdicts")),
    )
    _judge_pieces(entry, sample)
    _judge_references(entry, sample, profile)
    return sample


def _read_piece(entry: Entry, scope: Scope, handed_in: date) -> SamplePiece:
    identity, done_on = entry.id(), entry.day("done_on") or NO_DAY
    texts = scope.at("pieces", identity)
    if done_on > handed_in > NO_DAY:
        entry.fault("done after it was handed in", "correct one of the two days", "done_on")
    return SamplePiece(
        id=identity,
        kind=_one_of(entry, "kind", EVIDENCE_KINDS, "no kind of evidence"),
        done_on=done_on,
        confirmed=_read_confirmed(entry),
        context=texts.phrase(entry, "context", limits.STATEMENT),
        text=texts.phrase(entry, "text", limits.PIECE, marked=True),
    )


def _one_of(entry: Entry, key: str, known: tuple[str, ...], problem: str) -> str:
    word = entry.word(key)
    if word and word not in known:
        entry.fault(f"`{word}` is {problem}", f"use {', '.join(known)}", key)
    return word


def _read_confirmed(entry: Entry) -> tuple[str, ...]:
    found = entry.words("confirmed")
    for one in found:
        if one.value not in CHECKS:
            problem, remedy = f"`{one.value}` is nothing to confirm", f"use {', '.join(CHECKS)}"
            entry.findings.fault(one.place, problem, remedy)
    return tuple(check for check in CHECKS if check in {one.value for one in found})


def _read_reference(entry: Entry, scope: Scope) -> Reference:
    criterion = entry.id("criterion")
    known = tuple(str(verdict) for verdict in Verdict)
    word = _one_of(entry, "verdict", known, "no verdict")
    return Reference(
        criterion=criterion,
        verdict=Verdict(word) if word in known else Verdict.NOT_YET,
        reason=scope.at("verdicts").of(entry.text("reason"), criterion, limits.SUMMARY),
    )


def _judge_pieces(entry: Entry, sample: Sample) -> None:
    low, high = PIECES
    if entry.has("pieces") and not low <= len(sample.pieces) <= high:
        entry.fault(f"{len(sample.pieces)} pieces", f"write {low} to {high} of them", "pieces")
    ids = [piece.id for piece in sample.pieces]
    if len(set(ids)) < len(ids):
        entry.fault("two pieces have one id", "give each an id of its own", "pieces")


def _judge_references(entry: Entry, sample: Sample, profile: Profile) -> None:
    """One for each criterion of the outcome, in the order of the profile."""
    outcome = _outcome(profile, sample.outcome)
    if outcome is None or not entry.has("verdicts"):
        return
    wanted = [criterion.id for criterion in outcome.criteria]
    if [one.criterion for one in sample.references] != wanted:
        problem = f"the verdicts are not those on the criteria of `{outcome.id}`"
        entry.fault(problem, f"write one each on {', '.join(wanted)}, in this order", "verdicts")
    elif len({one.verdict for one in sample.references}) == 1:
        problem = "the same verdict throughout: agreement on it says little"
        place = entry.place_of("verdicts")
        entry.findings.note(place, problem, "change a piece so that verdicts differ")


def _outcome(profile: Profile, wanted: str) -> Outcome | None:
    outcomes = (outcome for unit in profile.units for outcome in unit.outcomes)
    return next((outcome for outcome in outcomes if outcome.id == wanted), None)
