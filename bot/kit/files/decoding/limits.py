"""What the kernel keeps the process that decodes from, for good: Linux alone, no rights needed.

It makes no connection, starts no process and looks into none (seccomp), and reads no file but those
of Python and the system's libraries and fonts (Landlock). Where a kernel has one of them not, the
other and the limits on memory, time and files are what is left.
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct
import sys
from typing import Any, Final

_NO_NEW_PRIVILEGES: Final = 38
_SECCOMP: Final = 22
_FILTER: Final = 2
# Numbers of system calls: they are part of the kernel's promise and never change.
_NEWER: Final = (424, 425, 434, 435, 438)  # pidfds, io_uring, clone3
_MACHINES: Final[dict[str, tuple[int, tuple[int, ...]]]] = {
    "x86_64": (
        0xC000003E,
        (
            *(41, 42, 43, 44, 46, 49, 50, 53, 288, 307),  # sockets
            *(56, 57, 58, 59, 62, 101, 200, 234, 310, 311, 322),  # processes
            *(160, 165, 246, 248, 249, 250, 272, 298, 302, 304, 308, 321, 323),  # the system
        ),
    ),
    "aarch64": (
        0xC00000B7,
        (
            *(198, 199, 200, 201, 202, 203, 206, 211, 242, 269),
            *(117, 129, 130, 131, 220, 221, 270, 271, 281),
            *(40, 97, 104, 164, 217, 218, 219, 241, 261, 265, 268, 280, 282),
        ),
    ),
}
_OTHER_NUMBERS: Final = 0x40000000  # the same calls under numbers of another kind
_LOAD: Final = 0x20
_EQUAL: Final = 0x15
_AT_LEAST: Final = 0x35
_ANSWER: Final = 0x06
_REFUSE: Final = 0x00050000 | errno.EPERM
_ALLOW: Final = 0x7FFF0000

_MAKE_RULES: Final = 444
_ADD_RULE: Final = 445
_OBEY: Final = 446
_EVERYTHING: Final = (1 << 13) - 1  # what the first Landlock knows
_READ: Final = 1 << 2 | 1 << 3
_LIBRARIES: Final = ("/usr", "/lib", "/lib64")


def shelter() -> None:
    """From here on; what a kernel does not know is left out."""
    if sys.platform != "linux":
        return
    libc: Any = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    _allow_reading(libc, {*_LIBRARIES, sys.prefix, sys.base_prefix, *sys.path})
    if machine := _MACHINES.get(os.uname().machine):
        _refuse_calls(libc, *machine)


def _allow_reading(libc: Any, places: set[str]) -> None:
    rules = struct.pack("<Q", _EVERYTHING)
    number = libc.syscall(_MAKE_RULES, rules, len(rules), 0)
    if number < 0:
        return
    for place in filter(os.path.isdir, places):
        folder = os.open(place, os.O_PATH | os.O_CLOEXEC)
        libc.syscall(_ADD_RULE, number, 1, struct.pack("<Qi", _READ, folder), 0)
        os.close(folder)
    libc.syscall(_OBEY, number, 0)
    os.close(number)


def _refuse_calls(libc: Any, machine: int, numbers: tuple[int, ...]) -> None:
    refused = (*numbers, *_NEWER)
    count = len(refused)  # a jump says how many steps it passes over; the last step refuses
    steps = (
        (_LOAD, 0, 0, 4),  # whose numbers they are
        (_EQUAL, 0, count + 3, machine),
        (_LOAD, 0, 0, 0),
        (_AT_LEAST, count + 1, 0, _OTHER_NUMBERS),
        *((_EQUAL, count - n, 0, call) for n, call in enumerate(refused)),
        (_ANSWER, 0, 0, _ALLOW),
        (_ANSWER, 0, 0, _REFUSE),
    )
    raw = b"".join(struct.pack("<HBBI", *step) for step in steps)
    held = ctypes.create_string_buffer(raw, len(raw))
    program = struct.pack("@HP", len(steps), ctypes.addressof(held))
    libc.prctl(_SECCOMP, _FILTER, program, 0, 0)
