"""Why a file of no accepted type is refused: puremagic knows what it is, and so which words fit."""

from __future__ import annotations

import re
from typing import BinaryIO, Final, Protocol, cast

import puremagic

from bot.kit.files.filetype import Look, Reason, Refused

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_OFFICE: Final = ("WordDocument", "Workbook", "Book", "PowerPoint Document")
_PROGRAMS: Final = re.compile(
    r"\.(?:exe|dll|sys|elf|so|class|jar|apk|msi|com|scr|dex|wasm|macho|dylib|lnk|drv|o|pyc)"
)
_ARCHIVES: Final = re.compile(
    r"\.(?:zip|rar|7z|t?gz|bz2|xz|tar(?:\..*)?|zst|lz4?|z|cab|iso|dmg|arj|lzh|lha|ace|ar|deb|rpm"
    r"|cpio|vhd|vmdk|wim|img|zoo)"
)
_PROGRAM_SIGNS: Final = (
    b"MZ",
    b"\x7fELF",
    b"\xca\xfe\xba\xbe",
    b"\xfe\xed\xfa",
    b"\xcf\xfa\xed\xfe",
)


class _Match(Protocol):
    byte_match: bytes
    extension: str


def refuse_other(look: Look) -> Refused:
    """The refusal that fits a file which no room here took."""
    if look.head.startswith(_OLE):
        return _compound(look)
    if look.head.startswith(_PROGRAM_SIGNS):
        return Refused(Reason.PROGRAM)
    if b"%PDF-" in look.head[:1024]:
        return Refused(Reason.TWO_IN_ONE, "something before a PDF")
    names = _names(look)
    return Refused(_reason(names), " ".join(sorted(names)))


def _reason(names: set[str]) -> Reason:
    if any(map(_PROGRAMS.fullmatch, names)):
        return Reason.PROGRAM
    if any(map(_ARCHIVES.fullmatch, names)):
        return Reason.ARCHIVE
    return Reason.UNSUPPORTED if names else Reason.UNKNOWN


def _names(look: Look) -> set[str]:
    """The extensions that the longest fitting signature stands for; two bytes prove nothing."""
    look.file.seek(0)
    found = [(one.byte_match, one.extension.lower()) for one in _matches(look.file)]
    longest = max((len(sign) for sign, _ in found), default=0)
    return {name for sign, name in found if len(sign) == longest > 2}


def _matches(file: BinaryIO) -> list[_Match]:
    try:
        found = puremagic.magic_stream(file)  # pyright: ignore[reportUnknownMemberType] - half typed
    except puremagic.PureError:
        return []
    return cast("list[_Match]", found)


def _compound(look: Look) -> Refused:
    """Old office documents and locked new ones share a format; the names in its directory tell."""
    sector = 4096 if look.head[30:32] == b"\x0c\x00" else 512
    first = int.from_bytes(look.head[48:52], "little")
    directory = look.read((first + 1) * sector, 8 * sector)
    if _written("EncryptedPackage") in directory:
        return Refused(Reason.PASSWORD, "office document")
    if any(_written(name) in directory for name in _OLD_OFFICE):
        return Refused(Reason.OLD_OFFICE)
    return Refused(Reason.UNSUPPORTED, "compound file")


def _written(name: str) -> bytes:
    return name.encode("utf-16-le")
