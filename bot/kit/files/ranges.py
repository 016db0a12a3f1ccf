"""An object as a file: whoever looks at its head and its tail fetches only those."""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING, BinaryIO, Final, Generic, TypeVar, cast

import obstore
from obstore.store import LocalStore

from bot.kit.files.failures import ObjectDamaged, reaching
from bot.kit.files.sealing import FIRST_ROOM, FRONT, ROOM, SEGMENT, TAG, KeyRing, Segments

if TYPE_CHECKING:
    from obstore import ReadableFile
    from obstore.store import ObjectStore as Place

_BUFFER_BYTES: Final = 128 * 1024
_READ_AHEAD: Final = 16  # segments: a megabyte in one request
Opened = TypeVar("Opened", "ReadableFile", io.FileIO)


class _Seekable(io.RawIOBase):
    """What is read from any place in it."""

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True


class _Over(_Seekable, Generic[Opened]):
    """An object, through a file that knows its place itself."""

    def __init__(self, file: Opened, key: str) -> None:
        self._file = file
        self._key = key

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()


class _Ranges(_Over["ReadableFile"]):
    """An object of a store, a request for every range of it."""

    def readinto(self, buffer: object, /) -> int:
        view = memoryview(cast("bytearray", buffer))
        with reaching(self._key):
            got = memoryview(self._file.read(len(view)))
        view[: len(got)] = got
        return len(got)


class _OnDisk(_Over[io.FileIO]):
    """A file of a folder, without a request for every range of it."""

    def readinto(self, buffer: object, /) -> int:
        with reaching(self._key):
            return self._file.readinto(cast("bytearray", buffer))

    def close(self) -> None:
        self._file.close()
        super().close()


def open_ranges(place: Place, key: str) -> BinaryIO:
    """A buffered, seekable reader. It and every read raise ObjectMissing or StoreUnreachable."""
    if isinstance(place, LocalStore) and place.prefix is not None:
        with reaching(key):
            raw = (place.prefix / key).open("rb", buffering=0)
        return io.BufferedReader(_OnDisk(raw, key), buffer_size=_BUFFER_BYTES)
    with reaching(key):
        file = obstore.open_reader(place, key, buffer_size=_BUFFER_BYTES)
    return io.BufferedReader(_Ranges(file, key), buffer_size=_BUFFER_BYTES)


class _SealedRanges(_Seekable):
    """The plain content of an encrypted object; opens only the segments that are read."""

    def __init__(self, file: BinaryIO, segments: Segments, key: str) -> None:
        self._file = file
        self._segments = segments
        sealed = file.seek(0, os.SEEK_END)
        self._last = (sealed - 1) // SEGMENT
        self._size = sealed - FRONT - TAG * (self._last + 1)
        self._place = 0
        self._held: tuple[int, bytes] = (-1, b"")
        self._window: tuple[int, bytes] = (0, b"")
        if self._size < 0:
            raise ObjectDamaged(f"{key}: it was cut off")
        self._segment(self._last)  # an object that was cut off is found out before it is used

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._place, os.SEEK_END: self._size}[whence]
        if start + offset < 0:
            raise ValueError(f"a place before the beginning: {start + offset}")
        self._place = start + offset
        return self._place

    def tell(self) -> int:
        return self._place

    def readinto(self, buffer: object, /) -> int:
        view = memoryview(cast("bytearray", buffer))
        if self._place >= self._size or not view:
            return 0
        number = 0 if self._place < FIRST_ROOM else 1 + (self._place - FIRST_ROOM) // ROOM
        begin = FIRST_ROOM + (number - 1) * ROOM if number else 0
        plain = self._segment(number)[self._place - begin :][: len(view)]
        view[: len(plain)] = plain
        self._place += len(plain)
        return len(plain)

    def _segment(self, number: int) -> bytes:
        if self._held[0] != number:
            body = self._lying(number)
            self._held = (number, self._segments.open(number, body, last=number == self._last))
        return self._held[1]

    def _lying(self, number: int) -> bytes:
        """A segment as it lies there; whoever reads on gets the next ones fetched with it."""
        first, window = self._window
        begin = (number - first) * SEGMENT
        if not 0 <= begin < len(window):
            many = _READ_AHEAD if number == self._held[0] + 1 else 1
            self._file.seek(number * SEGMENT)
            first, window = self._window = number, self._file.read(many * SEGMENT)
            begin = 0
        return window[begin + (0 if number else FRONT) : begin + SEGMENT]


def open_plain(file: BinaryIO, ring: KeyRing, key: str) -> BinaryIO:
    """The content of an object that is encrypted or not.

    Raises KeyMissing; it and every read raise ObjectDamaged.
    """
    segments = ring.resume(file.read(FRONT), key)
    if segments is None:
        file.seek(0)
        return file
    return io.BufferedReader(_SealedRanges(file, segments, key), buffer_size=_BUFFER_BYTES)
