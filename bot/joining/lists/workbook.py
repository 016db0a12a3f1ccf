"""Spreadsheets for whoever invites: the texts for e-mail and SMS, what became of them, an empty
list.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from io import BytesIO
from typing import Any, Final

from bot.kit.telegram.screen import PackedFile

TEXTS: Final = "invitations.xlsx"
TABLE: Final = "people.xlsx"
EXAMPLE: Final = "list.xlsx"


def pack_rows(name: str, rows: Sequence[Sequence[str]]) -> PackedFile:
    """The first row names the columns. A text that begins with = is no formula."""
    from openpyxl import Workbook

    book = Workbook()
    page: Any = book.worksheets[0]
    for line, row in enumerate(rows, 1):
        for column, words in enumerate(row, 1):
            cell = page.cell(line, column)
            cell.value, cell.data_type, cell.quotePrefix = words, "s", True
    page.freeze_panes = "A2"
    written = BytesIO()
    book.save(written)
    return PackedFile(name, b64encode(written.getvalue()).decode())
