"""The spreadsheet of exercises, opened again."""

from __future__ import annotations

from base64 import b64decode
from dataclasses import replace
from io import BytesIO

from openpyxl import load_workbook

from bot.curriculum.curriculum import Curriculum
from bot.standardisation.papers import paper_of
from bot.standardisation.rules.agreement import Agreement
from bot.standardisation.rules.exercises import Given, State
from bot.standardisation.rules.results import Results, Sheet
from bot.standardisation.screens.lengths import EXERCISE
from bot.standardisation.workbook import write_workbook
from tests.standardisation.ways import M, P

FOUND = Agreement(2, 5, 0.8, 0.75, varies=True)


def one(content: Curriculum, comment: str) -> Results:
    paper = paper_of(content, content.samples["joinery"])
    sheets = (
        Sheet("A", {"3.1.c1": Given(M, comment)}),
        Sheet("B", {"3.1.c1": Given(P, "There.")}),
    )
    exercise = replace(EXERCISE, state=State.CLOSED, agreement=FOUND)
    return Results(exercise, paper, sheets, 3)


def test_each_exercise_has_its_figures_and_all_together_have_theirs(
    loaded_content: Curriculum,
) -> None:
    written = write_workbook([one(loaded_content, "There.")], FOUND)
    rows = list(load_workbook(BytesIO(b64decode(written)))["agreement"].values)
    assert rows[0][:4] == ("exercise", "sample", "version", "outcome")
    assert rows[1][1:4] == ("joinery", 1, "3.1")
    assert rows[1][5:] == (3, 2, 2, 5, 0.8, 0.75, "tentative")
    assert rows[2][0] == "all"


def test_verdicts_stand_by_letter_beside_the_reference_and_no_comment_becomes_a_formula(
    loaded_content: Curriculum,
) -> None:
    written = write_workbook([one(loaded_content, "=1+1")], FOUND)
    sheet = load_workbook(BytesIO(b64decode(written)))["verdicts"]
    first = next(iter(sheet.iter_rows(min_row=2)))
    assert [cell.value for cell in first[1:7]] == ["3.1", "3.1.c1", "A", "met", "=1+1", "met"]
    assert first[5].data_type == "s"
    assert sheet.max_row == 1 + 2 * 5
