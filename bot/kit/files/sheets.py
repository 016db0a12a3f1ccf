"""Text files for spreadsheets as Europe has them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

# Spreadsheets run a cell that begins with one of these.
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
BYTE_ORDER_MARK: Final = "\ufeff"  # else Excel reads the file as Latin-1


def as_csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Semicolons, a byte-order mark, no formulas."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return BYTE_ORDER_MARK + written.getvalue()


def harmless(cell: str) -> str:
    """The cell, with an apostrophe ahead where a spreadsheet would take it for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
