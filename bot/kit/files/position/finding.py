"""Whether a file says where it was made, and the same file without that."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from typing import BinaryIO, Final

from bot.kit.files.filetype import (
    HEIC,
    JPEG,
    M4A,
    MOV,
    MP4,
    PNG,
    THREE_GP,
    WEBP,
    Look,
    look_at,
)
from bot.kit.files.position.boxed import film_traces, heic_traces
from bot.kit.files.position.chunks import png_traces, webp_traces
from bot.kit.files.position.edits import NOTHING, Traces, edited
from bot.kit.files.position.jpeg import jpeg_traces
from bot.kit.files.store import ObjectStore, Stored

_ROOMS: Final[Mapping[str, Callable[[Look], Traces]]] = {
    JPEG.extension: jpeg_traces,
    PNG.extension: png_traces,
    WEBP.extension: webp_traces,
    HEIC.extension: heic_traces,
    MP4.extension: film_traces,
    MOV.extension: film_traces,
    THREE_GP.extension: film_traces,
    M4A.extension: film_traces,
}


class PositionStays(Exception):
    """The file without its position still said it: a form that the rules here do not know."""


def traces_in(file: BinaryIO, extension: str) -> Traces:
    """What a file of this type says; nothing for types of which that is not known. It blocks."""
    room = _ROOMS.get(extension)
    return room(look_at(file)) if room else NOTHING


async def find_traces(store: ObjectStore, key: str, extension: str) -> Traces:
    """The same for a stored object, in a thread. Raises ObjectMissing, StoreUnreachable."""
    return (
        await asyncio.to_thread(_traces_of, store, key, extension)
        if extension in _ROOMS
        else (NOTHING)
    )


def _traces_of(store: ObjectStore, key: str, extension: str) -> Traces:
    with store.open(key) as file:
        return traces_in(file, extension)


async def put_without(store: ObjectStore, key: str, extension: str, new: str, limit: int) -> Stored:
    """Store under `new` what lies under `key`, but for where it was made; read back and looked at.

    Begun again after an interruption it does the same. Raises ObjectMissing, StoreUnreachable,
    TooLarge, PositionStays.
    """
    traces = await find_traces(store, key, extension)
    chunks: AsyncIterator[bytes] = edited(store.stream(key), traces.edits)
    stored = await store.put_stream(new, chunks, limit)
    after = await find_traces(store, new, extension)
    if after.says_where or await store.read_back(new) != stored:
        await store.delete(new)
        raise PositionStays(extension)
    return stored
