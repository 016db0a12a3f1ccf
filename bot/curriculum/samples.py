"""Prepared evidence of somebody who does not exist, for assessors who judge the same thing."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.curriculum.verdicts import Verdict
from bot.curriculum.words import SOURCE_LANGUAGE, Phrase

# What a candidate confirms of a piece; the room that keeps evidence has the same, as a test holds.
CHECKS: Final = ("valid", "authentic", "current", "sufficient")


@dataclass(frozen=True, slots=True)
class SamplePiece:
    """One piece of evidence. `done_on` is the day of the work it shows, `confirmed` are CHECKS."""

    id: str
    kind: str
    done_on: date
    confirmed: tuple[str, ...]
    context: Phrase
    text: Phrase


@dataclass(frozen=True, slots=True)
class Reference:
    """What the authors of a sample say of one criterion, and why."""

    criterion: str
    verdict: Verdict
    reason: Phrase


@dataclass(frozen=True, slots=True)
class Sample:
    """Evidence for one outcome, as it was handed in on a day; a reference for each criterion."""

    id: str
    version: int
    outcome: str
    title: Phrase
    candidate: Phrase
    handed_in: date
    pieces: tuple[SamplePiece, ...]
    references: tuple[Reference, ...]

    @property
    def fingerprint(self) -> str:
        """32 hex digits that change with anything a verdict rests on or is compared with.

        Only the source language counts: a better translation is still the same sample.
        """
        judged = [self.id, self.version, self.outcome, _source(self.candidate)]
        pieces = [
            [p.id, p.kind, str(p.done_on), *p.confirmed, _source(p.context), _source(p.text)]
            for p in self.pieces
        ]
        verdicts = [[r.criterion, r.verdict, _source(r.reason)] for r in self.references]
        canonical = json.dumps([*judged, str(self.handed_in), pieces, verdicts])
        return hashlib.sha256(canonical.encode()).hexdigest()[:32]

    def is_in(self, language: str) -> bool:
        """Whether nothing of it has to be shown in English instead."""
        phrases = [self.title, self.candidate, *(one.reason for one in self.references)]
        phrases += [phrase for one in self.pieces for phrase in (one.context, one.text)]
        return all(phrase.is_in(language) for phrase in phrases)


def _source(phrase: Phrase) -> str:
    return phrase.written[SOURCE_LANGUAGE]
