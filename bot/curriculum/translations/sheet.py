"""XLSX workbooks, for translators who work in a spreadsheet.

What comes back is from outside: it is limited in size before it is unpacked, read without formulas
or links, and XML that expands itself is refused (by defusedxml, which openpyxl takes if it is
there).
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final
from zipfile import BadZipFile, ZipFile

from bot.curriculum.translations.entries import State
from bot.curriculum.translations.exchange import Incoming, NotReadable, Outgoing, with_line_breaks
from bot.curriculum.words import LANGUAGES

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

COLUMNS: Final = {  # with their width in characters
    "key": 32,
    "what": 30,
    "limit": 8,
    "source": 60,
    "translation": 60,
    "state": 12,
    "terms": 36,
}
WRITABLE: Final = ("translation", "state")
NEEDED: Final = ("key", "source", "translation")
MOST_UNPACKED: Final = 200_000_000
MOST_ROWS: Final = 50_000
MOST_COLUMNS: Final = 30
GREY: Final = "FFEDEDED"
CARRIAGE_RETURN: Final = "_x000D_"  # as Excel writes one
BROKEN: Final = (  # what openpyxl raises for files that are none, or are torn
    AttributeError,
    BadZipFile,
    EOFError,
    IndexError,
    KeyError,
    NotImplementedError,
    SyntaxError,
    TypeError,
    ValueError,
    zlib.error,
)


def write(texts: Iterable[Outgoing], language: str) -> bytes:
    """One row a text, below a row that names the columns."""
    from openpyxl import Workbook

    book = Workbook()
    page: Worksheet = book.worksheets[0]
    page.title = language
    _write_row(page, 1, list(COLUMNS))
    number = 1
    for number, one in enumerate(texts, 2):
        _write_row(page, number, _cells(one))
    _lay_out(page, number)
    found = BytesIO()
    book.save(found)
    return found.getvalue()


def _cells(one: Outgoing) -> list[str]:
    entry, text = one.entry, one.entry.text
    what = f"{text.what} · {text.where}"
    limit, terms = str(text.limit), "\n".join(one.terms)
    return [text.key, what, limit, text.source, entry.translation, entry.state, terms]


def _write_row(page: Worksheet, number: int, values: Sequence[str]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill, Protection

    for column, (name, value) in enumerate(zip(COLUMNS, values, strict=True), 1):
        cell: Any = page.cell(number, column)
        # A text is never a formula, however it begins, and neither is what is typed in its place.
        cell.value = value
        cell.data_type = "s"
        cell.number_format, cell.quotePrefix = "@", True
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if number == 1:
            cell.font = Font(bold=True)
        elif name in WRITABLE:
            cell.protection = Protection(locked=False)
        else:
            cell.fill = PatternFill("solid", fgColor=GREY)


def _lay_out(page: Worksheet, rows: int) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    for letter, width in zip("ABCDEFG", COLUMNS.values(), strict=True):
        page.column_dimensions[letter].width = width
    page.freeze_panes = "A2"
    page.auto_filter.ref = f"A1:G{rows}"
    states: Any = DataValidation(type="list", formula1=f'"{",".join(State)}"', allow_blank=True)
    states.add(f"F2:F{max(rows, 2)}")
    page.add_data_validation(states)
    protection = page.protection
    protection.sheet = True  # without a password: against slips, not against anybody
    protection.formatColumns = protection.formatRows = protection.autoFilter = False


def read(written: bytes, name: str, language: str) -> list[Incoming]:
    """What a workbook says. Raises NotReadable; `name` is the file's, for the places of faults."""
    from openpyxl import load_workbook

    try:
        _judge_size(written, name)
        book = load_workbook(BytesIO(written), read_only=True, keep_links=False)
        page = book.worksheets[0]
        if page.title in LANGUAGES and page.title != language:
            raise NotReadable(f"{name}: the sheet is in `{page.title}`, not in `{language}`")
        rows: Any = page.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS)
        return list(_read_rows(rows, name))
    except BROKEN as error:
        raise NotReadable(f"{name}: this is no XLSX workbook that can be read") from error


def _judge_size(written: bytes, name: str) -> None:
    """What it says of its size binds it: no more than that is unpacked."""
    with ZipFile(BytesIO(written)) as packed:
        size = sum(inside.file_size for inside in packed.infolist())
    if size > MOST_UNPACKED:
        raise NotReadable(f"{name}: {size} bytes unpacked where {MOST_UNPACKED} are allowed")


def _read_rows(rows: Iterator[Sequence[Any]], name: str) -> Iterator[Incoming]:
    head = [_text(cell, "").strip().casefold() for cell in next(rows, ())]
    columns = {title: index for index, title in reversed(list(enumerate(head)))}
    if absent := [title for title in NEEDED if title not in columns]:
        raise NotReadable(f"{name} row 1: no column `{absent[0]}`; keep the first row as it was")
    for number, row in enumerate(rows, 2):
        place = f"{name} row {number}"
        cells = {title: row[at] for title, at in columns.items() if title and at < len(row)}
        if key := _text(cells.get("key"), place).strip():
            yield _incoming(cells, place, key)


def _incoming(cells: dict[str, Any], place: str, key: str) -> Incoming:
    return Incoming(
        place=place,
        key=key,
        source=_text(cells.get("source"), place),
        translation=_text(cells.get("translation"), place),
        unchecked=_text(cells.get("state"), place).strip() == State.STALE,
    )


def _text(cell: Any, place: str) -> str:
    """The words of a cell; a formula is the words it was typed as."""
    value = None if cell is None else cell.value
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise NotReadable(f"{place}: the program has made a {type(value).__name__} of a text")
    return with_line_breaks(str(value).replace(CARRIAGE_RETURN, ""))
