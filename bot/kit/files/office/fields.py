"""Fields of a text (Word's and RTF's): what one of them starts or loads when it is worked out."""

from __future__ import annotations

import re
from typing import Final

from bot.kit.files.filetype import Reason, Refused

LONGEST: Final = 64 * 1024
_FIRST: Final = re.compile(r"[\s\"\\=]*([A-Za-z]+)")
_STARTS: Final = frozenset({"DDE", "DDEAUTO"})
_LOADS: Final = frozenset(
    {"DATABASE", "IMPORT", "INCLUDE", "INCLUDEPICTURE", "INCLUDETEXT", "LINK", "RD"}
)
# A host of the web, or of a Windows network, whose two strokes are written twice in a field.
_ELSEWHERE: Final = re.compile(
    r"(?<![a-z])(?!file:/{3}[a-z]:)[a-z][a-z0-9+.-]+:/{2}|(?:[\"“”\s]|file:/*)\\{2}",
    re.IGNORECASE,
)
_NOT_STORED: Final = re.compile(r"\\d(?![a-z])", re.IGNORECASE)


def refuse_field(code: str) -> None:
    r"""Raises Refused for a field that starts a program or loads from another machine.

    A picture that a field names as its origin stands in the document itself, unless the field says
    (`\d`) that it does not.
    """
    first = _FIRST.match(code[:LONGEST])
    word = first[1].upper() if first else ""
    if word in _STARTS:
        raise Refused(Reason.MACROS, f"field {word}")
    is_stored = word == "INCLUDEPICTURE" and not _NOT_STORED.search(code)
    if word in _LOADS and not is_stored and _ELSEWHERE.search(code):
        raise Refused(Reason.LOADS, f"field {word}")
