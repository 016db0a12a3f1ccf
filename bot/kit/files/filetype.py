"""The types of file that are taken, the reasons why others are not, and one look at a file."""

from __future__ import annotations

import os
from dataclasses import dataclass
from enum import StrEnum
from typing import BinaryIO, Final

HEAD_BYTES: Final = 64 * 1024
TAIL_BYTES: Final = 66 * 1024  # a ZIP's end record with the longest comment lies within


class Family(StrEnum):
    """What a person would call it."""

    PICTURE = "picture"
    DOCUMENT = "document"
    VOICE = "voice"
    VIDEO = "video"


@dataclass(frozen=True, slots=True)
class FileType:
    """A type as its bytes show it. `extension` comes without the dot, and is the only one used."""

    mime: str
    extension: str
    family: Family


class Reason(StrEnum):
    """Why a file is not taken; each has its own sentence for the person."""

    EMPTY = "empty"
    UNKNOWN = "unknown"  # the bytes fit no type that we know
    UNSUPPORTED = "unsupported"  # a real type that is not on the list, such as a TIFF
    OLD_OFFICE = "old_office"  # doc, xls, ppt: to be saved as docx or PDF
    PASSWORD = "password"  # noqa: S105 - locked, so that nobody could judge or scan it
    MACROS = "macros"  # a document with macros or embedded objects that run
    LOADS = "loads"  # a document that takes in something from another machine when it is opened
    PROGRAM = "program"
    SCRIPT = "script"
    ARCHIVE = "archive"
    MARKUP = "markup"  # HTML, SVG and other XML: a browser would run what is in it
    TWO_IN_ONE = "two_in_one"  # it can be opened as a second, hidden type
    OVERPACKED = "overpacked"  # it would unpack to far more than it shows
    PIXELS = "pixels"  # a picture that would fill the memory of whoever opens it
    ACTIVE = "active"  # a PDF that runs something instead of only showing
    COMPLEX = "complex"  # a document that cannot be looked through with bounded time and memory
    DAMAGED = "damaged"


class Refused(Exception):
    """A file that is not taken, and why. `found` says what it seems to be, for the log alone."""

    def __init__(self, reason: Reason, found: str = "") -> None:
        super().__init__(f"{reason.value}: {found}" if found else reason.value)
        self.reason = reason
        self.found = found


@dataclass(frozen=True, slots=True)
class Look:
    """A file with its first and last bytes at hand; everything else is read by range."""

    file: BinaryIO
    size: int
    head: bytes
    tail: bytes

    def read(self, start: int, length: int) -> bytes:
        """At most `length` bytes from `start`; fewer at the end."""
        if start + length <= len(self.head):
            return self.head[start : start + length]
        self.file.seek(start)
        return self.file.read(length)


def look_at(file: BinaryIO) -> Look:
    """The size, the head and the tail of a file that can be sought in."""
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    head = file.read(HEAD_BYTES)
    file.seek(max(0, size - TAIL_BYTES))
    return Look(file, size, head, file.read(TAIL_BYTES))


def _type(mime: str, extension: str, family: Family) -> FileType:
    return FileType(mime, extension, family)


_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."

JPEG: Final = _type("image/jpeg", "jpg", Family.PICTURE)
PNG: Final = _type("image/png", "png", Family.PICTURE)
WEBP: Final = _type("image/webp", "webp", Family.PICTURE)
HEIC: Final = _type("image/heic", "heic", Family.PICTURE)
GIF: Final = _type("image/gif", "gif", Family.PICTURE)
PDF: Final = _type("application/pdf", "pdf", Family.DOCUMENT)
DOCX: Final = _type(f"{_OFFICE}wordprocessingml.document", "docx", Family.DOCUMENT)
XLSX: Final = _type(f"{_OFFICE}spreadsheetml.sheet", "xlsx", Family.DOCUMENT)
PPTX: Final = _type(f"{_OFFICE}presentationml.presentation", "pptx", Family.DOCUMENT)
ODT: Final = _type(f"{_OPEN}text", "odt", Family.DOCUMENT)
ODS: Final = _type(f"{_OPEN}spreadsheet", "ods", Family.DOCUMENT)
ODP: Final = _type(f"{_OPEN}presentation", "odp", Family.DOCUMENT)
OFFICE: Final = (DOCX, XLSX, PPTX, ODT, ODS, ODP)
RTF: Final = _type("application/rtf", "rtf", Family.DOCUMENT)
TXT: Final = _type("text/plain", "txt", Family.DOCUMENT)
CSV: Final = _type("text/csv", "csv", Family.DOCUMENT)
OGG: Final = _type("audio/ogg", "ogg", Family.VOICE)
MP3: Final = _type("audio/mpeg", "mp3", Family.VOICE)
M4A: Final = _type("audio/mp4", "m4a", Family.VOICE)
WAV: Final = _type("audio/wav", "wav", Family.VOICE)
MP4: Final = _type("video/mp4", "mp4", Family.VIDEO)
MOV: Final = _type("video/quicktime", "mov", Family.VIDEO)
WEBM: Final = _type("video/webm", "webm", Family.VIDEO)
THREE_GP: Final = _type("video/3gpp", "3gp", Family.VIDEO)
