"""Boxes within boxes, as MP4, MOV, 3GP and HEIC are made of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.kit.files.filetype import Look, Reason, Refused

MOST_BOXES: Final = 20_000  # a fragmented film has thousands; a hostile file has no end of them


@dataclass(frozen=True, slots=True)
class Box:
    """`start` to `end` is what it holds; its header begins at `head`."""

    name: bytes
    head: int
    start: int
    end: int


class Boxes:
    """Walks a file's boxes; however they are nested, only so many of them are looked at."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._left = MOST_BOXES
        self.whole = Box(b"", 0, 0, look.size)

    def inside(self, outer: Box, *names: bytes, skip: int = 0) -> Iterator[Box]:
        """Those of these names that lie directly in `outer`; `skip` bytes come before the first.

        Raises Refused for a box without a size, and for more boxes than anybody needs.
        """
        at = outer.start + skip
        while at + 8 <= outer.end:
            self._left -= 1
            if self._left < 0:
                raise Refused(Reason.DAMAGED, "boxes without end")
            box = self._at(at, outer.end)
            if box.name in names:
                yield box
            at = box.end

    def below(self, *path: bytes) -> Iterator[Box]:
        """Those at the end of a path of names from the outside in. Raises Refused."""
        yield from self._below(self.whole, path)

    def _below(self, outer: Box, path: tuple[bytes, ...]) -> Iterator[Box]:
        for box in self.inside(outer, path[0]):
            if len(path) == 1:
                yield box
            else:
                yield from self._below(box, path[1:])

    def _at(self, at: int, limit: int) -> Box:
        header = self._look.read(at, 16)
        size, begin = int.from_bytes(header[:4]), 8
        if size == 1:  # the size stands in the eight bytes after the name
            size, begin = int.from_bytes(header[8:16]), 16
        if size == 0:  # to the end
            size = limit - at
        if size < begin:
            raise Refused(Reason.DAMAGED, "a box without a size")
        return Box(header[4:8], at, at + begin, min(at + size, limit))
