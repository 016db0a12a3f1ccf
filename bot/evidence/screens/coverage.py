"""The overview as a picture with the same facts in words, and the outcomes of a unit.

`of` is empty for the trainee's own screens, and names a piece of theirs for a tutor's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from bot import places
from bot.curriculum.curriculum import Curriculum
from bot.curriculum.profile import Unit
from bot.evidence.coverage_addresses import (
    OpenUnitCoverage,
    ReviewCoverage,
    ReviewOutcomeEvidence,
    ReviewUnitCoverage,
)
from bot.evidence.rules.coverage import Mark, marks_of
from bot.evidence.rules.pieces import Kind
from bot.evidence.rules.requirements import OutcomeStanding
from bot.evidence.screens.missing import kind_within, missing_lines
from bot.evidence.screens.parts import back_button, kind_name, label, outcome_title
from bot.kit.address import Address
from bot.kit.i18n import Words
from bot.kit.pictures import Overview, OverviewRow
from bot.kit.telegram.screen import Button, Drawn, Screen, button_rows
from bot.kit.text import Part, Text, bold, joined, lines, paragraphs, plain

LONGEST: Final = 880
ASKED: Final = "asked"
Standings = Mapping[str, OutcomeStanding]


def coverage_screen(
    words: Words,
    curriculum: Curriculum,
    standings: Standings,
    today: date,
    *,
    of: str = "",
    trainee: str = "",
) -> Screen:
    """All outcomes and all kinds in one picture; a button for each unit."""
    units = [
        Button(label(f"{unit.id} {unit.short.text(words.language).text}"), _unit(of, unit.id))
        for unit in curriculum.profile.units
    ]
    back = places.OpenPieceOfEvidence(of) if of else places.OpenEvidence()
    data: dict[str, object] = {**_picture(words, curriculum, standings, today, trainee)}
    return Screen(
        _caption(words, standings, trainee),
        (*button_rows(*units, per_row=2), (back_button(words, back),)),
        attachment=Drawn("overview", data, words.language),
    )


def _unit(of: str, unit: str) -> Address:
    return ReviewUnitCoverage(of, unit) if of else OpenUnitCoverage(unit)


def _title(words: Words, trainee: str) -> str:
    if not trainee:
        return words("evidence.overview.title")
    return words("evidence.overview.their_title", name=trainee)


def _caption(words: Words, standings: Standings, trainee: str) -> Text:
    """Every mark of the picture in words where there is room, else how each outcome stands."""
    begun = [one for one in standings.values() if one.considered]
    without = [one.outcome for one in standings.values() if not one.considered]
    enough = sum(one.is_enough for one in begun)
    rest = words("evidence.coverage.without", outcomes=", ".join(without)) if without else ""
    above = lines(
        bold(_title(words, trainee)),
        words.count("evidence.overview.enough_for", enough, of=len(standings)),
    )
    whole = paragraphs(above, lines(*(_facts(words, one) for one in begun)), rest)
    return _fitting(whole, paragraphs(above, "; ".join(_stands(words, o) for o in begun), rest))


def _stands(words: Words, standing: OutcomeStanding) -> str:
    """*1.1: 1 of 2*, or *1.1: 2 of 2, enough*."""
    counted = words("evidence.overview.counted", n=len(standing.counting), of=standing.asked.pieces)
    enough = words("evidence.overview.enough") if standing.is_enough else ""
    return f"{standing.outcome}: {', '.join(filter(None, (counted, enough)))}"


def _facts(words: Words, standing: OutcomeStanding) -> Text:
    marks = (
        words("evidence.marked", kind=kind_within(words, kind), mark=words(f"evidence.mark.{mark}"))
        for kind, mark in marks_of(standing).items()
    )
    return joined(" · ", [_stands(words, standing), ", ".join(marks)])


def unit_coverage_screen(
    words: Words, unit: Unit, standings: Standings, zone: str, *, of: str = ""
) -> Screen:
    """What there is and what is missing for each outcome of a unit."""
    found = [standings[outcome.id] for outcome in unit.outcomes]
    opening = [
        Button(label(outcome_title(words, one.outcome)), _outcome(of, one.outcome)) for one in found
    ]
    back = ReviewCoverage(of) if of else places.OpenEvidenceCoverage()
    heading = bold(f"{unit.id} {unit.title.text(words.language).text}")
    whole, short = (
        paragraphs(heading, *(_outcome_lines(words, one, said(words, one), zone) for one in found))
        for said in (_facts, _stands)
    )
    return Screen(_fitting(whole, short), button_rows(*opening, back_button(words, back)))


def _fitting(whole: Text, short: Text) -> Text:
    return whole if len(plain(whole)) <= LONGEST else short


def _outcome(of: str, outcome: str) -> Address:
    return ReviewOutcomeEvidence(of, outcome) if of else places.OpenOutcomeEvidence(outcome)


def _outcome_lines(words: Words, standing: OutcomeStanding, said: Part, zone: str) -> Text:
    return lines(
        bold(outcome_title(words, standing.outcome)),
        said,
        *missing_lines(words, standing, zone)[:2],
    )


def _picture(
    words: Words, curriculum: Curriculum, standings: Standings, today: date, trainee: str
) -> Overview:
    return {
        "title": _title(words, trainee),
        "subtitle": words("evidence.overview.day", day=today),
        "kinds": [kind_name(words, kind) for kind in Kind],
        "groups": [
            {
                "label": f"{unit.id} {unit.short.text(words.language).text}",
                "rows": [_row(words, standings[outcome.id]) for outcome in unit.outcomes],
            }
            for unit in curriculum.profile.units
        ],
        "legend": [
            (ASKED, words("evidence.overview.asked")),
            *((mark, words(f"evidence.mark.{mark}")) for mark in _in_legend(standings.values())),
        ],
        "enough": words("evidence.overview.enough"),
        "numbers": words("evidence.overview.numbers"),
        "alt": plain(lines(*(_facts(words, one) for one in standings.values()))),
    }


def _in_legend(standings: Iterable[OutcomeStanding]) -> list[Mark]:
    """The marks that the picture has, from the first step to the last."""
    there = {mark for one in standings for mark in marks_of(one).values()}
    order = (Mark.DRAFT, Mark.HANDED_IN, Mark.FEEDBACK, Mark.NOT_COUNTED)
    return [mark for mark in order if mark in there]


def _row(words: Words, standing: OutcomeStanding) -> OverviewRow:
    marks = marks_of(standing)
    asked = dict.fromkeys(map(Kind, standing.asked.kinds), ASKED)
    return {
        "id": standing.outcome,
        "marks": [str(marks.get(kind, asked.get(kind, ""))) for kind in Kind],
        "counts": f"{words.number(len(standing.counting))}/{words.number(standing.asked.pieces)}",
        "enough": standing.is_enough,
    }
