"""Files that are two things at once: what one program shows as a photo, another unpacks or runs."""

from __future__ import annotations

import re
from typing import Final

from bot.kit.files.filetype import PDF, Family, FileType, Look, Reason, Refused

_PIECE: Final = 1024 * 1024
_OVERLAP: Final = 64
_PDF_WITHIN: Final = 1024  # where readers look for a PDF's beginning
_TAR_AT: Final = 257
# Long enough that chance does not make them: in 20 MB one in a million files at most.
_HIDDEN: Final = (
    b"Rar!\x1a\x07\x00",
    b"Rar!\x1a\x07\x01\x00",
    b"7z\xbc\xaf\x27\x1c\x00",
    b"This program cannot be run in DOS mode",
    b"This program must be run under Win32",
    b"\x7fELF\x02\x01\x01",
    b"\x7fELF\x01\x01\x01",
    b"\xcf\xfa\xed\xfe\x07\x00\x00\x01",
    b"\xcf\xfa\xed\xfe\x0c\x00\x00\x01",
    b"MSCF\x00\x00\x00\x00",
)
# What these begin with: looked for first, as a search for seven takes twice as long as for four.
_BEGINNINGS: Final = (
    b"Rar!\x1a\x07",
    b"7z\xbc\xaf\x27\x1c\x00",
    b"This program ",
    b"\x7fELF",
    b"\xcf\xfa\xed\xfe",
    b"MSCF\x00\x00\x00\x00",
)
_RUNS_IN_BROWSER: Final = re.compile(rb"<(?:script|\?php|!doctype html|html)[\s>]", re.IGNORECASE)
_DISC_AT: Final = (0x8001, 0x8801, 0x9001)  # where a CD or DVD says what it is
_DISCS: Final = (b"CD001", b"BEA01", b"NSR02", b"NSR03")
_IMAGE_OF_A_DISK: Final = 512  # a DMG ends in its description
# Read as a script, the first bytes are a remark, and what ends the remark begins the script.
_REMARK_ENDS: Final = re.compile(rb"\*/\s*[=;]")
_REMARKS: Final = (b"GIF89a/*", b"GIF87a/*", b"RIFF/*", b"\xff\xd8\xff\xe0/*")


def refuse_double(look: Look, kind: FileType) -> None:
    """Raises Refused if `kind` is not all that the file is."""
    if kind is not PDF and re.search(rb"%PDF-\d", look.head[:_PDF_WITHIN]):
        raise Refused(Reason.TWO_IN_ONE, f"{kind.extension} and PDF")
    if look.head[_TAR_AT : _TAR_AT + 5] == b"ustar":
        raise Refused(Reason.TWO_IN_ONE, f"{kind.extension} and tar")
    refuse_disk(look, kind)
    if look.head.startswith(_REMARKS) and any(
        _REMARK_ENDS.search(part) for part in (look.head, look.tail)
    ):
        raise Refused(Reason.TWO_IN_ONE, f"{kind.extension} and script")
    if _ends_in_zip(look):
        raise Refused(Reason.TWO_IN_ONE, f"{kind.extension} and ZIP")
    if kind.family is not Family.DOCUMENT and _runs_in_browser(look):
        raise Refused(Reason.TWO_IN_ONE, f"{kind.extension} and HTML")
    _search(look, kind)


def refuse_disk(look: Look, kind: FileType) -> None:
    """Raises Refused if a computer could open the file as a disk. For a ZIP, too."""
    trailer = look.tail[-_IMAGE_OF_A_DISK:]
    if any(look.read(at, 5) in _DISCS for at in _DISC_AT) or (
        len(trailer) == _IMAGE_OF_A_DISK and trailer.startswith(b"koly\0\0\0\x04")
    ):
        raise Refused(Reason.TWO_IN_ONE, f"{kind.extension} and disk")


def _ends_in_zip(look: Look) -> bool:
    """An end record counts only where its directory lies before it, so that chance does not."""
    at = look.tail.find(b"PK\x05\x06")
    while at >= 0:
        record = look.tail[at : at + 22]
        directory = look.size - len(look.tail) + at - int.from_bytes(record[12:16], "little")
        if directory >= 0 and look.read(directory, 4) == b"PK\x01\x02":
            return True
        if look.tail[max(0, at - 20) : at].startswith(b"PK\x06\x07"):
            return True
        at = look.tail.find(b"PK\x05\x06", at + 1)
    return False


def _runs_in_browser(look: Look) -> bool:
    return bool(_RUNS_IN_BROWSER.search(look.head) or _RUNS_IN_BROWSER.search(look.tail))


def _search(look: Look, kind: FileType) -> None:
    """Once through the file, a megabyte at a time."""
    look.file.seek(0)
    before = b""
    while piece := look.file.read(_PIECE):
        window = before + piece
        begins = any(mark in window for mark in _BEGINNINGS)
        if begins and any(mark in window for mark in _HIDDEN):
            raise Refused(Reason.TWO_IN_ONE, f"{kind.extension} with a program or archive in it")
        before = piece[-_OVERLAP:]
