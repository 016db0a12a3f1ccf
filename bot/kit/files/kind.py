"""What a file is, from its bytes alone; a name or a claimed type is never asked."""

from __future__ import annotations

import asyncio
from typing import BinaryIO, Final

from bot.kit.files.decoding.shelter import look_inside_object, refuse_active_pdf
from bot.kit.files.doubles import refuse_disk, refuse_double
from bot.kit.files.filetype import (
    OFFICE,
    PDF,
    RTF,
    Family,
    FileType,
    Look,
    Reason,
    Refused,
    look_at,
)
from bot.kit.files.media import boxes, mp3, ogg
from bot.kit.files.named import refuse_other
from bot.kit.files.pixels import refuse_bomb
from bot.kit.files.plain import plain
from bot.kit.files.signs import by_sign, is_zip
from bot.kit.files.store import ObjectStore

__all__ = ["Family", "FileType", "Reason", "Refused", "recognise", "recognise_object"]

# MP3 comes after what has a plain signature, since its frames have the shortest; text comes last.
_ROOMS: Final = (by_sign, ogg, boxes, mp3, plain)


def recognise(file: BinaryIO) -> FileType | None:
    """The type of a file that can be sought in, as far as that is seen at once; None for a ZIP,
    which only a look inside tells from an archive. RTF has not been looked through, nor has PDF.

    It blocks, and holds at most a few megabytes. Raises Refused with the reason for everything
    that is not taken.
    """
    look = look_at(file)
    if look.size == 0:
        raise Refused(Reason.EMPTY)
    if is_zip(look):
        return None
    kind = _first(look)
    if kind is None:
        raise refuse_other(look)
    if look.head.startswith(b"PK"):  # a text
        refuse_disk(look, kind)
    else:
        refuse_double(look, kind)
        refuse_bomb(look, kind)
    return kind


def _first(look: Look) -> FileType | None:
    return next((kind for room in _ROOMS if (kind := room(look)) is not None), None)


async def recognise_object(store: ObjectStore, key: str) -> FileType:
    """The type of a stored object, read by range in a thread. Documents are looked through by a
    process of their own, since that takes time in which nobody else is to wait.

    Raises Refused, ObjectMissing, StoreUnreachable.
    """
    kind = await asyncio.to_thread(_recognise_object, store, key)
    if kind is PDF:
        await refuse_active_pdf(store, key)
    if kind is RTF:
        await look_inside_object(store, key, (RTF,))
    return kind or await look_inside_object(store, key, OFFICE)


def _recognise_object(store: ObjectStore, key: str) -> FileType | None:
    with store.open(key) as file:
        return recognise(file)
