"""Addresses: what a button means, as plain frozen values that fit Telegram's 64 bytes.

`Address` subclasses are frozen dataclasses of int, str, bool and enum fields. They pack into
`prefix:field:field`; strings may hold `A-Z a-z 0-9 _ . -`. Whole numbers are those of rows and
counts, from 0 to 2,147,483,647, a field named `page` to 9,999; longer ones are an `Account`. They
are never trusted: whoever handles one checks role, ownership and scope again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, fields
from enum import Enum
from functools import cache, partial
from typing import Any, ClassVar, Final, Self, get_type_hints

LONGEST: Final = 64
SAFE: Final = re.compile(r"[A-Za-z0-9_.\-]*")
NUMBER: Final = re.compile(r"[0-9]{1,18}")
MOST: Final = 2**31 - 1  # of a row's number; PostgreSQL's integers end there
MOST_PAGES: Final = 9999
_BY_PREFIX: dict[str, type[Address]] = {}


class Account(int):
    """The number of a Telegram account, which has more digits than those of rows."""


class AddressFault(ValueError):
    """Not an address we made, or not one any more."""


@dataclass(frozen=True, slots=True)
class Address:
    """A place in the bot. Subclass with `class OpenCard(Address, prefix="lessons.card")`."""

    prefix: ClassVar[str] = ""

    def __init_subclass__(cls, prefix: str = "", **rest: Any) -> None:
        super(Address, cls).__init_subclass__(**rest)
        # dataclass(slots=True) makes the class a second time, with the prefix already in it.
        prefix = prefix or cls.__dict__.get("prefix", "")
        if not prefix:
            return
        known = _BY_PREFIX.get(prefix)
        if known is not None and known.__qualname__ != cls.__qualname__:
            raise TypeError(f"two addresses share the prefix {prefix!r}")
        cls.prefix = prefix
        _BY_PREFIX[prefix] = cls

    def pack(self) -> str:
        """At most 64 bytes. Raises AddressFault for a value that does not fit in."""
        parts = [self.prefix, *(_packed(getattr(self, f.name)) for f in fields(self))]
        packed = ":".join(parts)
        if len(packed) > LONGEST:
            raise AddressFault(f"{packed!r} is {len(packed)} bytes, over {LONGEST}")
        return packed

    @classmethod
    def from_parts(cls, parts: list[str]) -> Self:
        readers = _readers(cls)
        if len(parts) != len(readers):
            raise AddressFault(f"{cls.prefix} takes {len(readers)} values, not {len(parts)}")
        try:
            return cls(*(read(part) for read, part in zip(readers, parts, strict=True)))
        except ValueError as bad:
            raise AddressFault(str(bad)) from bad


def unpack(packed: str) -> Address:
    """The address that `pack` wrote. Raises AddressFault for anything else."""
    prefix, *parts = packed.split(":")
    kind = _BY_PREFIX.get(prefix)
    if kind is None:
        raise AddressFault(f"no address begins with {prefix!r}")
    return kind.from_parts(parts)


def find_address(packed: str | None) -> Address | None:
    """None where there is none, or none any more."""
    try:
        return unpack(packed) if packed else None
    except AddressFault:
        return None


def known_addresses() -> tuple[type[Address], ...]:
    """Every kind of address that has been imported, by prefix."""
    return tuple(kind for _, kind in sorted(_BY_PREFIX.items()))


def _packed(value: object) -> str:
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, bool):
        return "1" if value else "0"
    packed = str(value)
    if not SAFE.fullmatch(packed):
        raise AddressFault(f"{packed!r} has a character that an address cannot hold")
    return packed


@cache
def _readers(kind: type[Address]) -> tuple[Callable[[str], Any], ...]:
    hints = get_type_hints(kind)
    return tuple(_reader(f.name, hints[f.name]) for f in fields(kind))


def _reader(name: str, hint: Any) -> Callable[[str], Any]:
    if hint is bool:
        return _read_bool
    if hint is int:
        return partial(_read_int, most=MOST_PAGES if name == "page" else MOST)
    if hint is Account:
        return _read_account
    if hint is str:
        return _read_str
    if isinstance(hint, type) and issubclass(hint, Enum):
        return lambda part: hint(int(part) if issubclass(hint, int) else part)
    raise TypeError(f"an address cannot hold {hint!r}")


def _read_bool(part: str) -> bool:
    if part not in ("0", "1"):
        raise AddressFault(f"{part!r} is neither 0 nor 1")
    return part == "1"


def _read_int(part: str, most: int) -> int:
    if not NUMBER.fullmatch(part) or int(part) > most:
        raise AddressFault(f"{part!r} is no whole number from 0 to {most}")
    return int(part)


def _read_account(part: str) -> Account:
    if not NUMBER.fullmatch(part):
        raise AddressFault(f"{part!r} is no account")
    return Account(part)


def _read_str(part: str) -> str:
    if not SAFE.fullmatch(part):
        raise AddressFault(f"{part!r} has a character that an address cannot hold")
    return part
