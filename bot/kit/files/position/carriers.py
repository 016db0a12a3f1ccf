"""What Exif, XMP and IPTC say: whether a place is named, and the little that is kept of Exif."""

from __future__ import annotations

import re
import struct
import zlib
from typing import Any, Final

from PIL import ExifTags, Image

LONGEST: Final = 4 * 1024 * 1024  # of one of them; what is longer is taken for one that says it
_EXIF: Final = b"Exif\x00\x00"
_GPS: Final = frozenset(
    {
        ExifTags.GPS.GPSLatitude,
        ExifTags.GPS.GPSLongitude,
        ExifTags.GPS.GPSDestLatitude,
        ExifTags.GPS.GPSDestLongitude,
        ExifTags.GPS.GPSAreaInformation,
    }
)
_XMP: Final = re.compile(
    rb"GPS(?:Dest)?L(?:at|ong)itude|GPSCoordinates|GPSPosition|GPSAreaInformation|geo:l(?:at|ong)\b"
    rb"|photoshop:(?:City|State|Country)|Iptc4xmpCore:(?:Location|CountryCode)"
    rb"|Iptc4xmpExt:Location(?:Created|Shown)|location\.ISO6709"
)
# Place and its code, city, part of a city, province, country and its code.
_IPTC: Final = re.compile(rb"\x1c\x02[\x1a\x1b\x5a\x5c\x5f\x64\x65]")
_MOMENT: Final = re.compile(r"\d{4}:\d\d:\d\d \d\d:\d\d:\d\d")
_OFFSET: Final = re.compile(r"[+-]\d\d:\d\d")
_FAULTS: Final = (
    ValueError, TypeError, KeyError, IndexError, SyntaxError, OSError, OverflowError,
    AttributeError, struct.error, ZeroDivisionError,
)  # fmt: skip


def exif_says(tiff: bytes) -> bool:
    """Whether Exif, from its `II` or `MM` on, holds a position or names a place.

    What cannot be read counts as saying so: somebody else's program may read it.
    """
    if len(tiff) > LONGEST or xmp_says(tiff):
        return True
    try:
        held = _loaded(tiff).get_ifd(ExifTags.IFD.GPSInfo)
    except _FAULTS:
        return b"GPS" in tiff or len(tiff) > 8
    return not _GPS.isdisjoint(held)


def _loaded(tiff: bytes) -> Image.Exif:
    exif = Image.Exif()
    exif.load(_EXIF + tiff)
    return exif


def xmp_says(packet: bytes) -> bool:
    """Whether XMP names a place; in UTF-16 as well."""
    return len(packet) > LONGEST or bool(_XMP.search(packet.replace(b"\x00", b"")))


def iptc_says(block: bytes) -> bool:
    """Whether what Photoshop keeps beside a picture names a place."""
    return len(block) > LONGEST or bool(_IPTC.search(block)) or xmp_says(block)


def inflated(packed: bytes) -> bytes:
    """What a compressed text of a PNG holds, up to a limit; nothing where it is broken."""
    try:
        return zlib.decompressobj().decompress(packed, LONGEST + 1)
    except zlib.error:
        return b""


def kept_exif(tiff: bytes) -> bytes:
    """Exif anew with nothing but which way up and when, without its signature; empty for neither.

    Without the first a picture would lie on its side, and the second helps to judge evidence.
    """
    try:
        old = _loaded(tiff)
        inner: dict[int, Any] = dict(old.get_ifd(ExifTags.IFD.Exif))
    except _FAULTS:
        return b""
    new = Image.Exif()
    if old.get(ExifTags.Base.Orientation) in range(2, 9):
        new[ExifTags.Base.Orientation] = old[ExifTags.Base.Orientation]
    moments = {
        tag: inner[tag]
        for tag, form in (
            (ExifTags.Base.DateTimeOriginal, _MOMENT),
            (ExifTags.Base.OffsetTimeOriginal, _OFFSET),
        )
        if isinstance(inner.get(tag), str) and form.fullmatch(inner[tag])
    }
    if moments:
        new[ExifTags.IFD.Exif] = moments
    return new.tobytes().removeprefix(_EXIF) if len(new) else b""
