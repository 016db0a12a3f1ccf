"""What is taught where, for those who run the programme, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from bot import places
from bot.curriculum.coverage import Hole, OutcomeCoverage, UnitCoverage, holes
from bot.curriculum.coverage import coverage as outcomes_covered
from bot.curriculum.coverage import unit_coverage as units_covered
from bot.curriculum.curriculum import Curriculum
from bot.kit.i18n import Words
from bot.kit.telegram.pages import pages_of
from bot.kit.telegram.screen import Button, PackedFile, Screen, button_rows
from bot.kit.text import Text, bold, lines, paragraphs, text
from bot.library.addresses import OpenCoverage, SendCoverage
from bot.library.screens.outcomes import evidence_kinds, titled
from bot.library.screens.parts import Paged, room_under, said, turn, way_back

LESSONS_NAMED: Final = 6
SHEET: Final = "coverage.xlsx"


def coverage_screen(words: Words, curriculum: Curriculum, page: int) -> Screen:
    """Every outcome with all that there is for it, a unit after the other."""
    missing = len(holes(curriculum))
    above = paragraphs(
        bold(words.text("library.coverage")),
        words.count_text("library.holes", missing) if missing else words.text("library.no_hole"),
    )
    room, outcomes = room_under(words, above), outcomes_covered(curriculum)
    pages = [
        page
        for unit in units_covered(curriculum)
        for page in pages_of(_unit(words, curriculum, unit, outcomes), room)
    ]
    shown, turning = turn(words, Paged(above, pages), page, OpenCoverage)
    return Screen(
        shown,
        (
            *turning,
            *button_rows(Button(words("library.as_sheet"), SendCoverage())),
            way_back(words, places.OpenLibrary()),
        ),
    )


def _unit(
    words: Words, curriculum: Curriculum, of: UnitCoverage, outcomes: Iterable[OutcomeCoverage]
) -> Iterator[Text]:
    yield lines(
        bold(f"{of.unit.id} {said(words, of.unit.title)}"),
        *(hole_line(words, hole) for hole in of.holes),
    )
    for one in outcomes:
        if one.outcome.unit == of.unit.id:
            yield _outcome(words, curriculum, one)


def _outcome(words: Words, curriculum: Curriculum, of: OutcomeCoverage) -> Text:
    """Its lessons by name, the rest by number; what is missing stands at the end."""
    titles = [said(words, curriculum.lessons[one].title) for one in of.lessons[:LESSONS_NAMED]]
    kinds = evidence_kinds(words, of.outcome)
    return lines(
        bold(titled(words, of.outcome)),
        words.text("library.covered.lessons", lessons="; ".join(titles)) if titles else (),
        words.text(
            "library.covered.counts",
            items=len(of.quiz_items),
            cases=len(of.cases),
            criteria=len(of.outcome.criteria),
        ),
        words.text("library.covered.evidence", kinds=words.listing(kinds)) if kinds else (),
        *(hole_line(words, hole) for hole in of.holes),
    )


def hole_line(words: Words, hole: Hole) -> Text:
    """What is missing, of what, and how much there has to be."""
    wanted = words("library.hole.least", n=hole.least)
    if hole.most is not None:
        wanted = words("library.hole.between", least=hole.least, most=hole.most)
    part = words(f"library.part.{hole.part}")
    told = words.text("library.hole.line", of=hole.of, part=part, found=hole.found, wanted=wanted)
    return text(bold(words.text("library.hole.missing")), " ", told)


def sheet_comes_screen(words: Words) -> Screen:
    return Screen(words.text("library.sheet_comes"), (way_back(words, OpenCoverage()),))


def sheet_screen(words: Words, content: str) -> Screen:
    """The spreadsheet itself, `content` in base64; it stays where it is."""
    return Screen(
        words.text("library.sheet"),
        (way_back(words, OpenCoverage()),),
        attachment=PackedFile(SHEET, content),
        stays=True,
    )
