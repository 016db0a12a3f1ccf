"""Exercises as a spreadsheet: a sheet of figures, one of verdicts. No names: letters stand for
judges, anew in each exercise.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Final, TypeAlias

from bot.curriculum.words import SOURCE_LANGUAGE
from bot.standardisation.rules.agreement import Agreement
from bot.standardisation.rules.results import Results

if TYPE_CHECKING:
    from openpyxl import Workbook

Value: TypeAlias = str | int | float | None
FILE: Final = "standardisation.xlsx"
FIGURES: Final = (
    "exercise", "sample", "version", "outcome", "closed (UTC)", "invited", "signed",
    "judges", "criteria", "same verdict", "Krippendorff's alpha (ordinal)", "standing",
)  # fmt: skip
VERDICTS: Final = (
    "exercise", "outcome", "criterion", "judge", "verdict", "comment", "reference", "reason",
)  # fmt: skip


def write_workbook(closed: Sequence[Results], together: Agreement) -> str:
    """The workbook in base64; the last row of figures is that of all exercises together."""
    from openpyxl import Workbook

    book = Workbook()
    if book.active is not None:
        book.remove(book.active)
    total = ("all", None, None, None, None, None, None, *_figures(together))
    _add_sheet(book, "agreement", FIGURES, [*map(_exercise, closed), total])
    _add_sheet(book, "verdicts", VERDICTS, [row for one in closed for row in _verdicts(one)])
    written = BytesIO()
    book.save(written)
    return b64encode(written.getvalue()).decode()


def _exercise(of: Results) -> tuple[Value, ...]:
    exercise, sample = of.exercise, of.paper.sample
    at = f"{exercise.closed_at:%Y-%m-%d %H:%M}" if exercise.closed_at else ""
    counts = (of.invited, len(of.sheets))
    of_all = exercise.agreement or Agreement(0, 0)
    head = (exercise.public_id, sample.id, sample.version, sample.outcome, at)
    return (*head, *counts, *_figures(of_all))


def _figures(found: Agreement) -> tuple[Value, ...]:
    return (found.judges, found.units, found.same, found.alpha, str(found.standing))


def _verdicts(of: Results) -> Iterator[tuple[Value, ...]]:
    references = {one.criterion: one for one in of.paper.sample.references}
    for sheet in of.sheets:
        for criterion in of.paper.criteria:
            said, reference = sheet.given.get(criterion.id), references.get(criterion.id)
            yield (
                of.exercise.public_id,
                of.paper.sample.outcome,
                criterion.id,
                sheet.letter,
                str(said.verdict) if said and said.verdict else None,
                said.comment if said else None,
                str(reference.verdict) if reference else None,
                reference.reason.written[SOURCE_LANGUAGE] if reference else None,
            )


def _add_sheet(
    book: Workbook, title: str, heads: Sequence[str], rows: Sequence[Sequence[Value]]
) -> None:
    """The first row stays in sight; a text that begins with = is no formula."""
    sheet = book.create_sheet(title)
    for line, row in enumerate((heads, *rows), 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(line, column)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
    sheet.freeze_panes = "B2"
