"""The ledger: one row a recipient, and its file."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

# Spreadsheets run a cell that begins with one of these.
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
BYTE_ORDER_MARK: Final = "\ufeff"  # else Excel reads the file as Latin-1


@dataclass(frozen=True, slots=True)
class Row:
    """What became of one recipient's message. `name` and `public_id` are None of somebody who was
    erased; `at` is when it was sent or tried; `reason` is Telegram's word; `answer` is a button.
    """

    id: int
    name: str | None
    public_id: str | None
    language: str | None
    state: str
    at: datetime | None
    reason: str | None
    answer: int | None = None
    answered_at: datetime | None = None
    presses: int = 0


def as_csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """For spreadsheets as Europe has them: semicolons, a byte-order mark, no formulas."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return BYTE_ORDER_MARK + written.getvalue()


def harmless(cell: str) -> str:
    """The cell, with an apostrophe ahead where a spreadsheet would take it for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def cells(
    row: Row,
    state: Callable[[str], str],
    moment: Callable[[datetime], str],
    answers: Mapping[int, str],
) -> list[str]:
    """The columns: name, public id, language, state in words, time, reason, answer by its label,
    when it was given, how often a button to a place was pressed.
    """
    return [
        row.name or "",
        row.public_id or "",
        row.language or "",
        state(row.state),
        moment(row.at) if row.at else "",
        row.reason or "",
        answers.get(row.answer or 0, ""),
        moment(row.answered_at) if row.answered_at else "",
        str(row.presses),
    ]
