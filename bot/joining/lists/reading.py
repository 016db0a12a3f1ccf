"""A file of people as rows of words: CSV as Excel writes it in six countries, or XLSX.

What comes is from outside: it is limited before it is unpacked, and of a formula nothing is taken
but the value that was saved with it.
"""

from __future__ import annotations

import csv
import io
import unicodedata
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final
from zipfile import BadZipFile, ZipFile

MOST_BYTES: Final = 1_000_000
MOST_UNPACKED: Final = 8_000_000
MOST_PEOPLE: Final = 200
MOST_ROWS: Final = 2_000  # empty ones among them
LAST_ROW: Final = 20_000  # of a workbook that is looked at: one may claim any number
MOST_COLUMNS: Final = 30
MOST_LETTERS: Final = 200  # of a cell
SEPARATORS: Final = ";\t,"
BROKEN: Final = (  # what openpyxl raises for files that are none, or are torn
    AttributeError, BadZipFile, EOFError, IndexError, KeyError, NotImplementedError, OSError,
    RuntimeError, SyntaxError, TypeError, ValueError, zlib.error,
)  # fmt: skip
HEADS: Final = {
    "name": ("name", "namn", "ονομα", "ονοματεπωνυμο", "nombre", "nafn"),
    "language": ("language", "sprak", "sprache", "γλωσσα", "idioma", "tungumal", "mal"),
    "group": ("group", "cohort", "grupp", "gruppe", "ομαδα", "grupo", "hopur"),
    "role": ("role", "roll", "rolle", "ρολος", "rol", "hlutverk"),
}


class NotReadable(Exception):
    """`kind` says why: `file`, `columns`, `many`, `empty`, or `fetch` where Telegram keeps it."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


@dataclass(frozen=True, slots=True)
class Written:
    """One person as the file has them; `line` is that of the file."""

    line: int
    name: str
    language: str
    group: str = ""
    role: str = ""


def folded(words: str) -> str:
    """Words as they are compared: without case, marks and outer blanks."""
    apart = unicodedata.normalize("NFD", words.strip().casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def read_people(content: bytes, language: str) -> list[Written]:
    """The people of a file. `language`, the sender's, tells which letters a CSV of Excel has.

    Raises NotReadable.
    """
    try:
        found = _found(content, language)
    except (*BROKEN, csv.Error) as error:
        raise NotReadable("file") from error
    if not found:
        raise NotReadable("empty")
    return found


def _found(content: bytes, language: str) -> list[Written]:
    if content.startswith(b"PK"):
        return list(_people(_of_workbook(content)))
    first, *others = _decoded(content, language)
    try:
        return list(_people(_of_csv(first)))
    except NotReadable as unreadable:
        if unreadable.kind != "columns" or not others:
            raise
        return list(_people(_of_csv(others[0])))


def _people(rows: Iterable[tuple[int, Sequence[str]]]) -> Iterator[Written]:
    columns: dict[str, int] | None = None
    people = 0
    for line, row in rows:
        if not any(cell.strip() for cell in row):
            continue
        if columns is None:
            columns = _columns(row)
            continue
        people += 1
        if people > MOST_PEOPLE:
            raise NotReadable("many")
        cells = {what: row[at] if at < len(row) else "" for what, at in columns.items()}
        yield Written(line, **{what: one.strip()[:MOST_LETTERS] for what, one in cells.items()})


def _columns(head: Sequence[str]) -> dict[str, int]:
    titles = [folded(cell) for cell in head]
    found = {what: _at(titles, names) for what, names in HEADS.items()}
    if found["name"] is None or found["language"] is None:
        raise NotReadable("columns")
    return {what: at for what, at in found.items() if at is not None}


def _at(titles: Sequence[str], names: Sequence[str]) -> int | None:
    known = {folded(name) for name in names}
    return next((at for at, title in enumerate(titles) if title in known), None)


def _of_csv(lines: str) -> Iterator[tuple[int, Sequence[str]]]:
    """Strict: a quotation mark that is not closed would swallow the people below it."""
    if "\0" in lines:
        raise NotReadable("file")
    head = lines.lstrip("\r\n").splitlines()[:1] or [""]
    said = head[0][4:5] if head[0].casefold().startswith("sep=") else ""
    separator = said or max(SEPARATORS, key=head[0].count)
    reader = csv.reader(io.StringIO(lines, newline=""), delimiter=separator, strict=True)
    for row in reader:
        if reader.line_num > MOST_ROWS:
            raise NotReadable("many")
        if not (said and row and row[0].casefold().startswith("sep=")):
            yield reader.line_num, row[:MOST_COLUMNS]


def _decoded(content: bytes, language: str) -> list[str]:
    """UTF-16 and UTF-8 say so by their first bytes or by being possible; else it is what Excel
    takes for plain text, which differs with the country: the sender's first.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return [content.decode("utf-16")]
    try:
        return [content.decode("utf-8-sig")]
    except UnicodeDecodeError:
        both = ("cp1253", "cp1252") if language == "el" else ("cp1252", "cp1253")
        return [content.decode(one, "replace") for one in both]


def _of_workbook(content: bytes) -> Iterator[tuple[int, Sequence[str]]]:
    from openpyxl import load_workbook

    with ZipFile(io.BytesIO(content)) as packed:
        if sum(inside.file_size for inside in packed.infolist()) > MOST_UNPACKED:
            raise NotReadable("many")
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    page: Any = book.worksheets[0]
    rows: Any = page.iter_rows(max_row=LAST_ROW, max_col=MOST_COLUMNS, values_only=True)
    for line, row in enumerate(rows, 1):
        cells = ["" if cell is None else str(cell) for cell in row]
        if line > MOST_ROWS and any(cells):
            raise NotReadable("many")
        yield line, cells
