"""Places behind pictures of files."""

from __future__ import annotations

from dataclasses import dataclass

from bot.kit.address import Address


@dataclass(frozen=True, slots=True)
class ReviewOriginal(Address, prefix="evidence.original"):
    """A file itself, for a tutor who has seen its picture."""

    piece: str
    version: int
    entry: int
