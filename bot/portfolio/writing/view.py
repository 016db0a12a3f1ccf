"""A portfolio as people read it: every word of a page or a print, in one language, as plain values.

The page and the PDF are drawn from the same; neither decides anything.
"""

from __future__ import annotations

from bot.curriculum.curriculum import Curriculum
from bot.curriculum.profile import EVIDENCE_KINDS, Criterion, Outcome
from bot.curriculum.verdicts import Verdict
from bot.kit.i18n import Words
from bot.portfolio.rules.exports import Scope
from bot.portfolio.rules.packing import Packing
from bot.portfolio.rules.portfolio import (
    Judged,
    Portfolio,
    Result,
    newest_marks,
    of_outcome,
    shown_outcomes,
)
from bot.portfolio.writing.pieces import (
    moment,
    part_name,
    piece_shown,
    piece_title,
    size_in_words,
)
from bot.portfolio.writing.shapes import (
    CriterionShown,
    OutcomeShown,
    ReasonShown,
    RowShown,
    UnitShown,
    View,
)


def view(curriculum: Curriculum, packing: Packing, words: Words) -> View:
    portfolio = packing.portfolio
    return {
        "language": words.language,
        "title": words("portfolio.view.title", name=portfolio.owner.name),
        "made": words("portfolio.view.made", at=moment(words, portfolio, portfolio.made_at)),
        "made_on": portfolio.made_at.date().isoformat(),
        "label": curriculum.profile.label.text(words.language).text,
        "notice": words("portfolio.view.notice"),
        "facts": _facts(words, packing),
        "left_out": _left_out(words, packing),
        "kinds": [words(f"evidence.kind.{kind}") for kind in EVIDENCE_KINDS],
        "coverage": [_row(words, portfolio, one) for one in curriculum.outcomes.values()],
        "units": _units(curriculum, packing, words),
        "words": _labels(words),
    }


def _facts(words: Words, packing: Packing) -> list[str]:
    portfolio = packing.portfolio
    scope = "all" if portfolio.scope == Scope.ALL else "newest"
    size = sum(one.size or 0 for one in portfolio.parts() if one.is_file)
    counted = words.listing(
        [
            words.count("portfolio.pieces", len(portfolio.pieces)),
            words.count("portfolio.files", packing.files, size=size_in_words(words, size)),
        ]
    )
    drafts = words.count("portfolio.drafts", portfolio.drafts) if portfolio.drafts else ""
    return [one for one in (counted, words(f"portfolio.scope.{scope}"), drafts) if one]


def _left_out(words: Words, packing: Packing) -> list[str]:
    lines: list[str] = []
    for part in packing.portfolio.parts():
        why = packing.why_missing(part)
        if why is not None:
            lines.append(f"{part_name(words, part)}: {words(f'portfolio.left.{why}')}")
        elif packing.is_damaged(part):
            lines.append(f"{part_name(words, part)}: {words('portfolio.view.damaged')}")
    return lines


def _row(words: Words, portfolio: Portfolio, outcome: Outcome) -> RowShown:
    showing = [one for one in portfolio.pieces if outcome.id in shown_outcomes(one)]
    kinds = [str(piece.newest.kind) for piece in showing]
    title = outcome.title.text(words.language)
    return {
        "id": outcome.id,
        "title": title.text,
        "lang": title.language,
        "cells": [_count(words, kinds.count(kind)) for kind in EVIDENCE_KINDS],
        "total": _count(words, len(kinds)),
    }


def _count(words: Words, n: int) -> str:
    return words.number(n) if n else "–"


def _units(curriculum: Curriculum, packing: Packing, words: Words) -> list[UnitShown]:
    marks = newest_marks(packing.portfolio.results)
    units: list[UnitShown] = []
    for unit in curriculum.units.values():
        title = unit.title.text(words.language)
        outcomes = [_outcome(words, packing, marks, one) for one in unit.outcomes]
        units.append(
            {"id": unit.id, "title": title.text, "lang": title.language, "outcomes": outcomes}
        )
    return units


def _outcome(
    words: Words, packing: Packing, marks: dict[str, Result], outcome: Outcome
) -> OutcomeShown:
    portfolio, title = packing.portfolio, outcome.title.text(words.language)
    own = of_outcome(portfolio, outcome.id)
    others = [
        piece_title(words, piece)
        for piece in portfolio.pieces
        if piece not in own and outcome.id in shown_outcomes(piece)
    ]
    return {
        "id": outcome.id,
        "title": title.text,
        "lang": title.language,
        "criteria": [
            _criterion(words, portfolio, one, marks.get(one.id)) for one in outcome.criteria
        ],
        "pieces": [piece_shown(words, packing, piece) for piece in own],
        "also": words("portfolio.view.also", pieces="; ".join(others)) if others else "",
    }


def _criterion(
    words: Words, portfolio: Portfolio, criterion: Criterion, result: Result | None
) -> CriterionShown:
    said = criterion.text.text(words.language)
    judged = [
        one
        for one in portfolio.judged
        if result and (one.criterion, one.round) == (criterion.id, result.round)
    ]
    return {
        "id": criterion.id,
        "text": said.text,
        "lang": said.language,
        "mark": words(Verdict(result.mark).words_key) if result else "",
        "reasons": [_reason(words, portfolio, one) for one in judged],
    }


def _reason(words: Words, portfolio: Portfolio, judged: Judged) -> ReasonShown:
    name = judged.assessor or words("portfolio.view.left")
    mark, at = words(Verdict(judged.mark).words_key), moment(words, portfolio, judged.at)
    heading = words("portfolio.view.by", mark=mark, name=name, at=at)
    return {"heading": heading, "comment": judged.comment}


def _labels(words: Words) -> dict[str, str]:
    """Words of the templates themselves."""
    keys = (
        "contents", "coverage", "coverage_caption", "outcome", "total", "left_out", "criteria",
        "nothing", "feedback", "witnesses", "sums",
    )  # fmt: skip
    return {key: words(f"portfolio.label.{key}") for key in keys}
