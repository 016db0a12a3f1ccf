"""Walking the chain: rows go in by their number, faults come out. Holds one row at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.kit.audit.rules import GENESIS, Head, hash_of, is_sealed

NO_SEAL: Final = (
    "the head is not sealed with JOBBROKER_AUDIT_KEY: rows were written without the key or with "
    "another one, or the log was forged; once that is clear, `jobbroker audit seal`"
)


@dataclass(frozen=True, slots=True)
class Fault:
    """Where the log is not what was written: a row's number, and what is wrong there."""

    sequence: int
    words: str

    def __str__(self) -> str:
        return f"row {self.sequence}: {self.words}"


@dataclass(frozen=True, slots=True)
class Anchor:
    """What an earlier look has seen, and somebody has kept elsewhere: a row's number and hash."""

    sequence: int
    hash: str

    def __str__(self) -> str:
        return f"{self.sequence}:{self.hash}"

    @classmethod
    def read(cls, written: str) -> Anchor:
        """From `SEQUENCE:HASH`. Raises ValueError."""
        sequence, _, hash_ = written.partition(":")
        if not sequence.isdecimal() or len(hash_) != len(GENESIS):
            raise ValueError("expected SEQUENCE:HASH, as `audit verify` prints it")
        return cls(int(sequence), hash_)


@dataclass(slots=True)
class Chain:
    """What is known after the rows so far. `anchor` is looked for on the way."""

    anchor: Anchor | None = None
    sequence: int = 0
    hash: str = GENESIS
    rows: int = 0

    def take(self, row: Sequence[Any]) -> Iterator[Fault]:
        """The next row by number: its columns in their order, `hash` last."""
        sequence, previous, stored = row[0], row[-2], row[-1]
        self.rows += 1
        if sequence <= self.sequence:
            yield Fault(sequence, "was inserted before the first row")
            return
        if sequence > self.sequence + 1:
            yield Fault(self.sequence + 1, f"{_rows(self.sequence + 1, sequence - 1)} removed")
        if hash_of(*row[:-1]) != stored:
            yield Fault(sequence, "changed, or moved here: its hash is of something else")
        elif previous != self.hash:
            yield Fault(sequence, f"does not follow row {self.sequence}: one of them was replaced")
        if self.anchor and self.anchor.sequence == sequence and self.anchor.hash != stored:
            yield Fault(sequence, "is not the row of the anchor: the log was written anew")
        self.sequence, self.hash = sequence, stored

    def end(self, head: Head, key: bytes | None) -> Iterator[Fault]:
        """After the last row: whether it is the one that was written last."""
        if self.sequence < head.sequence:
            missing = _rows(self.sequence + 1, head.sequence)
            yield Fault(head.sequence, f"the end was cut off: {missing} missing")
        elif self.sequence > head.sequence:
            added = _rows(head.sequence + 1, self.sequence)
            yield Fault(head.sequence + 1, f"{added} inserted after the last, or the head set back")
        elif self.hash != head.hash:
            yield Fault(head.sequence, "is not the row that was written last")
        if self.anchor and self.anchor.sequence > self.sequence:
            yield Fault(self.anchor.sequence, "the end was cut off: the anchor's row is missing")
        if key is not None and not is_sealed(key, head):
            yield Fault(head.sequence, NO_SEAL)


def _rows(first: int, last: int) -> str:
    return f"row {first} was" if first == last else f"rows {first} to {last} were"
