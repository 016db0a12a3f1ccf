"""What a file is, from its bytes alone; a name or a claimed type is never asked."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import BinaryIO, Final

from bot.kit.files.decoding.shelter import refuse_active_pdf
from bot.kit.files.doubles import refuse_disk, refuse_double
from bot.kit.files.filetype import PDF, RTF, Family, FileType, Look, Reason, Refused, look_at
from bot.kit.files.media import boxes, mp3, ogg
from bot.kit.files.named import refuse_other
from bot.kit.files.packages import package
from bot.kit.files.pixels import refuse_bomb
from bot.kit.files.plain import plain
from bot.kit.files.rtf import refuse_active_rtf
from bot.kit.files.signs import by_sign
from bot.kit.files.store import ObjectStore

__all__ = ["Family", "FileType", "Reason", "Refused", "recognise", "recognise_object"]

# MP3 comes after what has a plain signature, since its frames have the shortest; text comes last.
_ROOMS: Final = (by_sign, package, ogg, boxes, mp3, plain)


def recognise(file: BinaryIO) -> FileType:
    """The type of a file that can be sought in. It blocks, and holds at most a few megabytes.

    Raises Refused with the reason for everything that is not taken.
    """
    look = look_at(file)
    if look.size == 0:
        raise Refused(Reason.EMPTY)
    kind = _first(look)
    if kind is None:
        raise refuse_other(look)
    if look.head.startswith(b"PK"):  # a ZIP has been looked through already
        refuse_disk(look, kind)
    else:
        refuse_double(look, kind)
        refuse_bomb(look, kind)
    if kind is RTF:
        refuse_active_rtf(look)
    return kind


def _first(look: Look) -> FileType | None:
    return next((kind for room in _ROOMS if (kind := room(look)) is not None), None)


async def recognise_object(store: ObjectStore, key: str) -> FileType:
    """The type of a stored object, read by range in a thread; a PDF is looked through as well.

    Raises Refused, ObjectMissing, StoreUnreachable.
    """
    kind = await asyncio.to_thread(_recognise_object, store, key)
    if kind is PDF:
        await refuse_active_pdf(store, key)
    return kind


def _recognise_object(store: ObjectStore, key: str) -> FileType:
    with store.open(key) as file:
        return recognise(file)


async def recognise_path(path: Path) -> FileType:
    """The type of a file on disk, in a thread. Raises Refused, OSError."""
    return await asyncio.to_thread(_recognise_path, path)


def _recognise_path(path: Path) -> FileType:
    with path.open("rb") as file:
        return recognise(file)
