"""HEIC pictures and films: what says where is written over, so that nothing moves in the file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from bot.kit.files.boxes import Box, Boxes
from bot.kit.files.filetype import Look, Refused
from bot.kit.files.position.carriers import LONGEST, exif_says, xmp_says
from bot.kit.files.position.edits import NOTHING, Edit, Traces

_MOST_ITEMS: Final = 2000
_EMPTY_EXIF: Final = b"\x00\x00\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x00\x00\x00\x00\x00"
_XMP_BOX: Final = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
_PLACES: Final = (b"\xa9xyz", b"loci")
_TITLES: Final = (b"udta", b"meta")


def film_traces(look: Look) -> Traces:
    """Where it was recorded, as phones write it; what holds it becomes a box that is skipped."""
    try:
        says = list(_boxes_that_say(look, Boxes(look)))
    except Refused:
        return NOTHING  # a broken file says so on its own
    if not says:
        return NOTHING
    return Traces(says_where=True, edits=tuple(e for box in says for e in _emptied(box)))


def _boxes_that_say(look: Look, boxes: Boxes) -> Iterator[Box]:
    for outer in boxes.inside(boxes.whole, b"moov", b"meta", b"uuid"):
        if outer.name != b"moov":
            yield from _if_says(look, outer)
            continue
        for inner in boxes.inside(outer, b"trak", *_TITLES, b"uuid"):
            held = boxes.inside(inner, *_TITLES) if inner.name == b"trak" else (inner,)
            for one in held:
                yield from _titles_that_say(look, boxes, one)


def _titles_that_say(look: Look, boxes: Boxes, box: Box) -> Iterator[Box]:
    if box.name != b"udta":
        yield from _if_says(look, box)
        return
    for one in boxes.inside(box, *_PLACES, b"meta", b"XMP_"):
        if one.name in _PLACES:
            yield one
        else:
            yield from _if_says(look, one)


def _if_says(look: Look, box: Box) -> Iterator[Box]:
    if xmp_says(look.read(box.start, min(box.end - box.start, LONGEST))):
        yield box


def _emptied(box: Box) -> tuple[Edit, ...]:
    """Named `free` and filled with zeros; a box of no end would swallow what comes behind it."""
    return (
        Edit(box.head + 4, box.head + 8, b"free"),
        Edit(box.start, box.end, bytes(box.end - box.start)),
    )


def heic_traces(look: Look) -> Traces:
    """Its items of Exif and XMP. Which way up it is stands elsewhere."""
    try:
        held = _items(look)
    except (Refused, IndexError):
        return NOTHING
    if not any(_item_says(look, kind, start, end) for kind, start, end in held):
        return NOTHING
    edits = [_blank(kind, start, end) for kind, start, end in held if end > start]
    return Traces(says_where=True, edits=tuple(sorted(edits, key=lambda edit: edit.start)))


def _item_says(look: Look, kind: bytes, start: int, end: int) -> bool:
    body = look.read(start, min(end - start, LONGEST + 1))
    if kind != b"Exif":
        return xmp_says(body)
    return exif_says(body[4 + int.from_bytes(body[:4]) :])


def _blank(kind: bytes, start: int, end: int) -> Edit:
    length = end - start
    if kind == b"Exif" and length >= len(_EMPTY_EXIF):
        return Edit(start, end, _EMPTY_EXIF.ljust(length, b"\x00"))
    return Edit(start, end, (b" " if kind == b"mime" else b"\x00") * length)


def _items(look: Look) -> list[tuple[bytes, int, int]]:
    """Exif and XMP with where they lie, as the index of the file says."""
    boxes = Boxes(look)
    found: list[tuple[bytes, int, int]] = []
    for meta in boxes.below(b"meta"):
        kinds: dict[int, bytes] = {}
        for index in boxes.inside(meta, b"iinf", skip=4):
            entries = 6 if look.read(index.start, 1) == b"\x00" else 8
            for item in boxes.inside(index, b"infe", skip=entries):
                number, kind = _item(look.read(item.start, 16))
                kinds |= {number: kind} if kind in (b"Exif", b"mime") else {}
        for places in boxes.inside(meta, b"iloc", skip=4):
            body = look.read(places.start, min(places.end - places.start, LONGEST))
            found += [(kinds[n], a, min(b, look.size)) for n, a, b in _lying(body) if n in kinds]
    return found


def _item(body: bytes) -> tuple[int, bytes]:
    if body[0] == 3:
        return int.from_bytes(body[4:8]), body[10:14]
    return int.from_bytes(body[4:6]), body[8:12]


def _lying(body: bytes) -> Iterator[tuple[int, int, int]]:
    """Number, first byte and end of each extent that lies in the file itself."""
    version, sizes = body[0], (body[4] >> 4, body[4] & 15, body[5] >> 4, body[5] & 15)
    wide = 4 if version == 2 else 2
    reading = _Reading(body, 6)
    for _ in range(min(reading.take(wide), _MOST_ITEMS)):
        number = reading.take(wide)
        inside = reading.take(2) & 15 if version else 0
        reading.take(2)
        base = reading.take(sizes[2])
        for _ in range(min(reading.take(2), _MOST_ITEMS)):
            reading.take(sizes[3] if version else 0)
            start, length = base + reading.take(sizes[0]), reading.take(sizes[1])
            if inside == 0:
                yield number, start, start + length


class _Reading:
    def __init__(self, body: bytes, at: int) -> None:
        self._body = body
        self._at = at

    def take(self, size: int) -> int:
        """The next number of `size` bytes. Raises IndexError behind the end."""
        if self._at + size > len(self._body):
            raise IndexError("an index that breaks off")
        self._at += size
        return int.from_bytes(self._body[self._at - size : self._at])
