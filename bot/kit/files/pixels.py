"""How large a picture becomes when it is opened: a file of a kilobyte can fill any memory."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from bot.kit.files.filetype import GIF, JPEG, PNG, WEBP, FileType, Look, Reason, Refused
from bot.kit.files.position.chunks import webp_chunks
from bot.kit.files.position.jpeg import segments

MOST: Final = 300_000_000  # the best phones take 200 megapixels
HARMLESS: Final = 40_000_000  # what any phone opens, however well it is packed
MOST_A_BYTE: Final = 1000  # a page of clean lines in black and white; a trap has a hundred thousand
MOST_FRAMES: Final = 5000
MOST_BLOCKS: Final = 1_000_000  # of at most 255 bytes
_FRAME_HEADERS: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}

Size = tuple[int, int]


def refuse_bomb(look: Look, kind: FileType) -> None:
    """Raises Refused for a picture of more pixels than anybody needs or its bytes can account for.

    A picture whose size is not to be read is left to those who cannot open it.
    """
    room = _ROOMS.get(kind.extension)
    for width, height in room(look) if room else ():
        pixels = width * height
        if pixels > MOST or pixels > max(HARMLESS, look.size * MOST_A_BYTE):
            raise Refused(Reason.PIXELS, f"{width} x {height}")


def size_in(head: bytes) -> Size:
    """Width and height of a PNG or GIF that begins so; nothing for what is neither."""
    if head.startswith(b"\x89PNG\r\n\x1a\n") and len(head) >= 24:
        return int.from_bytes(head[16:20]), int.from_bytes(head[20:24])
    if head.startswith(b"GIF8") and len(head) >= 10:
        return struct.unpack("<HH", head[6:10])
    return 0, 0


def _of_head(look: Look) -> Iterator[Size]:
    yield size_in(look.head)


def _of_jpeg(look: Look) -> Iterator[Size]:
    for one in segments(look):
        if one.marker in _FRAME_HEADERS:
            height, width = struct.unpack(">HH", look.read(one.start + 5, 4).ljust(4, b"\x00"))
            yield width, height


def _of_gif(look: Look) -> Iterator[Size]:
    """The whole of it, and how many frames are drawn on it, which are opened one by one."""
    yield size_in(look.head)
    if _frames(look) > MOST_FRAMES:
        raise Refused(Reason.PIXELS, "frames without end")


def _frames(look: Look) -> int:
    flags = look.head[10] if len(look.head) > 10 else 0
    at, count, left = 13 + _table(flags), 0, MOST_BLOCKS
    while left > 0 and count <= MOST_FRAMES:
        left -= 1
        begin = look.read(at, 10)
        if begin[:1] == b"\x21":
            at += 2
        elif begin[:1] == b"\x2c" and len(begin) == 10:
            count += 1
            at += 11 + _table(begin[9])
        else:
            break
        while (length := look.read(at, 1)) not in (b"", b"\x00") and left > 0:
            at, left = at + 1 + length[0], left - 1
        at += 1
    return count


def _table(flags: int) -> int:
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _of_webp(look: Look) -> Iterator[Size]:
    for one in webp_chunks(look):
        body = look.read(one.body, 10).ljust(10, b"\x00")
        if one.name == b"VP8X":
            yield 1 + int.from_bytes(body[4:7], "little"), 1 + int.from_bytes(body[7:10], "little")
        elif one.name == b"VP8L":
            bits = int.from_bytes(body[1:5], "little")
            yield 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
        elif one.name == b"VP8 ":
            width, height = struct.unpack("<HH", body[6:10])
            yield width & 0x3FFF, height & 0x3FFF


_ROOMS: Final[Mapping[str, Callable[[Look], Iterator[Size]]]] = {
    JPEG.extension: _of_jpeg,
    PNG.extension: _of_head,
    GIF.extension: _of_gif,
    WEBP.extension: _of_webp,
}
