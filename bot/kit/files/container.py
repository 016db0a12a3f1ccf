"""The ZIP around an office document, read so strictly that every program sees the same parts."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NoReturn

from bot.kit.files.filetype import Look, Reason, Refused

_END: Final = b"PK\x05\x06"
_LOCAL: Final = b"PK\x03\x04"
_DESCRIPTOR: Final = b"PK\x07\x08"
_END_BYTES: Final = 22
_LOCAL_BYTES: Final = 30
_MOST_DIRECTORY_BYTES: Final = 2 * 1024 * 1024  # some 20,000 entries; zipfile holds them all
_MOST_BYTES: Final = 512 * 1024 * 1024
_MOST_TIMES: Final = 200  # text packs 10 to 30 times, a trap a thousand times
_SMALL_BYTES: Final = 32 * 1024 * 1024  # however well it is packed, this much hurts nobody
_PIECE: Final = 256 * 1024
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # no office program takes another
_LOCKED: Final = 0x0001
_SIZES_BEHIND: Final = 0x0008
_IN_UTF_8: Final = 0x0800
_LARGE_SIZES: Final = 0x0001
_OTHER_NAME: Final = 0x7075  # a name for those who ask for it, and another one for the rest
_ODD_NAME: Final = re.compile(r"(?:^|/)\.\.?(?:/|$)|^/|^[a-z]:|[\\\x00-\x1f\x7f]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """An entry: its packed bytes lie at `start`, and unpack to `size` bytes of this CRC-32."""

    name: str
    method: int
    start: int
    packed: int
    size: int
    check: int


def parts_of(look: Look) -> list[Part]:
    """The entries, in the order in which they lie in the file.

    They lie one behind another from the first byte to the directory, nothing between them, and each
    says of itself what the directory says of it; the directory reaches to the end record, and that
    to the end of the file. Raises Refused, and for what is no ZIP the errors of zipfile and struct.
    """
    directory = _directory_of(look)
    with zipfile.ZipFile(look.file) as opened:
        entries = sorted(opened.infolist(), key=lambda entry: entry.header_offset)
    _check_weight(entries)
    names = {entry.orig_filename.casefold() for entry in entries}
    if len(names) != len(entries) or len(entries) != int.from_bytes(look.tail[-12:-10], "little"):
        _two("two entries of one name")
    parts, at = list[Part](), 0
    for entry in entries:
        if entry.header_offset != at:
            _two("entries that overlap, or something between them")
        part, behind = _part(look, entry)
        parts.append(part)
        at = part.start + part.packed + behind
    if at != directory:
        _two("something before the directory")
    return parts


def _two(found: str) -> NoReturn:
    raise Refused(Reason.TWO_IN_ONE, f"ZIP: {found}")


def _directory_of(look: Look) -> int:
    """Where the directory begins; it and the end record close the file, without a comment."""
    end = look.tail.rfind(_END)
    record = look.tail[end : end + _END_BYTES]
    if end < 0 or len(record) < _END_BYTES:
        raise Refused(Reason.DAMAGED, "ZIP without an end")
    disk, first_disk, here, entries, length, start, comment = struct.unpack("<4H2LH", record[4:])
    if comment or len(look.tail) - end != _END_BYTES:
        _two("something after the end")
    if length > _MOST_DIRECTORY_BYTES:
        raise Refused(Reason.OVERPACKED, "endless directory")
    # ZIP64's own end record would lie between: nothing of the sizes taken needs it.
    if disk or first_disk or here != entries or start + length != look.size - _END_BYTES:
        _two("a directory that is elsewhere")
    return start


def _check_weight(entries: list[zipfile.ZipInfo]) -> None:
    if any(entry.flag_bits & _LOCKED for entry in entries):
        raise Refused(Reason.PASSWORD, "ZIP")
    full = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if full > _MOST_BYTES or full > max(_SMALL_BYTES, packed * _MOST_TIMES):
        raise Refused(Reason.OVERPACKED, f"{packed} to {full} bytes")


def _part(look: Look, entry: zipfile.ZipInfo) -> tuple[Part, int]:
    """The entry as it lies there, and how many bytes of sizes stand behind it."""
    header = look.read(entry.header_offset, _LOCAL_BYTES)
    if len(header) < _LOCAL_BYTES or not header.startswith(_LOCAL):
        _two("an entry that is not there")
    flags, method = struct.unpack("<2H", header[6:10])
    *sizes, name_length, more_length = struct.unpack("<3L2H", header[14:])
    rest = look.read(entry.header_offset + _LOCAL_BYTES, name_length + more_length)
    name, more = rest[:name_length], _fields(rest[name_length:])
    _check_name(entry, name, flags, (more, _fields(entry.extra)))
    if flags & _LOCKED or method != entry.compress_type or method not in _METHODS:
        _two("an entry packed in another way than the directory says")
    if sizes[1:] == [0xFFFFFFFF] * 2:
        full, packed = struct.unpack("<2Q", more.get(_LARGE_SIZES, b"").ljust(16, b"\xff")[:16])
        sizes[1:] = [packed, full]
    start = entry.header_offset + _LOCAL_BYTES + len(rest)
    behind = look.read(start + entry.compress_size, 24) if flags & _SIZES_BEHIND else None
    packed, size, check = entry.compress_size, entry.file_size, entry.CRC
    part = Part(entry.orig_filename, method, start, packed, size, check)
    return part, _behind(behind, sizes, [check, packed, size])


def _fields(more: bytes) -> dict[int, bytes]:
    """Fields of a header by their number; what is no field is left out."""
    found = dict[int, bytes]()
    while len(more) >= 4:
        number, length = struct.unpack("<2H", more[:4])
        found[number] = more[4 : 4 + length]
        more = more[4 + length :]
    return found


def _check_name(
    entry: zipfile.ZipInfo, name: bytes, flags: int, more: tuple[dict[int, bytes], ...]
) -> None:
    told = entry.orig_filename
    if name.decode("utf-8" if flags & _IN_UTF_8 else "cp437", "replace") != told:
        _two("an entry of another name than the directory says")
    if any(_OTHER_NAME in fields and fields[_OTHER_NAME][5:] != name for fields in more):
        _two("an entry of two names")
    if not told or _ODD_NAME.search(told):
        _two("a name that leads out of the folder")


def _behind(behind: bytes | None, before: list[int], told: list[int]) -> int:
    """How long the record of CRC and sizes behind an entry is: none, or one of four shapes.

    `before` is what stands before the entry: zeros if it stands behind.
    """
    open_ones = (0,) if behind is not None else ()
    if any(here not in (*open_ones, one) for here, one in zip(before, told, strict=True)):
        _two("an entry of other sizes than the directory says")
    if behind is None:
        return 0
    for mark in (_DESCRIPTOR, b""):
        for shape in ("<3L", "<L2Q"):
            record = mark + struct.pack(shape, *told)
            if behind.startswith(record):
                return len(record)
    if before != told:
        _two("an entry whose sizes stand nowhere")
    return 0


def unpacked(look: Look, part: Part) -> Iterator[bytes]:
    """Its bytes, at most a quarter of a megabyte at a time.

    Raises Refused for what unpacks to anything else than the directory says, zlib.error.
    """
    size = check = 0
    stream = _packed(look, part)
    for piece in stream if part.method == zipfile.ZIP_STORED else _inflated(stream):
        size += len(piece)
        if size > part.size:
            raise Refused(Reason.OVERPACKED, part.name)
        check = zlib.crc32(piece, check)
        yield piece
    if (size, check) != (part.size, part.check):
        raise Refused(Reason.DAMAGED, f"ZIP: {part.name}")


def _packed(look: Look, part: Part) -> Iterator[bytes]:
    at, end = part.start, part.start + part.packed
    while at < end and (piece := look.read(at, min(_PIECE, end - at))):
        at += len(piece)
        yield piece


def _inflated(packed: Iterator[bytes]) -> Iterator[bytes]:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    for piece in packed:
        left = piece
        while left and not inflater.eof:
            yield inflater.decompress(left, _PIECE)
            left = inflater.unconsumed_tail
        if inflater.unused_data or (left and inflater.eof):
            _two("something behind what an entry unpacks to")
    while more := inflater.decompress(b"", _PIECE):
        yield more
    if not inflater.eof:
        raise Refused(Reason.DAMAGED, "ZIP: an entry that breaks off")
