"""A ZIP made member by member, straight from the store into the store: never held in memory."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any, Final

from zipstream import ZIP_DEFLATED, ZIP_STORED, ZipStream

from bot.kit.files.names import safe_name
from bot.kit.files.store import ObjectStore, Stored

PIECE_BYTES: Final = 256 * 1024
_HEADS: Final = 512  # what stands before, behind and in the directory about a member, rounded up
# What cannot be made smaller is not tried to.
PACKED_ALREADY: Final = re.compile(
    r"7z|avif|(doc|ppt|xls)x|gif|heic|jpe?g|m4[av]|mkv|mov|mp[34]|od[pst]|og[ag]|opus|pdf|png|rar"
    r"|web[mp]|zip"
)


@dataclass(frozen=True, slots=True)
class Member:
    """A file of the ZIP: its path in it, with /, and what it holds, read once and in order."""

    path: str
    chunks: AsyncIterator[bytes]


async def zip_to_object(
    objects: ObjectStore, key: str, members: AsyncIterator[Member], limit: int
) -> Stored:
    """Put a ZIP of all members into the store; at most `limit` bytes.

    Memory stays near that of any upload, whatever the members hold. Raises TooLarge,
    StoreUnreachable, and what the members raise; after each of them there is no object.
    """
    async with aclosing(zipped(members)) as chunks:
        return await objects.put_stream(key, chunks, limit)


async def zipped(members: AsyncIterator[Member]) -> AsyncGenerator[bytes]:
    """The bytes of a ZIP of all members, with names in UTF-8 and sizes beyond 4 GB."""
    stream: Any = ZipStream(sized=False)
    async for member in members:
        packing = ZIP_STORED if _is_packed(member.path) else ZIP_DEFLATED
        source = _blocking(member.chunks, asyncio.get_running_loop())
        stream.add(source, member.path, compress_type=packing)
        async for chunk in _unblocked(stream.file()):
            yield chunk
    async for chunk in _unblocked(stream.footer()):
        yield chunk


async def one_chunk(data: bytes) -> AsyncGenerator[bytes]:
    """A member that is there already."""
    yield data


def member_path(folder: str, number: int, name: str) -> str:
    """Where a file of that name lies, apart from all others: `files/0012-letter.pdf`."""
    return f"{folder}/{number:04}-{safe_name(name)}"


def in_zip(path: str, size: int) -> int:
    """The most bytes that a member takes in a ZIP: what cannot be packed grows a little, and its
    path stands in it twice.
    """
    return size + size // 1000 + 2 * len(path.encode()) + _HEADS


def _is_packed(path: str) -> bool:
    return bool(PACKED_ALREADY.fullmatch(path.rpartition(".")[2].lower()))


def _blocking(chunks: AsyncIterator[bytes], loop: asyncio.AbstractEventLoop) -> Iterator[bytes]:
    """For the thread that packs: each chunk is fetched on the event loop."""

    async def following() -> bytes | None:
        return await anext(chunks, None)

    while True:
        chunk = asyncio.run_coroutine_threadsafe(following(), loop).result()
        if chunk is None:
            return
        yield chunk


async def _unblocked(made: Iterator[bytes]) -> AsyncGenerator[bytes]:
    """Packing goes on in a thread; small pieces are put together."""
    while True:
        piece = await asyncio.to_thread(_piece, made)
        if not piece:
            return
        yield piece


def _piece(made: Iterator[bytes]) -> bytes:
    parts = bytearray()
    while len(parts) < PIECE_BYTES:
        part = next(made, None)
        if part is None:
            break
        parts += part
    return bytes(parts)
