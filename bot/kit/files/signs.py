"""Types that their first bytes name: pictures, PDF, RTF, WAV and WebM."""

from __future__ import annotations

import re
from typing import Final

from bot.kit.files.filetype import (
    GIF,
    JPEG,
    PDF,
    PNG,
    RTF,
    WAV,
    WEBM,
    WEBP,
    FileType,
    Look,
    Reason,
    Refused,
)

# The fourth byte is that of a segment which may come first: tables, frames, applications' data.
_JPEG: Final = re.compile(rb"\xff\xd8\xff[\xc0-\xc3\xdb\xdd\xe0-\xef\xfe]")
_PNG: Final = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")  # the second one is empty
_GIF: Final = re.compile(rb"GIF8[79]a")
_GIF_BLOCKS: Final = (b"\x21", b"\x2c", b"\x3b")
_PDF: Final = re.compile(rb"%PDF-[12]\.\d")
# However badly it begins: Word opens as RTF whatever looks like it, under any name.
_RTF: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{\s*\\rt", re.IGNORECASE)
_EBML: Final = b"\x1a\x45\xdf\xa3"
_WEBM: Final = re.compile(rb"\x42\x82[\x80-\x90]webm")


def is_zip(look: Look) -> bool:
    """Whether it begins as a ZIP does: office documents are ZIPs, and so are archives."""
    return look.head.startswith(_ZIP)


def by_sign(look: Look) -> FileType | None:
    """The type that the first bytes name, checked as far as they go; None if it is none of these.

    Raises Refused for Matroska that is not WebM, and for a PDF that breaks off.
    """
    head = look.head
    if _JPEG.match(head):
        return JPEG
    if head.startswith(_PNG):
        return PNG
    if _GIF.match(head):
        return _gif(head)
    if _RTF.match(head):
        return RTF
    if _PDF.match(head):
        return _pdf(look)
    if head.startswith(b"RIFF"):
        return _riff(head)
    return _webm(head) if head.startswith(_EBML) else None


def _gif(head: bytes) -> FileType | None:
    """A colour table must be followed by a block: text that only begins like a GIF has none."""
    flags = head[10] if len(head) > 10 else 0
    table = 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0
    return GIF if head[13 + table : 14 + table] in _GIF_BLOCKS else None


def _pdf(look: Look) -> FileType:
    if b"%%EOF" not in look.tail:
        raise Refused(Reason.DAMAGED, "PDF without an end")
    return PDF


def _riff(head: bytes) -> FileType | None:
    if head[8:15] == b"WEBPVP8":
        return WEBP
    return WAV if head[8:12] == b"WAVE" else None


def _webm(head: bytes) -> FileType:
    if not _WEBM.search(head[:128]):
        raise Refused(Reason.UNSUPPORTED, "Matroska")
    return WEBM
