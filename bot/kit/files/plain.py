"""Text and tables of text, told from scripts and from what a browser would run."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator
from typing import Final

from bot.kit.files.filetype import CSV, TXT, FileType, Look, Reason, Refused

_PIECE: Final = 256 * 1024
_HEAD_LETTERS: Final = 4096
# Everything below a blank but tab, line feed, form feed and carriage return; and DEL.
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_SCRIPT: Final = re.compile(r"\s*(?:#!(?!AMR)|@echo\s|<\?php|<%|::\s*@|%!PS)", re.IGNORECASE)
_MARKUP_FIRST: Final = re.compile(r"\s*<(?:[!?]|/?[a-z][a-z0-9:]*[\s>/])", re.IGNORECASE)
_MARKUP_INSIDE: Final = re.compile(
    r"<(?:!doctype\s+html|html|script|iframe|svg|object|embed|body)[\s>/]", re.IGNORECASE
)
_BOMS: Final = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def plain(look: Look) -> FileType | None:
    """Text in UTF-8, in UTF-16 with its mark, or in an older 8-bit encoding; None if it is none.

    Raises Refused for a script, and for HTML, SVG and other XML.
    """
    encoding = next((name for mark, name in _BOMS if look.head.startswith(mark)), "utf-8")
    letters = _letters(look.head[: 2 * _HEAD_LETTERS], encoding)[:_HEAD_LETTERS]
    if _SCRIPT.match(letters):
        raise Refused(Reason.SCRIPT)
    if not _is_text(look, encoding):
        return None
    if _MARKUP_FIRST.match(letters) or _MARKUP_INSIDE.search(letters):
        raise Refused(Reason.MARKUP)
    return CSV if _is_table(letters) else TXT


def _letters(data: bytes, encoding: str) -> str:
    """Enough to recognise ASCII words by; letters of older encodings do not matter here."""
    return data.decode(encoding, "replace").removeprefix("\ufeff")


def _is_text(look: Look, encoding: str) -> bool:
    """No control character anywhere, whatever the letters mean."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    return not any(_CONTROLS.search(decoder.decode(piece)) for piece in _pieces(look))


def _pieces(look: Look) -> Iterator[bytes]:
    look.file.seek(0)
    while piece := look.file.read(_PIECE):
        yield piece


def _is_table(letters: str) -> bool:
    """At least two rows, all of the same two or more columns."""
    lines = letters.splitlines()[:20]
    if len(letters) == _HEAD_LETTERS:
        lines = lines[:-1]  # it may be cut off
    return any(_columns(lines, mark) >= 2 for mark in ",;\t")


def _columns(lines: list[str], mark: str) -> int:
    rows = [row for row in csv.reader(lines, delimiter=mark) if row]
    widths = {len(row) for row in rows}
    # In a sentence a blank follows the comma; in a table it seldom does.
    sentences = any(cell.startswith(" ") for row in rows for cell in row[1:])
    return widths.pop() if len(rows) >= 2 and len(widths) == 1 and not sentences else 0
