"""Where the buttons of the lists lead."""

from __future__ import annotations

from dataclasses import dataclass

from bot.kit.address import Address
from bot.lists.rules.entries import List, Pause, Why


@dataclass(frozen=True, slots=True)
class OpenList(Address, prefix="lists.open"):
    """One of the three lists, a page of it."""

    list: List
    page: int = 0


@dataclass(frozen=True, slots=True)
class OpenEntry(Address, prefix="lists.entry"):
    """Somebody on a list, by public ids; `page` is where the list was open."""

    why: Why
    person: str
    reference: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True)
class Nudge(Address, prefix="lists.nudge"):
    """One tap: a friendly word and the way back in, in their language."""

    why: Why
    person: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class WriteTo(Address, prefix="lists.write"):
    """Words of one's own to somebody."""

    why: Why
    person: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class PutAside(Address, prefix="lists.aside"):
    """Not before that day again."""

    pause: Pause
    why: Why
    person: str
    reference: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True)
class TakeBack(Address, prefix="lists.back"):
    """Put aside by mistake: it is on the list again."""

    why: Why
    person: str
    reference: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True)
class SetMornings(Address, prefix="lists.morning"):
    """Whether the lists come each morning."""

    wanted: bool
