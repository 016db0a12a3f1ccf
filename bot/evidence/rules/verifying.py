"""What may be wrong between rows and objects, and what helps."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, Protocol

# An upload under way has an object before its row says so.
ORPHAN_AFTER: Final = timedelta(days=1)
# After the last try a row is settled; tries end within two hours and a half.
STUCK_AFTER: Final = timedelta(hours=6)
# Whoever is being sent a file may still be reading its former object.
REPLACED_KEPT: Final = timedelta(hours=1)
NIGHTS: Final = 28
FEWEST_A_NIGHT: Final = 50
FIRST_HOUR: Final = 2
_SHARDS: Final = 256
# Other rooms may keep objects of theirs below the same prefix.
_MADE: Final = re.compile(r"[a-z_]+/([0-9a-f]{2})/\1[0-9a-f]{30,62}")
_OURS: Final = re.compile(r"evidence/([0-9a-f]{2})/\1[0-9a-f]{30}")


class Trouble(StrEnum):
    """In the order of their weight."""

    MISSING = "missing"
    SIZE = "size"
    HASH = "hash"
    DAMAGED = "damaged"
    LOCKED = "locked"
    STUCK = "stuck"
    ORPHAN = "orphan"


_NOT_AS_STORED: Final = frozenset({Trouble.MISSING, Trouble.SIZE, Trouble.HASH, Trouble.DAMAGED})
MEANING: Final = {
    Trouble.MISSING: "there is no object",
    Trouble.SIZE: "the object has another size",
    Trouble.HASH: "the object has another SHA-256",
    Trouble.DAMAGED: "the encrypted object was changed or cut off",
    Trouble.LOCKED: "the object lies under a key that is not set",
    Trouble.STUCK: "it is arriving, and nobody works on it any more",
    Trouble.ORPHAN: "no row knows this object",
}
REMEDY: Final = {
    Trouble.LOCKED: "put the key back into JOBBROKER_STORE_KEY; if it is gone: --key-is-lost",
    Trouble.STUCK: "--mend fetches it from Telegram again",
    Trouble.ORPHAN: "--mend deletes it",
}
FETCH_AGAIN: Final = "--mend fetches it from Telegram again, or tells its owner that it is lost"


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A row that has an object, or will: `number` is the receipt's, `id` the row's."""

    id: int
    person_id: int
    number: int | None
    key: str
    file_id: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with a row (`file`) or with an object without one."""

    trouble: Trouble
    key: str
    file: KeptFile | None = None

    @property
    def words(self) -> str:
        """A line for operators: which, what is wrong, what to do. Nothing personal."""
        subject = self.key
        if self.file is not None:
            number = f", receipt no. {self.file.number}" if self.file.number else ""
            subject = f"file {self.file.id}{number} ({self.key})"
        remedy = REMEDY.get(self.trouble, FETCH_AGAIN)
        return f"{subject}: {MEANING[self.trouble]}; {remedy}"


class Kept(Protocol):
    """What a row says of its object; `sha256` is None where it says nothing."""

    @property
    def key(self) -> str: ...
    @property
    def size(self) -> int: ...
    @property
    def sha256(self) -> str | None: ...


def judge(kept: Kept, size: int, sha256: str) -> Trouble | None:
    """What is wrong with what was read."""
    if size != kept.size:
        return Trouble.SIZE
    return None if kept.sha256 in (None, sha256) else Trouble.HASH


def can_be_replaced(trouble: Trouble, *, key_is_lost: bool) -> bool:
    """Whether the content is to be had from elsewhere. What is locked waits for its key, unless
    somebody has said that there is none any more.
    """
    return trouble in _NOT_AS_STORED or (key_is_lost and trouble is Trouble.LOCKED)


def is_ours(key: str) -> bool:
    """Whether a key is one of a trainee's file."""
    return _OURS.fullmatch(key) is not None


def share_of_a_night(rows: int) -> int:
    """How many rows a night looks at, so that all are seen within four weeks."""
    return max(FEWEST_A_NIGHT, -(-rows // NIGHTS))


def shards_of(night: date) -> tuple[str, ...]:
    """The two letters behind the prefix of what a night looks at: all within four weeks."""
    first = (night.toordinal() % NIGHTS) * _SHARDS // NIGHTS
    behind = (night.toordinal() % NIGHTS + 1) * _SHARDS // NIGHTS
    return tuple(f"{shard:02x}" for shard in range(first, behind))


def prefixes_of(night: date) -> tuple[str, ...]:
    """Where a night looks for trainees' files without a row."""
    return tuple(f"evidence/{shard}" for shard in shards_of(night))


def is_made(key: str) -> bool:
    """Whether the bot made a key."""
    return _MADE.fullmatch(key) is not None


def shard_of(key: str) -> str | None:
    """The two letters of a key that the bot made; None for any other."""
    made = _MADE.fullmatch(key)
    return made.group(1) if made else None
