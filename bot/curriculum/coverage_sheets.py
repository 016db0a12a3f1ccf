"""Coverage as a spreadsheet: a sheet by outcome, one by statement, one by unit, one of holes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Generic, TypeAlias, TypeVar

from bot.curriculum.coverage import (
    Hole,
    OutcomeCoverage,
    StatementCoverage,
    UnitCoverage,
    coverage,
    holes,
    unit_coverage,
)
from bot.curriculum.coverage_report import describe_hole, english
from bot.curriculum.curriculum import Curriculum

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell

Row = TypeVar("Row")
Value: TypeAlias = str | int


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """A heading, a width in characters, and what stands in the row of one thing."""

    name: str
    width: int
    of: Callable[[Row], Value]


def _listed(ids: Sequence[str]) -> str:
    return ", ".join(ids)


def _told(found: Iterable[Hole]) -> str:
    return "\n".join(map(describe_hole, found))


Both: TypeAlias = tuple[OutcomeCoverage, StatementCoverage]
OF_OUTCOME: Final[tuple[Column[OutcomeCoverage], ...]] = (
    Column("lessons", 9, lambda of: len(of.lessons)),
    Column("which lessons", 36, lambda of: _listed(of.lessons)),
    Column("check questions", 9, lambda of: len(of.checks)),
    Column("quiz items", 9, lambda of: len(of.quiz_items)),
    Column("which quiz items", 40, lambda of: _listed(of.quiz_items)),
    Column("cases", 9, lambda of: len(of.cases)),
    Column("which cases", 24, lambda of: _listed(of.cases)),
    Column("criteria", 9, lambda of: len(of.outcome.criteria)),
    Column("pieces of evidence", 9, lambda of: of.outcome.evidence.pieces),
    Column("kinds of evidence", 30, lambda of: _listed(of.outcome.evidence.kinds)),
    Column("hours", 9, lambda of: of.outcome.hours),
    Column("terms", 9, lambda of: len(of.terms)),
    Column("which terms", 30, lambda of: _listed(of.terms)),
    Column("answers", 9, lambda of: len(of.answers)),
    Column("which answers", 30, lambda of: _listed(of.answers)),
    Column("samples to judge", 9, lambda of: len(of.samples)),
    Column("which samples", 24, lambda of: _listed(of.samples)),
)


def _by_statement(column: Column[OutcomeCoverage]) -> Column[Both]:
    return Column(column.name, column.width, lambda both: column.of(both[0]))


OUTCOMES: Final[tuple[Column[OutcomeCoverage], ...]] = (
    Column("outcome", 9, lambda of: of.outcome.id),
    Column("title", 40, lambda of: english(of.outcome.title)),
    Column("statements", 11, lambda of: len(of.statements)),
    Column("rated by trainees", 11, lambda of: sum(bool(s.self_rating) for s in of.statements)),
    Column("importance question", 36, lambda of: english(of.importance) if of.importance else ""),
    *OF_OUTCOME,
    Column("holes", 60, lambda of: _told(of.holes)),
)
STATEMENTS: Final[tuple[Column[Both], ...]] = (
    Column("statement", 10, lambda both: both[1].statement.id),
    Column("aspect", 12, lambda both: both[1].statement.aspect.name.lower()),
    Column("in the profile", 50, lambda both: english(both[1].statement.text)),
    Column(
        "in the needs analysis",
        50,
        lambda both: english(both[1].self_rating) if both[1].self_rating else "",
    ),
    *map(_by_statement, OF_OUTCOME),
    Column("holes", 60, lambda both: _told(both[1].holes)),
)
UNITS: Final[tuple[Column[UnitCoverage], ...]] = (
    Column("unit", 9, lambda of: of.unit.id),
    Column("title", 40, lambda of: english(of.unit.title)),
    Column("knowledge checks", 30, lambda of: _listed(of.checks)),
    Column("lessons", 9, lambda of: len(of.lessons)),
    Column("which lessons", 50, lambda of: _listed(of.lessons)),
    Column("quizzes", 30, lambda of: _listed(of.quizzes)),
    Column("cases", 30, lambda of: _listed(of.cases)),
    Column("holes", 60, lambda of: _told(of.holes)),
)
HOLES: Final[tuple[Column[Hole], ...]] = (
    Column("of", 9, lambda hole: hole.of),
    Column("part", 14, lambda hole: hole.part.value),
    Column("there are", 10, lambda hole: hole.found),
    Column("at least", 10, lambda hole: hole.least),
    Column("at most", 10, lambda hole: "" if hole.most is None else hole.most),
    Column("what to do", 100, describe_hole),
)


def write_coverage(curriculum: Curriculum, path: Path) -> None:
    """Writes the workbook, over one that is there. Raises OSError where that is not possible."""
    from openpyxl import Workbook

    book = Workbook()
    if book.active is not None:
        book.remove(book.active)
    outcomes = coverage(curriculum)
    _add_sheet(book, "outcomes", OUTCOMES, outcomes)
    _add_sheet(book, "statements", STATEMENTS, [(o, s) for o in outcomes for s in o.statements])
    _add_sheet(book, "units", UNITS, unit_coverage(curriculum))
    _add_sheet(book, "holes", HOLES, holes(curriculum))
    book.save(path)


def _add_sheet(
    book: Workbook, title: str, columns: Sequence[Column[Row]], rows: Iterable[Row]
) -> None:
    """The first row stays in sight, and so does the first column."""
    sheet = book.create_sheet(title)
    for index, column in enumerate(columns, 1):
        _fill(sheet.cell(1, index), column.name, is_heading=True)
        sheet.column_dimensions[sheet.cell(1, index).column_letter].width = column.width
    for line, row in enumerate(rows, 2):
        for index, column in enumerate(columns, 1):
            _fill(sheet.cell(line, index), column.of(row))
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions


def _fill(cell: Cell, value: Value, *, is_heading: bool = False) -> None:
    from openpyxl.styles import Alignment, Font

    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"  # a text that begins with = is no formula
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if is_heading:
        cell.font = Font(bold=True)
