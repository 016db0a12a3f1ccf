"""The shapes of a page and a print: words in one language, as plain values."""

from __future__ import annotations

from typing import TypedDict

from bot.kit.text import Text


class PartShown(TypedDict):
    """`href` leads to it from the page, None where it is not there; `why` says why it is not."""

    name: str
    facts: str
    href: str | None
    elsewhere: str
    picture: str
    caption: str
    text: Text
    words: str
    link: str
    why: str
    damaged: str
    sum: str


class VersionShown(TypedDict):
    heading: str
    when: str
    context: str
    tags: str
    checks: str
    parts: list[PartShown]


class SaidShown(TypedDict):
    heading: str
    text: Text
    words: str
    media: str


class WitnessShown(TypedDict):
    heading: str
    relation: str
    account: str
    words: str


class PieceShown(TypedDict):
    id: str
    title: str
    state: str
    versions: list[VersionShown]
    said: list[SaidShown]
    witnesses: list[WitnessShown]


class ReasonShown(TypedDict):
    heading: str
    comment: str


class CriterionShown(TypedDict):
    """`mark` in words, empty where nobody has judged it; `reasons` of the last round alone."""

    id: str
    text: str
    lang: str
    mark: str
    reasons: list[ReasonShown]


class OutcomeShown(TypedDict):
    id: str
    title: str
    lang: str
    criteria: list[CriterionShown]
    pieces: list[PieceShown]
    also: str


class UnitShown(TypedDict):
    id: str
    title: str
    lang: str
    outcomes: list[OutcomeShown]


class RowShown(TypedDict):
    """Counts of an outcome, kind by kind; a dash where there is nothing."""

    id: str
    title: str
    lang: str
    cells: list[str]
    total: str


class View(TypedDict):
    """The data of the page and of the template `portfolio`; `made_on` is an ISO date."""

    language: str
    title: str
    made: str
    made_on: str
    label: str
    notice: str
    facts: list[str]
    left_out: list[str]
    kinds: list[str]
    coverage: list[RowShown]
    units: list[UnitShown]
    words: dict[str, str]
