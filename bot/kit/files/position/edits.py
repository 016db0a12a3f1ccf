"""Parts of a file to be cut out or written over, applied while it streams by."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edit:
    """The bytes from `start` up to `end` become `new`; equal ends put something in between."""

    start: int
    end: int
    new: bytes = b""


@dataclass(frozen=True, slots=True)
class Traces:
    """Whether a file says where it was made, and the edits after which it does not.

    They come in order and do not overlap.
    """

    says_where: bool
    edits: tuple[Edit, ...]


NOTHING = Traces(says_where=False, edits=())


async def edited(chunks: AsyncIterator[bytes], edits: Sequence[Edit]) -> AsyncIterator[bytes]:
    """The stream with the edits made; holds no more than a chunk of it."""
    at, waiting = 0, list(edits)
    async for chunk in chunks:
        end = at + len(chunk)
        while waiting and waiting[0].start < end:
            edit = waiting[0]
            if edit.start >= at:
                yield chunk[len(chunk) - (end - at) : len(chunk) - (end - edit.start)]
                yield edit.new
            at = min(edit.end, end)
            if edit.end > end:
                waiting[0] = Edit(end, edit.end)  # the rest of it lies in the next chunk
                break
            waiting.pop(0)
        if at < end:
            yield chunk[len(chunk) - (end - at) :]
        at = end
    for edit in waiting:
        yield edit.new
