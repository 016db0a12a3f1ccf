"""An object as a file: whoever looks at its head and its tail fetches only those."""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING, BinaryIO, Final, cast

import obstore

from bot.kit.files.failures import reaching

if TYPE_CHECKING:
    from obstore import ReadableFile
    from obstore.store import ObjectStore as Place

_BUFFER_BYTES: Final = 128 * 1024


class _Ranges(io.RawIOBase):
    def __init__(self, file: ReadableFile, key: str) -> None:
        self._file = file
        self._key = key

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def readinto(self, buffer: object, /) -> int:
        view = memoryview(cast("bytearray", buffer))
        with reaching(self._key):
            got = memoryview(self._file.read(len(view)))
        view[: len(got)] = got
        return len(got)


def open_ranges(place: Place, key: str) -> BinaryIO:
    """A buffered, seekable reader. It and every read raise ObjectMissing or StoreUnreachable."""
    with reaching(key):
        file = obstore.open_reader(place, key, buffer_size=_BUFFER_BYTES)
    return io.BufferedReader(_Ranges(file, key), buffer_size=_BUFFER_BYTES)
