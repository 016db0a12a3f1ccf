"""Coverage as people read it: a table, holes in words, a spreadsheet."""

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot.curriculum.coverage import Hole, Part
from bot.curriculum.coverage_report import describe_coverage, describe_hole
from bot.curriculum.coverage_sheets import write_coverage
from bot.curriculum.curriculum import Curriculum
from bot.curriculum.loading import load
from bot.curriculum.words import Phrase
from tests.curriculum.folder import ContentOnDisk


@pytest.fixture
def taught(content: ContentOnDisk) -> Curriculum:
    return load(content.folder)


def test_each_outcome_and_unit_has_a_line_and_holes_are_counted(taught: Curriculum) -> None:
    lines = describe_coverage(taught).splitlines()
    assert lines[1].split() == [
        "7.1",
        "Use",
        "EURES",
        "k",
        "s",
        "r",
        "yes",
        "1",
        "3",
        "2",
        "0",
        "3",
        "2,",
        "2",
        "kinds",
        "25",
        "1",
        "0",
        "0",
    ]
    assert lines[4].split() == ["7", "European", "mobility", "tools", "2", "1", "1", "0", "1"]
    assert lines[-1] == "3 holes"


@pytest.mark.parametrize(
    ("hole", "told"),
    [
        (Hole("7", Part.CASE, 0), "7: no case — write an item of the kind `case`"),
        (Hole("7", Part.LESSON, 1, 5), "7: 1 lesson where at least 5 are needed — write one"),
        (Hole("7.1", Part.CRITERION, 6, 3, 5), "7.1: 6 criteria where 3 to 5 are needed — write"),
        (Hole("7", Part.CHECK, 3, 2, 2), "7: 3 knowledge checks where 2 are needed — write two"),
        (Hole("7.1", Part.QUIZ_ITEM, 0, 5), "7.1: no quiz item where at least 5 are needed"),
        (Hole("7", Part.QUIZ, 0), '7: no quiz — write one in quizzes/ with `unit: "7"`'),
    ],
)
def test_a_hole_says_what_is_missing_and_what_to_do(hole: Hole, told: str) -> None:
    assert describe_hole(hole).startswith(told)


@pytest.mark.parametrize("part", Part)
def test_every_part_that_can_be_missing_has_its_words(part: Part) -> None:
    found = describe_hole(Hole("7.1", part, 0))
    assert found.startswith("7.1: no ")
    assert "{" not in found


def test_the_spreadsheet_has_a_line_for_each_outcome_and_statement(
    taught: Curriculum, tmp_path: Path
) -> None:
    write_coverage(taught, tmp_path / "it.xlsx")
    book = load_workbook(tmp_path / "it.xlsx")
    assert book.sheetnames == ["outcomes", "statements", "units", "holes"]
    assert [sheet.max_row for sheet in book] == [2, 4, 2, 4]
    assert {sheet.freeze_panes for sheet in book} == {"B2"}
    headings, first = list(book["statements"].values)[:2]
    row = dict(zip(headings, first, strict=True))
    assert row["in the needs analysis"] == "I can explain"
    assert (row["lessons"], row["which quiz items"]) == (1, "order, match")


def test_a_title_that_looks_like_a_formula_stays_a_text(taught: Curriculum, tmp_path: Path) -> None:
    outcome = replace(taught.outcomes["7.1"], title=Phrase({"en": "=1+1"}))
    write_coverage(replace(taught, outcomes={"7.1": outcome}), tmp_path / "it.xlsx")
    cell = load_workbook(tmp_path / "it.xlsx")["outcomes"]["B2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")
