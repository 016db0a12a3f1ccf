"""The content that is really taught, and content that nobody could have meant."""

import tempfile
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content_check import draw_screens
from bot.curriculum.coverage import holes
from bot.curriculum.coverage_report import describe_hole
from bot.curriculum.faults import Fault, Severity
from bot.curriculum.loading import check, default_folder, load
from bot.curriculum.report import describe
from tests.curriculum import test_answers, test_cases, test_guides
from tests.curriculum.folder import FILES, TODAY, ContentOnDisk

SCRAPS = (
    "",
    "---",
    "~~~card",
    "~~~",
    "{",
    "- ",
    "  - {id: a}",
    "x: [",
    "id:",
    "&a *a",
    "\t",
    "## X {#x}",
)
MORE = {
    test_answers.FILE: test_answers.ANSWERS,
    test_cases.FILE: test_cases.CASES,
    test_guides.FILE: test_guides.GUIDE,
}
LINES = [
    (name, number) for name, text in {**FILES, **MORE}.items() for number in range(text.count("\n"))
]


def test_what_is_taught_has_no_faults() -> None:
    found = check(default_folder(), date(2026, 11, 25), draw_screens)
    faults = [fault for fault in found if fault.severity is Severity.FAULT]
    assert faults == [], describe(faults)


def test_what_is_taught_has_no_hole() -> None:
    found = holes(load(default_folder()))
    assert found == (), "\n".join(map(describe_hole, found))


def test_every_language_calls_a_term_what_the_glossary_says() -> None:
    notes = check(default_folder(), TODAY)
    assert [note for note in notes if "is not called" in note.problem] == []


def test_what_is_taught_can_be_loaded() -> None:
    curriculum = load(default_folder())
    assert len(curriculum.outcomes) == 14
    assert len(curriculum.needs.statements) == 42
    assert len(curriculum.items) >= 14 + 40


@settings(max_examples=150)
@given(st.lists(st.tuples(st.sampled_from(LINES), st.sampled_from(SCRAPS)), min_size=1, max_size=3))
def test_whatever_a_line_is_replaced_by_the_check_comes_to_an_end(
    changes: list[tuple[tuple[str, int], str]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        content = ContentOnDisk(Path(folder) / "content")
        for name, text in MORE.items():
            content.write(name, text)
        for (name, number), scrap in changes:
            lines = (content.folder / name).read_text(encoding="utf-8").split("\n")
            lines[number] = scrap
            content.write(name, "\n".join(lines))
        found = check(content.folder, TODAY)
    assert all(is_complete(fault) for fault in found)


def is_complete(fault: Fault) -> bool:
    return fault.line > 0 and bool(fault.problem and fault.remedy)
