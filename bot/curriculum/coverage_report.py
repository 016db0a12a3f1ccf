"""Coverage as a terminal shows it: a table of outcomes, one of units, and every hole in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from bot.curriculum.coverage import (
    Hole,
    OutcomeCoverage,
    Part,
    UnitCoverage,
    coverage,
    holes,
    unit_coverage,
)
from bot.curriculum.curriculum import Curriculum
from bot.curriculum.report import number
from bot.curriculum.words import SOURCE_LANGUAGE, Phrase

TITLE_WIDTH: Final = 44
OUTCOME_HEADINGS: Final = (
    "", "outcome", "TNA", "imp.", "lessons", "checks", "items", "cases",
    "criteria", "evidence", "hours", "terms", "answers", "samples",
)  # fmt: skip
UNIT_HEADINGS: Final = ("", "unit", "checks", "lessons", "quizzes", "cases", "outcomes")
NAMES: Final[Mapping[Part, str]] = {
    Part.STATEMENT: "statement in the profile",
    Part.SELF_RATING: "statement to rate oneself on",
    Part.IMPORTANCE: "importance question",
    Part.LESSON: "lesson",
    Part.QUIZ_ITEM: "quiz item",
    Part.CRITERION: "criterion",
    Part.EVIDENCE: "kind of evidence",
    Part.HOURS: "hour of workload",
    Part.CHECK: "knowledge check",
    Part.QUIZ: "quiz",
    Part.CASE: "case",
}
PLURALS: Final = {
    Part.CRITERION: "criteria",
    Part.EVIDENCE: "kinds of evidence",
    Part.QUIZ: "quizzes",
    Part.HOURS: "hours of workload",
}
REMEDIES: Final[Mapping[Part, str]] = {
    Part.STATEMENT: "write what it says at EQF 6 in profile.yaml",
    Part.SELF_RATING: "write it under `statements:` in needs.yaml",
    Part.IMPORTANCE: "name the outcome under `outcomes:` in needs.yaml",
    Part.LESSON: "write one and list it in modules.yaml, or name `{of}` in `outcomes:` of one",
    Part.QUIZ_ITEM: "write more in quizzes/ with `{of}` among their `outcomes:`",
    Part.CRITERION: "write 3 to 5 under `criteria:` in profile.yaml",
    Part.EVIDENCE: "name kinds under `evidence:` in profile.yaml",
    Part.HOURS: "write `hours:` in profile.yaml",
    Part.CHECK: "write two under `checks:` in needs.yaml",
    Part.QUIZ: 'write one in quizzes/ with `unit: "{of}"`',
    Part.CASE: "write an item of the kind `case` with one of its outcomes, in a lesson or a quiz",
}


def describe_coverage(curriculum: Curriculum) -> str:
    """Both tables, a line a hole, and a last line that counts them."""
    found = holes(curriculum)
    return "\n".join(
        [
            *_table(OUTCOME_HEADINGS, map(_outcome_row, coverage(curriculum))),
            "",
            *_table(UNIT_HEADINGS, map(_unit_row, unit_coverage(curriculum))),
            "",
            *map(describe_hole, found),
            number(len(found), "hole"),
        ]
    )


def describe_hole(hole: Hole) -> str:
    """What is missing or too much where, and what to do."""
    name, many = NAMES[hole.part], PLURALS.get(hole.part, f"{NAMES[hole.part]}s")
    if hole.most is None:
        wanted = f"at least {hole.least}"
    else:
        wanted = f"{hole.least}" if hole.least == hole.most else f"{hole.least} to {hole.most}"
    missing = (
        f"no {name}" if hole.found == 0 else f"{hole.found} {name if hole.found == 1 else many}"
    )
    needed = (
        "" if (hole.found, hole.least, hole.most) == (0, 1, None) else f" where {wanted} are needed"
    )
    return f"{hole.of}: {missing}{needed} — {REMEDIES[hole.part].format(of=hole.of)}"


def english(phrase: Phrase) -> str:
    return phrase.text(SOURCE_LANGUAGE).text


def _outcome_row(of: OutcomeCoverage) -> list[str]:
    outcome = of.outcome
    rated = [one.statement.aspect for one in of.statements if one.self_rating]
    counted = (of.lessons, of.checks, of.quiz_items, of.cases, outcome.criteria)
    return [
        outcome.id,
        _cut(english(outcome.title)),
        " ".join(rated) or "–",
        "yes" if of.importance else "–",
        *(str(len(things)) for things in counted),
        f"{outcome.evidence.pieces}, {len(outcome.evidence.kinds)} kinds",
        str(outcome.hours),
        str(len(of.terms)),
        str(len(of.answers)),
        str(len(of.samples)),
    ]


def _unit_row(of: UnitCoverage) -> list[str]:
    counted = (of.checks, of.lessons, of.quizzes, of.cases, of.unit.outcomes)
    return [of.unit.id, _cut(english(of.unit.title)), *(str(len(things)) for things in counted)]


def _cut(title: str) -> str:
    return title if len(title) <= TITLE_WIDTH else f"{title[: TITLE_WIDTH - 1].rstrip()}…"


def _table(headings: Sequence[str], rows: Iterable[list[str]]) -> list[str]:
    """Columns as wide as their widest word, numbers to the right."""
    shown = [list(headings), *rows]
    widths = [max(map(len, column)) for column in zip(*shown, strict=True)]
    return [
        "  ".join(
            word.rjust(width) if word.isdecimal() else word.ljust(width)
            for word, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in shown
    ]
