"""PNG and WebP: chunks, each with its name and length."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.kit.files.filetype import Look
from bot.kit.files.position.carriers import (
    LONGEST,
    exif_says,
    inflated,
    iptc_says,
    kept_exif,
    xmp_says,
)
from bot.kit.files.position.edits import NOTHING, Edit, Traces

_MOST_CHUNKS: Final = 100_000
_EXIF: Final = b"Exif\x00\x00"
_PNG_KEPT: Final = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT pHYs bKGD hIST sPLT cICP mDCV cLLI"
    b" acTL fcTL fdAT".split()
)
_PNG_TEXTS: Final = frozenset((b"tEXt", b"zTXt", b"iTXt"))
_RAW_PROFILE: Final = re.compile(rb"Raw profile type (\w+)\x00")
_WEBP_KEPT: Final = frozenset((b"VP8X", b"ICCP", b"ANIM", b"ANMF", b"ALPH", b"VP8 ", b"VP8L"))
_WEBP_HAS_EXIF, _WEBP_HAS_XMP = 0x08, 0x04


@dataclass(frozen=True, slots=True)
class Chunk:
    """`start` to `end` with its header, and what else belongs to it; `body` is where it begins."""

    name: bytes
    start: int
    body: int
    length: int
    end: int


def png_chunks(look: Look) -> Iterator[Chunk]:
    """Up to the last one, or to where it breaks off."""
    at = 8
    for _ in range(_MOST_CHUNKS):
        header = look.read(at, 8)
        if len(header) < 8:
            return
        length = int.from_bytes(header[:4])
        yield Chunk(header[4:], at, at + 8, length, min(at + 12 + length, look.size))
        if header[4:] == b"IEND":
            return
        at += 12 + length


def webp_chunks(look: Look) -> Iterator[Chunk]:
    """Those that the length in the file's front covers."""
    at, end = 12, min(look.size, 8 + int.from_bytes(look.head[4:8], "little"))
    for _ in range(_MOST_CHUNKS):
        header = look.read(at, 8)
        if at + 8 > end or len(header) < 8:
            return
        length = int.from_bytes(header[4:], "little")
        behind = min(at + 8 + length + length % 2, end)
        yield Chunk(header[:4], at, at + 8, length, behind)
        at = behind


def png_traces(look: Look) -> Traces:
    """Its Exif and its texts, which may be packed; only what the picture is made of remains."""
    found = list(png_chunks(look))
    if not any(_png_says(look, one) for one in found):
        return NOTHING
    return Traces(says_where=True, edits=_png_edits(look, found))


def _png_edits(look: Look, found: list[Chunk]) -> tuple[Edit, ...]:
    edits: list[Edit] = []
    for one in found:
        if one.name == b"eXIf" and (body := kept_exif(_body(look, one))):
            named = b"eXIf" + body
            whole = len(body).to_bytes(4) + named + zlib.crc32(named).to_bytes(4)
            edits.append(Edit(one.start, one.end, whole))
        elif one.name not in _PNG_KEPT:
            edits.append(Edit(one.start, one.end))
    if found[-1].end < look.size:
        edits.append(Edit(found[-1].end, look.size))
    return tuple(edits)


def _body(look: Look, chunk: Chunk) -> bytes:
    return look.read(chunk.body, min(chunk.length, LONGEST + 1))


def _png_says(look: Look, chunk: Chunk) -> bool:
    if chunk.name == b"eXIf":
        return exif_says(_body(look, chunk))
    if chunk.name not in _PNG_TEXTS:
        return False
    body = _body(look, chunk)
    key, _, value = body.partition(b"\x00")
    packed = value[1:] if chunk.name == b"zTXt" else value.rpartition(b"\x00")[2]
    text = value if chunk.name == b"tEXt" else _unpacked(chunk.name, value, packed)
    return _text_says(key, text) or xmp_says(value)


def _unpacked(name: bytes, value: bytes, packed: bytes) -> bytes:
    """An international text begins with a flag, a method, and two words for its language."""
    if name == b"zTXt" or value[:1] == b"\x01":
        return inflated(packed if name == b"zTXt" else value[2:].split(b"\x00", 2)[-1])
    return value


def _text_says(key: bytes, text: bytes) -> bool:
    """Some programs write Exif, IPTC and XMP in hexadecimal letters."""
    raw = _RAW_PROFILE.match(key + b"\x00")
    if raw is None:
        return xmp_says(text)
    digits = b"".join(text.split()[2:])
    try:
        block = bytes.fromhex(digits.decode("ascii"))
    except ValueError:
        return False
    if raw[1] in (b"exif", b"APP1") and block.startswith(_EXIF):
        return exif_says(block[len(_EXIF) :])
    return iptc_says(block)


def webp_traces(look: Look) -> Traces:
    """Its chunks of Exif and XMP; the flags in its front are told that they are gone."""
    found = list(webp_chunks(look))
    if not any(_webp_says(look, one) for one in found):
        return NOTHING
    edits: list[Edit] = []
    kept = False
    for one in found:
        if one.name == b"EXIF" and not kept and (body := kept_exif(_webp_exif(look, one))):
            kept = True
            padded = body + b"\x00" * (len(body) % 2)
            edits.append(Edit(one.start, one.end, b"EXIF" + _little(len(body)) + padded))
        elif one.name not in _WEBP_KEPT:
            edits.append(Edit(one.start, one.end))
    end = found[-1].end
    edits += [Edit(end, look.size)] if end < look.size else []
    return Traces(says_where=True, edits=(*_webp_front(look, found, edits, exif=kept), *edits))


def _webp_exif(look: Look, chunk: Chunk) -> bytes:
    return _body(look, chunk).removeprefix(_EXIF)


def _webp_says(look: Look, chunk: Chunk) -> bool:
    if chunk.name == b"EXIF":
        return exif_says(_webp_exif(look, chunk))
    return chunk.name not in _WEBP_KEPT and xmp_says(_body(look, chunk))


def _webp_front(look: Look, found: list[Chunk], edits: list[Edit], *, exif: bool) -> list[Edit]:
    size = look.size + sum(len(one.new) - (one.end - one.start) for one in edits)
    front = [Edit(4, 8, _little(size - 8))]
    if found[0].name == b"VP8X":
        at = found[0].body
        flags = look.read(at, 1)[0] & ~(_WEBP_HAS_EXIF | _WEBP_HAS_XMP)
        front.append(Edit(at, at + 1, bytes([flags | (_WEBP_HAS_EXIF if exif else 0)])))
    return front


def _little(number: int) -> bytes:
    return number.to_bytes(4, "little")
