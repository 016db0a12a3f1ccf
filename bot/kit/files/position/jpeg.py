"""JPEG: segments before, between and after the scans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.kit.files.filetype import Look
from bot.kit.files.position.carriers import exif_says, iptc_says, kept_exif, xmp_says
from bot.kit.files.position.edits import NOTHING, Edit, Traces

_MOST_SEGMENTS: Final = 10_000
_MOST_PICTURES: Final = 8  # in what follows a picture: previews, a depth map, the next exposure
_PIECE: Final = 256 * 1024
_EXIF: Final = b"Exif\x00\x00"
_ENDS_SCAN: Final = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_START, _END, _SCAN = 0xD8, 0xD9, 0xDA
_APP0, _APP1, _APP2, _APP13, _APP14, _COMMENT = 0xE0, 0xE1, 0xE2, 0xED, 0xEE, 0xFE
# What the colours of a picture depend on stays.
_KEPT: Final = ((_APP0, b"JFIF\x00"), (_APP2, b"ICC_PROFILE\x00"), (_APP14, b"Adobe"))
_FILM_SAYS: Final = re.compile(rb"\xa9xyz|location\.ISO6709")


@dataclass(frozen=True, slots=True)
class Segment:
    """From its marker to its last byte; a scan's end is that of its header."""

    marker: int
    start: int
    end: int

    @property
    def is_about(self) -> bool:
        """Whether it is about the picture, and no part of it."""
        return 0xE0 <= self.marker <= 0xEF or self.marker == _COMMENT


def segments(look: Look, start: int = 0) -> Iterator[Segment]:
    """Those of the picture that begins at `start`, up to its end or to where it breaks off."""
    at = start + 2
    for _ in range(_MOST_SEGMENTS):
        header = look.read(at, 4)
        if len(header) < 2 or header[0] != 0xFF:
            return
        marker = header[1]
        if marker == _END:
            yield Segment(marker, at, at + 2)
            return
        if marker == 0xFF or marker == 0x01 or 0xD0 <= marker <= 0xD8:
            at += 1 if marker == 0xFF else 2
            continue
        length = int.from_bytes(header[2:4])
        if length < 2:
            return
        yield Segment(marker, at, at + 2 + length)
        at += 2 + length
        if marker == _SCAN:
            at = _end_of_scan(look, at)


def _end_of_scan(look: Look, at: int) -> int:
    """Where the next marker stands; the size of the file where there is none."""
    while piece := look.read(at, _PIECE):
        if found := _ENDS_SCAN.search(piece):
            return at + found.start()
        at += max(1, len(piece) - 1)  # a marker may lie across two pieces
    return look.size


def jpeg_traces(look: Look) -> Traces:
    """What segments say, and what would remain without them: the picture, and its colours."""
    found = list(segments(look))
    end = found[-1].end if found and found[-1].marker == _END else look.size
    says = any(_says(look, one) for one in found if one.is_about) or _rest_says(look, end)
    if not says:
        return NOTHING
    dropped = [one for one in found if one.is_about and not _is_kept(look, one)]
    edits = [Edit(one.start, one.end) for one in dropped]
    exif = next((n for n, one in enumerate(dropped) if _is_exif(look, one)), None)
    if exif is not None and (anew := kept_exif(_body(look, dropped[exif])[len(_EXIF) :])):
        body = _EXIF + anew
        segment = bytes((0xFF, _APP1)) + (len(body) + 2).to_bytes(2) + body
        edits[exif] = Edit(dropped[exif].start, dropped[exif].end, segment)
    rest = [Edit(end, look.size)] if end < look.size else []
    return Traces(says_where=True, edits=(*edits, *rest))


def _body(look: Look, segment: Segment) -> bytes:
    return look.read(segment.start + 4, segment.end - segment.start - 4)


def _is_exif(look: Look, segment: Segment) -> bool:
    return segment.marker == _APP1 and look.read(segment.start + 4, 6) == _EXIF


def _is_kept(look: Look, segment: Segment) -> bool:
    return any(
        segment.marker == marker and look.read(segment.start + 4, len(sign)) == sign
        for marker, sign in _KEPT
    )


def _says(look: Look, segment: Segment) -> bool:
    body = _body(look, segment)
    if segment.marker == _APP1 and body.startswith(_EXIF):
        return exif_says(body[len(_EXIF) :])
    return iptc_says(body) if segment.marker == _APP13 else xmp_says(body)


def _rest_says(look: Look, end: int) -> bool:
    """Whether further pictures, or a short film, behind the picture say where they were taken."""
    pictures, at, before = 0, end, b""
    while piece := look.read(at, _PIECE):
        window = before + piece
        if _FILM_SAYS.search(window) or xmp_says(window):
            return True
        for begin in re.finditer(rb"\xff\xd8\xff", window):
            pictures += 1
            place = at - len(before) + begin.start()
            inner = (one for one in segments(look, place) if one.is_about)
            if pictures <= _MOST_PICTURES and any(_says(look, one) for one in inner):
                return True
        at, before = at + len(piece), piece[-64:]
    return False
