"""XML read piece by piece: no entity, no part loaded, no tree; what a word may be long is limited.

expat as Python brings it: defusedxml's readers hold a whole tree, or cost three times as much.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, Protocol
from xml.parsers import expat

from bot.kit.files.filetype import Reason, Refused

MOST_BYTES: Final = 32 * 1024 * 1024  # of a document; a thick book has ten
LONGEST_WORD: Final = 8 * 1024 * 1024  # pictures stand in attributes of older drawings
MOST_DEEP: Final = 1000
_STEP: Final = 64 * 1024
_ENCODINGS: Final = frozenset({"utf-8", "utf-16", "us-ascii", "iso-8859-1"})

_NAMED: Final = re.compile(rb"encoding\s*=\s*[\"']([\w.-]+)")

Attributes = list[tuple[str, str]]


class Reader:
    """Is told of elements by their local names; a namespace changes nothing here."""

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins; `attributes` are pairs, since two namespaces may share a name."""

    def text(self, letters: str) -> None:
        """Letters, perhaps not all of them at once."""

    def end(self, name: str) -> None:
        """An element ends."""

    def close(self) -> None:
        """There is no more."""


class Rules(Protocol):
    """What a format says about the parts of a document, by their names in small letters."""

    def is_xml(self, name: str) -> bool:
        """Whether a part is read as XML, whatever it looks like."""
        ...

    def is_shown(self, name: str) -> bool:
        """Whether a part is a picture, and never read as a document."""
        ...

    def is_always_read(self, name: str) -> bool:
        """Whether a part is read word by word in any case."""
        ...

    def is_worth_reading(self, window: bytes) -> bool:
        """Whether these bytes, in small letters, hold a word that can start or load something."""
        ...

    def reader(self, name: str) -> Reader:
        """Who is to read a part."""
        ...


class Budget:
    """How much XML of one document may still be read word by word."""

    def __init__(self) -> None:
        self.left = MOST_BYTES

    def take(self, count: int) -> None:
        """Raises Refused when it is used up."""
        self.left -= count
        if self.left < 0:
            raise Refused(Reason.COMPLEX, "XML without end")


def read_xml(pieces: Iterable[bytes], reader: Reader, budget: Budget) -> None:
    """Raises Refused for entities, other encodings than any office program writes, and damage."""
    walk = _Walk(reader)
    try:
        for piece in pieces:
            budget.take(len(piece))
            for at in range(0, len(piece), _STEP):
                walk.feed(piece[at : at + _STEP])
        walk.parser.Parse(b"", True)
        reader.close()
    except expat.ExpatError as fault:
        raise Refused(Reason.DAMAGED, f"XML: {fault}") from fault


class _Walk:
    def __init__(self, reader: Reader) -> None:
        self.parser = parser = expat.ParserCreate(namespace_separator=" ")
        self._reader = reader
        self._fed = self._seen = self._deep = 0
        parser.buffer_text = False
        parser.ordered_attributes = True
        parser.XmlDeclHandler = self._declared
        parser.EntityDeclHandler = self._entity
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.CommentHandler = self._passed
        parser.ProcessingInstructionHandler = self._passed

    def feed(self, piece: bytes) -> None:
        self.parser.Parse(piece, False)
        self._fed += len(piece)
        if self._fed - self._seen > LONGEST_WORD:
            raise Refused(Reason.COMPLEX, "XML: a word without end")

    def _passed(self, *_: object) -> None:
        self._seen = self.parser.CurrentByteIndex

    def _declared(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if (encoding or "utf-8").lower() not in _ENCODINGS:
            raise Refused(Reason.COMPLEX, f"XML in {encoding}")

    def _entity(self, name: str, *_: object) -> None:
        raise Refused(Reason.COMPLEX, f"XML with an entity: {name}")

    def _start(self, name: str, attributes: list[str]) -> None:
        self._passed()
        self._deep += 1
        if self._deep > MOST_DEEP:
            raise Refused(Reason.COMPLEX, "XML: elements within elements without end")
        pairs = zip(attributes[::2], attributes[1::2], strict=True) if attributes else ()
        self._reader.start(_local(name), [(_local(key), value) for key, value in pairs])

    def _end(self, name: str) -> None:
        self._passed()
        self._deep -= 1
        self._reader.end(_local(name))

    def _text(self, letters: str) -> None:
        self._passed()
        self._reader.text(letters)


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def is_xml(head: bytes) -> bool:
    """Whether it begins as XML does, in any encoding that a reader would take."""
    return head.startswith((b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")) or (
        head.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n").startswith(b"<")
    )


def is_coded(head: bytes) -> bool:
    """Whether it may be in letters in which a word is not found by its bytes."""
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<"))
    named = _NAMED.search(head[:256])
    return wide or bool(named and named[1].lower().decode() not in _ENCODINGS)
