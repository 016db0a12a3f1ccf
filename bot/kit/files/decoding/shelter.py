"""Gives a file to a process that decodes, and takes no more from that than it may say."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from typing import Any, BinaryIO, Final, Literal, cast
from weakref import WeakKeyDictionary

from bot.kit.files.decoding import child
from bot.kit.files.decoding.asking import Parent, ParentGone, can_fork
from bot.kit.files.filetype import FileType, Reason, Refused
from bot.kit.files.store import ObjectStore

LONGEST_FILE: Final = 200 * 1024 * 1024
LONGEST_ANSWER: Final = 24 * 1024 * 1024
LONGEST_FOUND: Final = 200  # letters of what a refusal says to the log
SECONDS: Final = 30  # it may wait for a processor; of the time that it works there is less
_PIECE: Final = 1024 * 1024
# As many at once as a small machine bears: each may take a gigabyte.
AT_ONCE: Final = 2
_WORKERS: Final = ThreadPoolExecutor(max_workers=AT_ONCE, thread_name_prefix="decoding")
_PARENT: Final = Parent(Path(child.__file__)) if can_fork() else None
_turns: Final = WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore]()
_REASONS: Final[Mapping[str, Reason]] = {
    "active": Reason.ACTIVE,
    "attached": Reason.TWO_IN_ONE,
    "password": Reason.PASSWORD,
    "damaged": Reason.DAMAGED,
}

What = Literal["picture", "pages", "check", "document"]


class NotDecoded(Exception):
    """The process found no picture in the file, took too long, or died over it."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """What it told, and the pictures (JPEG) that it drew."""

    told: Mapping[str, Any]
    pictures: tuple[bytes, ...]


async def draw_pages(store: ObjectStore, key: str, *, is_pdf: bool) -> Decoded:
    """Pictures of the first pages of a stored PDF, or of a stored picture; `told["pages"]` in all.

    Raises NotDecoded, ObjectMissing, StoreUnreachable.
    """
    decoded = await _decode(store, key, "pages" if is_pdf else "picture")
    if not decoded.pictures:
        raise NotDecoded(decoded.told.get("fault", "no page"))
    return decoded


async def refuse_active_pdf(store: ObjectStore, key: str) -> None:
    """Raises Refused for a stored PDF that does more than show, or that nobody can look through.

    Raises ObjectMissing, StoreUnreachable.
    """
    verdict = (await _told(store, key, "check")).get("verdict", "")
    if verdict != "shows":
        raise Refused(_REASONS.get(verdict, Reason.COMPLEX), f"PDF: {verdict}")


async def look_inside_object(store: ObjectStore, key: str, among: Collection[FileType]) -> FileType:
    """Which of these types a stored document is, looked through to its end.

    Raises Refused for one that is none of them, does more than show, or takes more time or memory
    than there is; ObjectMissing, StoreUnreachable.
    """
    told = await _told(store, key, "document")
    kind = next((one for one in among if one.extension == told.get("kind")), None)
    if kind is None:
        known = (reason for reason in Reason if reason == told.get("refused"))
        found = str(told.get("found", told.get("fault", "")))[:LONGEST_FOUND]
        raise Refused(next(known, Reason.COMPLEX), found)
    return kind


async def _told(store: ObjectStore, key: str, what: What) -> Mapping[str, Any]:
    try:
        return (await _decode(store, key, what)).told
    except NotDecoded as fault:
        raise Refused(Reason.COMPLEX, str(fault)) from fault


async def _decode(store: ObjectStore, key: str, what: What) -> Decoded:
    turn = _turns.setdefault(asyncio.get_running_loop(), asyncio.Semaphore(AT_ONCE))
    async with turn:
        with _unnamed() as copy:
            size = 0
            async for piece in store.stream(key):
                size += len(piece)
                if size > LONGEST_FILE:
                    raise NotDecoded("a file too large to be decoded")
                copy.write(piece)
            copy.flush()
            return await decode(copy, what, SECONDS)


def _unnamed() -> BinaryIO:
    """A file without a name; in memory where there is such a thing, since what lies in the store
    may be encrypted there.
    """
    if hasattr(os, "memfd_create"):
        return os.fdopen(os.memfd_create("decoding"), "w+b")
    return cast("BinaryIO", tempfile.TemporaryFile())


async def decode(file: BinaryIO, what: What, seconds: float) -> Decoded:
    """Give a file (a real one, with a number) to a process of its own. Raises NotDecoded.

    That is a child of the parent, or a program started anew where there is none or it has gone.
    """
    _rewind(file)
    if _PARENT is not None:
        try:
            answer = await _PARENT.ask(file.fileno(), what, seconds, LONGEST_ANSWER)
        except ParentGone:
            _rewind(file)
        else:
            return _decoded(answer)
    loop = asyncio.get_running_loop()
    return _decoded(await loop.run_in_executor(_WORKERS, _started_anew, file, what, seconds))


def _rewind(file: BinaryIO) -> None:
    file.seek(0)
    os.lseek(file.fileno(), 0, os.SEEK_SET)


def _started_anew(file: BinaryIO, what: What, seconds: float) -> bytes:
    command = [sys.executable, "-I", str(Path(child.__file__)), what]
    with subprocess.Popen(  # noqa: S603 - our own program, and no word of anybody's
        command,
        stdin=file,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd="/",
        env={"PYTHONIOENCODING": "utf-8"},  # nothing that we know: no token, no key
    ) as process:
        watch = Timer(seconds, process.kill)
        watch.start()
        try:
            answer = process.stdout.read(LONGEST_ANSWER + 1) if process.stdout else b""
        finally:
            watch.cancel()
            process.kill()
    return answer


def _decoded(answer: bytes) -> Decoded:
    """Raises NotDecoded for an answer that is cut off, too long, or none."""
    line, found, rest = answer.partition(b"\n")
    if not found or len(answer) > LONGEST_ANSWER:
        raise NotDecoded("the process ended without an answer")
    try:
        told = json.loads(line)
        lengths = [int(length) for length in told.pop("lengths")]
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise NotDecoded("nonsense") from fault
    if sum(lengths) != len(rest) or min(lengths, default=0) < 0:
        raise NotDecoded("an answer that was cut off")
    starts = [sum(lengths[:n]) for n in range(len(lengths))]
    return Decoded(told, tuple(rest[a : a + n] for a, n in zip(starts, lengths, strict=True)))
