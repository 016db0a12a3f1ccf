"""The object store: streams in and out with bounded memory, and says when it cannot be reached."""

from __future__ import annotations

import asyncio
import hashlib
import os
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Final

import obstore
from obstore.exceptions import BaseError
from obstore.store import LocalStore

from bot.kit.files.failures import ObjectMissing, StoreUnreachable, TooLarge, reaching
from bot.kit.files.keys import checked_key
from bot.kit.files.places import Place, open_place
from bot.kit.files.ranges import open_plain, open_ranges
from bot.kit.files.sealing import HEAD, KeyRing, sealed, sealed_under, unsealed

CHUNK_BYTES: Final = 256 * 1024
# S3 takes no part under 5 MB; one on its way at a time keeps an upload near 10 MB.
_PART_BYTES: Final = 5 * 1024 * 1024
_PART_ON_DISK: Final = 1024 * 1024  # a folder takes any, and less of it waits in memory
_READ_BYTES: Final = 1024 * 1024
# A megabyte hashes in 1 to 3 ms; more than that is done beside the event loop.
_HASHED_AT_ONCE: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Stored:
    """What an object holds, encrypted or not: `size` in bytes, `sha256` in hexadecimal."""

    key: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Listed:
    """An object as the store lists it: when it was put there, in UTC."""

    key: str
    changed_at: datetime


class _Intake:
    """Counts and hashes what passes, and keeps a fault of the source apart from the store's."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._size = 0
        self._digest = hashlib.sha256()
        self.fault: Exception | None = None

    async def passing(self, chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
        try:
            async for chunk in chunks:
                await self._take(chunk)
                yield chunk
        except Exception as fault:
            self.fault = fault
            raise

    async def _take(self, chunk: bytes) -> None:
        self._size += len(chunk)
        if self._size > self._limit:
            raise TooLarge(self._limit)
        if len(chunk) > _HASHED_AT_ONCE:
            await asyncio.to_thread(self._digest.update, chunk)
        else:
            self._digest.update(chunk)

    def stored(self, key: str) -> Stored:
        return Stored(key, self._size, self._digest.hexdigest())


class ObjectStore:
    """One interface over a folder and a bucket. Keys come from `new_key`; others raise BadKey.

    With keys in the ring what is put there is encrypted; what lies there plain stays readable.
    """

    def __init__(self, place: Place, ring: KeyRing) -> None:
        self._place = place
        self.ring = ring

    async def put_stream(self, key: str, chunks: AsyncIterator[bytes], limit: int) -> Stored:
        """Store what comes, at most `limit` bytes, and say what it was.

        Raises TooLarge, StoreUnreachable, or whatever `chunks` itself raises; after each of them
        there is no object. Memory stays near 10 MB, in a folder 2 MB, however long the stream is.
        """
        intake = _Intake(limit)
        try:
            with reaching(key):
                await self._put(checked_key(key), intake.passing(chunks))
        except (ObjectMissing, StoreUnreachable) as fault:
            if intake.fault is not None:
                raise intake.fault from None
            raise StoreUnreachable(str(fault)) from fault  # nothing to put it into is no better
        return intake.stored(key)

    async def _put(self, key: str, chunks: AsyncIterator[bytes]) -> None:
        await obstore.put_async(
            self._place,
            key,
            sealed(chunks, self.ring, key),
            use_multipart=True,
            chunk_size=_PART_ON_DISK if isinstance(self._place, LocalStore) else _PART_BYTES,
            max_concurrency=1,
        )
        await self._settle(key)

    async def _settle(self, key: str) -> None:
        """A folder's file survives a power cut; a bucket has promised so already."""
        if isinstance(self._place, LocalStore) and self._place.prefix is not None:
            await asyncio.to_thread(_sync, self._place.prefix / key)

    async def read_back(self, key: str) -> Stored:
        """What really lies there, read once through. Raises ObjectMissing, StoreUnreachable."""
        read = _Intake(limit=2**62)
        async for _ in read.passing(self.stream(key)):
            pass
        return read.stored(key)

    async def stream(self, key: str, chunk_size: int = CHUNK_BYTES) -> AsyncIterator[bytes]:
        """The bytes in pieces of about `chunk_size`. Raises ObjectMissing, StoreUnreachable.

        Of an encrypted object also KeyMissing, and ObjectDamaged where it was changed.
        """
        async for plain in unsealed(self._raw(key, chunk_size), self.ring, key):
            yield plain

    def _raw(self, key: str, chunk_size: int) -> AsyncIterator[bytes]:
        if isinstance(self._place, LocalStore):
            return self._from_folder(key, chunk_size)
        return self._from_bucket(key, chunk_size)

    async def _from_folder(self, key: str, chunk_size: int) -> AsyncIterator[bytes]:
        """By range, a megabyte at a time: obstore streams a file in pieces of 8 KB, which takes
        ten times as long.
        """
        with reaching(key):
            found = await obstore.get_async(self._place, checked_key(key))
        for start in range(0, found.meta["size"], _READ_BYTES):
            end = min(found.meta["size"], start + _READ_BYTES)
            with reaching(key):
                read = await obstore.get_range_async(self._place, key, start=start, end=end)
            window = memoryview(read)
            for at in range(0, len(window), chunk_size):
                yield bytes(window[at : at + chunk_size])

    async def _from_bucket(self, key: str, chunk_size: int) -> AsyncIterator[bytes]:
        with reaching(key):
            found = await obstore.get_async(self._place, checked_key(key))
            pieces = aiter(found.stream(min_chunk_size=chunk_size))
        while True:
            with reaching(key):
                piece = await anext(pieces, None)
            if piece is None:
                return
            yield bytes(piece)

    async def delete(self, key: str) -> None:
        """Gone afterwards, also if it was never there. Raises StoreUnreachable."""
        try:
            with reaching(key):
                await obstore.delete_async(self._place, checked_key(key))
        except ObjectMissing:
            return

    async def clear_begun(self, key: str) -> None:
        """In a folder, delete what a put of this key had begun when its process was killed: it has
        another name, which no list shows. For whoever alone puts there. Raises StoreUnreachable.
        """
        if isinstance(self._place, LocalStore) and self._place.prefix is not None:
            path = self._place.prefix / checked_key(key)
            with reaching(key):
                await asyncio.to_thread(_clear_begun, path)

    async def exists(self, key: str) -> bool:
        """Raises StoreUnreachable, so that no answer is never taken for a no."""
        try:
            with reaching(key):
                await obstore.head_async(self._place, checked_key(key))
        except ObjectMissing:
            return False
        return True

    async def size_of(self, key: str) -> int:
        """How many bytes it takes in the store, encrypted a little more than it holds.

        Raises ObjectMissing, StoreUnreachable.
        """
        with reaching(key):
            return (await obstore.head_async(self._place, checked_key(key)))["size"]

    async def sealed_under(self, key: str) -> str | None:
        """The id of the key under which it is encrypted, None for a plain object.

        Reads a few bytes. Raises ObjectMissing, StoreUnreachable.
        """
        with reaching(key):
            try:
                head = await obstore.get_range_async(
                    self._place, checked_key(key), start=0, end=HEAD
                )
            except BaseError:  # of an empty object there is no range
                found = await obstore.head_async(self._place, key)
                if found["size"]:
                    raise
                return None
        return sealed_under(bytes(head))

    async def list(self, prefix: str) -> AsyncIterator[str]:
        """The keys under `prefix`, in no promised order. Raises StoreUnreachable."""
        async for page in self.pages(prefix):
            for one in page:
                yield one.key

    async def pages(self, prefix: str) -> AsyncIterator[list[Listed]]:
        """What lies under `prefix`, at most 1,000 at once. Raises StoreUnreachable."""
        found = obstore.list(  # pyright: ignore[reportUnknownMemberType] - types of arrow, not used
            self._place, checked_key(prefix), chunk_size=1000, return_arrow=False
        )
        batches = aiter(found)
        while True:
            with reaching(prefix):
                batch = await anext(batches, None)
            if batch is None:
                return
            yield [Listed(one["path"], one["last_modified"]) for one in batch]

    def open(self, key: str) -> BinaryIO:
        """The object as a file to read and seek in, fetched by range. It blocks: for threads alone.

        It and every read raise ObjectMissing or StoreUnreachable, and as `stream` does.
        """
        return open_plain(open_ranges(self._place, checked_key(key)), self.ring, key)


def open_store(url: str, keys: tuple[bytes, ...] = (), prefix: str = "") -> ObjectStore:
    """The store at `url`: a folder, `file:///folder` or `s3://bucket/prefix?endpoint=…&region=…`.

    `keys`: of 32 bytes each, newest first. `prefix`: plain words with / under which all lies.

    Credentials of a bucket come from the environment (`AWS_ACCESS_KEY_ID` and its like). Raises
    BadStoreAddress, or OSError for a folder that cannot be made.
    """
    return ObjectStore(open_place(url, prefix), KeyRing(keys))


def _clear_begun(path: Path) -> None:
    for begun in path.parent.glob(f"{path.name}#*"):
        begun.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    for place in (path, path.parent):
        handle = os.open(place, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
