"""What a part of an office document must not be, by its first bytes."""

from __future__ import annotations

from typing import Final

from bot.kit.files.filetype import Reason, Refused

_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ARCHIVES: Final = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"MSCF\0\0\0\0", b"\xfd7zXZ\0", b"ITSF")
_PROGRAMS: Final = (
    b"\x7fELF",
    b"\xca\xfe\xba\xbe\0\0\0",
    b"\xfe\xed\xfa\xce",
    b"\xfe\xed\xfa\xcf",
    b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe",
    b"L\0\0\0\x01\x14\x02\0",  # a shortcut of Windows, which starts whatever it names
    b"#!/",
)


def refuse_embedded(head: bytes, name: str) -> None:
    """Raises Refused for a program, an archive, and an object of the time before XML.

    Such an object is how macros, controls and files of any kind lie in a document.
    """
    if head.startswith(_COMPOUND):
        raise Refused(Reason.MACROS, name)
    if head.startswith(_PROGRAMS) or _is_windows_program(head):
        raise Refused(Reason.PROGRAM, name)
    if head.startswith(_ARCHIVES) or head[257:262] == b"ustar":
        raise Refused(Reason.ARCHIVE, name)


def _is_windows_program(head: bytes) -> bool:
    at = int.from_bytes(head[60:64], "little")
    return head.startswith(b"MZ") and head[at : at + 4] == b"PE\0\0"
