"""What a job broker has to be able to do, and how a trainee rates themselves against it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.curriculum.items import Item
from bot.curriculum.words import Phrase

# What evidence can be; the room that keeps it has the same kinds, as a test holds.
EVIDENCE_KINDS: Final = (
    "case_file",
    "visit",
    "action_plan",
    "observation",
    "witness",
    "note",
    "role_play",
    "discussion",
)


class Aspect(StrEnum):
    """The three sides of an outcome in the European Qualifications Framework, as their ids end."""

    KNOWLEDGE = "k"
    SKILL = "s"
    AUTONOMY = "r"


@dataclass(frozen=True, slots=True)
class Statement:
    """One side of one outcome at EQF level 6; ids are `1.1.k`, `1.1.s`, `1.1.r`."""

    id: str
    outcome: str
    aspect: Aspect
    text: Phrase


@dataclass(frozen=True, slots=True)
class EscoSkill:
    """A skill of the ESCO classification, under ESCO's own label."""

    uri: str
    label: Phrase


@dataclass(frozen=True, slots=True)
class Criterion:
    """What an assessor looks for in the evidence of an outcome; ids are `1.1.c1`, `1.1.c2` …"""

    id: str
    text: Phrase


@dataclass(frozen=True, slots=True)
class EvidenceRequirement:
    """How much evidence an outcome needs.

    At least `pieces` of the `kinds` (of EVIDENCE_KINDS), among them `kinds_at_least` different
    ones, none older than `within_months`; `sufficient` says in words what they have to show.
    """

    pieces: int
    kinds: tuple[str, ...]
    kinds_at_least: int
    within_months: int
    sufficient: Phrase


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a trainee can do at the end.

    `required_step` is 1 to 4, on the steps of the needs analysis; `hours` is the indicative
    workload.
    """

    id: str
    unit: str
    title: Phrase
    required_step: int
    statements: tuple[Statement, ...]
    esco: tuple[EscoSkill, ...]
    criteria: tuple[Criterion, ...]
    evidence: EvidenceRequirement
    hours: int


@dataclass(frozen=True, slots=True)
class Unit:
    """`short` is its name on a button and in a picture, at most 18 characters."""

    id: str
    title: Phrase
    short: Phrase
    summary: Phrase
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """`label` says whose profile it is; it is shown wherever the profile is."""

    version: int
    label: Phrase
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Needs:
    """The training-needs analysis.

    `steps` are the four answers to a statement (step 1 stands first), `importance` the three to the
    importance question. `statements` is keyed by statement id, `outcomes` (the words that the
    importance question names an outcome by) by outcome id, `checks` by unit id.
    """

    version: int
    steps: tuple[Phrase, ...]
    importance: tuple[Phrase, ...]
    importance_question: Phrase
    disclaimer: Phrase
    statements: Mapping[str, Phrase]
    outcomes: Mapping[str, Phrase]
    checks: Mapping[str, tuple[Item, ...]]
