"""A look inside ZIPs: office documents are ZIPs, and so are archives, programs and traps."""

from __future__ import annotations

import lzma
import re
import struct
import zipfile
import zlib
from typing import Final

from bot.kit.files.filetype import (
    DOCX,
    ODP,
    ODS,
    ODT,
    PPTX,
    XLSX,
    FileType,
    Look,
    Reason,
    Refused,
)

_END: Final = b"PK\x05\x06"
_MOST_DIRECTORY_BYTES: Final = 2 * 1024 * 1024  # some 20,000 entries; zipfile holds them all
_MOST_BYTES: Final = 512 * 1024 * 1024
_MOST_TIMES: Final = 200  # text packs 10 to 30 times, a trap a thousand times
_SMALL_BYTES: Final = 32 * 1024 * 1024  # however well it is packed, this much hurts nobody
_ENTRY_BYTES: Final = 1024 * 1024

_MAIN_PART: Final = re.compile(
    rb"officedocument\.(wordprocessingml\.document|spreadsheetml\.sheet"
    rb"|presentationml\.(?:presentation|slideshow))\.main\+xml"
)
_OFFICE: Final = {b"w": DOCX, b"s": XLSX, b"p": PPTX}
_OPEN: Final = {one.mime.encode(): one for one in (ODT, ODS, ODP)}
_MACROS: Final = re.compile(
    r"(?:^|/)(?:vbaproject\.bin$|macrosheets/|activex/|scripts/.|basic/(?!script-l[cb]\.xml$).*\.xml$)"
)
_PROGRAMS: Final = re.compile(
    r"\.(?:exe|dll|scr|bat|cmd|ps1|vbs|jse?|wsf|hta|msi|jar|lnk|sh|dex|class|com|pif|apk)$"
)
# What zipfile raises for bytes that are no ZIP after all, besides its own error.
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
    """The office document that a ZIP is; None if it is no ZIP. Raises Refused for any other ZIP."""
    if not look.head.startswith((b"PK\x03\x04", _END)):
        return None
    _check_end(look)
    try:
        with zipfile.ZipFile(look.file) as opened:
            return _document(opened)
    except _DAMAGES as fault:
        raise Refused(Reason.DAMAGED, f"ZIP: {fault}") from fault


def _check_end(look: Look) -> None:
    """The end record closes the file, and its directory fits in memory."""
    end = look.tail.rfind(_END)
    record = look.tail[end : end + 22]
    if end < 0 or len(record) < 22:
        raise Refused(Reason.DAMAGED, "ZIP without an end")
    if len(look.tail) - end != 22 + int.from_bytes(record[20:22], "little"):
        raise Refused(Reason.TWO_IN_ONE, "something after the ZIP")
    if int.from_bytes(record[12:16], "little") > _MOST_DIRECTORY_BYTES:
        raise Refused(Reason.OVERPACKED, "endless directory")


def _document(opened: zipfile.ZipFile) -> FileType:
    entries = opened.infolist()
    names = [entry.filename for entry in entries]
    if len(set(names)) != len(names) or (
        entries and min(entry.header_offset for entry in entries) != 0
    ):
        raise Refused(Reason.TWO_IN_ONE, "two ZIPs in one")
    _check_weight(entries)
    kind = _office(opened, names) or _open_document(opened, names)
    if kind is None or any(_PROGRAMS.search(name.lower()) for name in names):
        raise Refused(_other(names), "ZIP")
    if any(_MACROS.search(name.lower()) for name in names):
        raise Refused(Reason.MACROS, kind.extension)
    return kind


def _check_weight(entries: list[zipfile.ZipInfo]) -> None:
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused(Reason.PASSWORD, "ZIP")
    full = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if full > _MOST_BYTES or full > max(_SMALL_BYTES, packed * _MOST_TIMES):
        raise Refused(Reason.OVERPACKED, f"{packed} to {full} bytes")


def _other(names: list[str]) -> Reason:
    if any(_PROGRAMS.search(name.lower()) for name in names) or "META-INF/MANIFEST.MF" in names:
        return Reason.PROGRAM
    book = "mimetype" in names and "META-INF/container.xml" in names
    return Reason.UNSUPPORTED if book or "Index/Document.iwa" in names else Reason.ARCHIVE


def _office(opened: zipfile.ZipFile, names: list[str]) -> FileType | None:
    if "[Content_Types].xml" not in names:
        return None
    parts = _entry(opened, "[Content_Types].xml")
    if b"macroEnabled" in parts:
        raise Refused(Reason.MACROS, "office document with macros")
    main = _MAIN_PART.search(parts)
    return _OFFICE[main.group(1)[:1]] if main else None


def _open_document(opened: zipfile.ZipFile, names: list[str]) -> FileType | None:
    if "mimetype" not in names:
        return None
    kind = _OPEN.get(_entry(opened, "mimetype").strip())
    manifest = "META-INF/manifest.xml"
    if kind and manifest in names and b"encryption-data" in _entry(opened, manifest):
        raise Refused(Reason.PASSWORD, kind.extension)
    return kind


def _entry(opened: zipfile.ZipFile, name: str) -> bytes:
    with opened.open(name) as entry:
        return entry.read(_ENTRY_BYTES)
