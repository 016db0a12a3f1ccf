"""What an RTF text does besides showing: objects, fields, and a template from elsewhere.

It is read control word by control word, since its writers may break a word up, hide letters behind
their numbers and nest groups as they like.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from bot.kit.files.filetype import Look, Reason, Refused
from bot.kit.files.office.elsewhere import is_elsewhere, runs
from bot.kit.files.office.fields import LONGEST, refuse_field

_PIECE: Final = 1024 * 1024
_OVERLAP: Final = 64
_MOST_TOKENS: Final = 3_000_000  # a long report has a fifth of that
_MOST_DEEP: Final = 10_000
_TOKEN: Final = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<hex>[0-9a-fA-F]{2})"
    rb"|\\(?P<sign>.)|(?P<group>[{}])|(?P<text>[^\\{}]+)|\\",
    re.DOTALL,
)
_BLANKS: Final = re.compile(rb"[\r\n]")


def refuse_active_rtf(look: Look) -> None:
    """Raises Refused for objects, and for what is started or loaded on opening."""
    reading = _Reading()
    for count, token in enumerate(_tokens(look)):
        if count > _MOST_TOKENS:
            raise Refused(Reason.COMPLEX, "RTF without end")
        reading.take(token)
    reading.close()


def _tokens(look: Look) -> Iterator[re.Match[bytes]]:
    """Bytes that a control word counts (`bin`) are passed over."""
    at, left = 0, b""
    while True:
        piece = look.read(at, _PIECE)
        at += len(piece)
        window, begin = left + piece, 0
        end = len(window) - (_OVERLAP if piece else 0)
        while begin < end and (token := _TOKEN.match(window, begin)):
            begin = token.end()
            yield token
            if token["word"] == b"bin":
                begin += max(0, int(token["number"] or 0))
        left = window[begin:]
        at += max(0, begin - len(window))
        if not piece:
            return


def _refuse_template(address: str) -> None:
    if runs(address.strip()) or is_elsewhere(address.strip()):
        raise Refused(Reason.LOADS, "RTF: a template")


_JUDGES: Final[Mapping[bytes, Callable[[str], None]]] = {
    b"fldinst": refuse_field,
    b"template": _refuse_template,
}


class _Destination:
    """What is gathered for a judge, until the group ends in which it began."""

    def __init__(self, judge: Callable[[str], None]) -> None:
        self.judge = judge
        self.letters = ""


class _Reading:
    def __init__(self) -> None:
        self._groups: list[_Destination | None] = [None]
        self._skip = 0  # what stands behind a letter by its number, for programs that know none

    def take(self, token: re.Match[bytes]) -> None:
        if word := token["word"]:
            self._word(word.lower(), int(token["number"] or 0))
        elif group := token["group"]:
            self._turn(group)
        elif self._groups[-1] is not None:
            letters = token["text"] or token["sign"] or b""
            if token["hex"]:
                letters = bytes.fromhex(token["hex"].decode())
            letters = _BLANKS.sub(b"", letters)
            self._gather(letters[self._skip :].decode("latin-1"))
            self._skip = max(0, self._skip - len(letters))

    def _word(self, word: bytes, number: int) -> None:
        if word.startswith(b"obj"):
            raise Refused(Reason.MACROS, "RTF with objects")
        if judge := _JUDGES.get(word):
            self._groups[-1] = _Destination(judge)
        elif word == b"u":
            self._gather(chr(number & 0xFFFF))
            self._skip = 1

    def _turn(self, group: bytes) -> None:
        self._skip = 0
        if group == b"{":
            self._groups.append(self._groups[-1])
        elif len(self._groups) > 1:
            ended = self._groups.pop()
            if ended is not None and ended is not self._groups[-1]:
                ended.judge(ended.letters)
        if len(self._groups) > _MOST_DEEP:
            raise Refused(Reason.COMPLEX, "RTF: groups within groups")

    def _gather(self, letters: str) -> None:
        destination = self._groups[-1]
        if destination is None:
            return
        destination.letters += letters
        if len(destination.letters) > LONGEST:
            raise Refused(Reason.COMPLEX, "RTF: a field without end")

    def close(self) -> None:
        for destination in self._groups:
            if destination is not None:
                destination.judge(destination.letters)
