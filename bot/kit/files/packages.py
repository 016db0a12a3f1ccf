"""A look inside ZIPs: office documents are ZIPs, and so are archives, programs and traps."""

from __future__ import annotations

import io
import itertools
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Collection, Iterable, Mapping
from typing import Final
from urllib.parse import unquote

from bot.kit.files.container import Part, parts_of, unpacked
from bot.kit.files.filetype import ODP, ODS, ODT, FileType, Look, Reason, Refused, look_at
from bot.kit.files.office.opendocument import MANIFEST, MIMETYPE, Manifest, OpenDocument
from bot.kit.files.office.openxml import CONTENT_TYPES, ContentTypes
from bot.kit.files.office.reading import Budget, Rules, is_coded, is_xml, read_xml
from bot.kit.files.office.signs import refuse_embedded
from bot.kit.files.signs import is_zip

_MOST_WITHIN: Final = 32 * 1024 * 1024  # the table behind a diagram
_TYPE_BYTES: Final = 256
_OVERLAP: Final = 256
_OPEN: Final = {one.mime.encode(): one for one in (ODT, ODS, ODP)}
_MACROS: Final = re.compile(
    r"(?:^|/)(?:vbaproject\.bin$|macrosheets/|activex/|scripts/.|basic/(?!script-l[cb]\.xml$).*\.xml$)"
)
_PROGRAMS: Final = re.compile(
    r"\.(?:exe|dll|scr|bat|cmd|ps1|vbs|jse?|wsf|hta|msi|jar|lnk|sh|dex|class|com|pif|apk)$"
)
# What has one of these is a format of its own, such as a template or a book, and no packed folder.
_FORMATS: Final = frozenset({CONTENT_TYPES, MIMETYPE, "index/document.iwa"})
_IN_PIECES: Final = re.compile(r"/\[\d+\](?:\.last)?\.piece$")
# What is raised for bytes that are no ZIP after all, besides zipfile's own error.
_DAMAGES: Final = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    NotImplementedError,
    OverflowError,
    RuntimeError,
    ValueError,
)


def package(look: Look) -> FileType | None:
    """The office document that a ZIP is; None if it is no ZIP.

    Raises Refused for any other ZIP, and for a document that does more than show.
    """
    return _package(look, is_within=False)


def _package(look: Look, *, is_within: bool) -> FileType | None:
    if not is_zip(look):
        return None
    try:
        return _Package(look, is_within=is_within).kind()
    except _DAMAGES as fault:
        raise Refused(Reason.DAMAGED, f"ZIP: {fault}") from fault


def _by_name(parts: list[Part]) -> Mapping[str, Part]:
    """The parts under their names as office programs compare them."""
    found = {unquote(part.name).lower(): part for part in parts}
    if len(found) != len(parts):
        raise Refused(Reason.TWO_IN_ONE, "ZIP: two entries of one name")
    return found


class _Package:
    def __init__(self, look: Look, *, is_within: bool) -> None:
        self._look = look
        self._is_within = is_within
        self._budget = Budget()
        self._parts = _by_name(parts_of(look))

    def kind(self) -> FileType:
        """Raises Refused for what is no office document, or does more than show."""
        names = self._parts.keys()
        types, kind = self._office()
        open_one = self._open_document()
        if kind and open_one:
            raise Refused(Reason.TWO_IN_ONE, "two kinds of document")
        kind = kind or open_one
        if kind is None or any(map(_PROGRAMS.search, names)):
            raise Refused(_other(names), "ZIP")
        if any(map(_MACROS.search, names)):
            raise Refused(Reason.MACROS, kind.extension)
        if any(map(_IN_PIECES.search, names)):
            raise Refused(Reason.COMPLEX, "parts in pieces")
        rules = OpenDocument() if open_one else types
        for name, part in self._parts.items():
            self._look_through(name, part, rules)
        return kind

    def _office(self) -> tuple[ContentTypes, FileType | None]:
        types = ContentTypes()
        if part := self._parts.get(CONTENT_TYPES):
            read_xml(unpacked(self._look, part), types, self._budget)
        return types, types.kind()

    def _open_document(self) -> FileType | None:
        part = self._parts.get(MIMETYPE)
        if part is None or part.size > _TYPE_BYTES:
            return None
        kind = _OPEN.get(b"".join(unpacked(self._look, part)).strip())
        manifest = self._parts.get(MANIFEST)
        if kind and manifest:
            read_xml(unpacked(self._look, manifest), Manifest(), self._budget)
        return kind

    def _look_through(self, name: str, part: Part, rules: Rules) -> None:
        """To its end in any case: it must unpack to what the directory says."""
        pieces = unpacked(self._look, part)
        head = next(pieces, b"")
        refuse_embedded(head, name)
        if head.startswith(b"PK\x03\x04"):
            self._look_within(name, part)
        is_read = head and not rules.is_shown(name) and (rules.is_xml(name) or is_xml(head))
        if is_read and not is_xml(head):
            raise Refused(Reason.COMPLEX, f"{name}: XML in unknown letters")
        worth = _is_worth_reading(itertools.chain((head,), pieces), rules)
        if is_read and (worth or is_coded(head) or rules.is_always_read(name)):
            read_xml(unpacked(self._look, part), rules.reader(name), self._budget)

    def _look_within(self, name: str, part: Part) -> None:
        """The table behind a diagram is a document of its own; nothing else is."""
        if self._is_within or part.size > _MOST_WITHIN:
            raise Refused(Reason.MACROS, f"{name}: a document in a document")
        within = look_at(io.BytesIO(b"".join(unpacked(self._look, part))))
        try:
            _package(within, is_within=True)
        except Refused as refused:
            raise Refused(Reason.MACROS, f"{name}: {refused}") from refused


def _is_worth_reading(pieces: Iterable[bytes], rules: Rules) -> bool:
    before, worth = b"", False
    for piece in pieces:
        if not worth:
            window = (before + piece).lower()
            worth = rules.is_worth_reading(window)
            before = window[-_OVERLAP:]
    return worth


def _other(names: Collection[str]) -> Reason:
    if any(map(_PROGRAMS.search, names)) or "meta-inf/manifest.mf" in names:
        return Reason.PROGRAM
    return Reason.ARCHIVE if _FORMATS.isdisjoint(names) else Reason.UNSUPPORTED
