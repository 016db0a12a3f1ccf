"""Where files go that are sent while a draft is read."""

from __future__ import annotations

from dataclasses import dataclass

from bot.kit.address import Address


@dataclass(frozen=True, slots=True)
class SendInto(Address, prefix="evidence.into"):
    """Put files into the draft that is open; words are asked about, they may be meant otherwise."""

    piece: str
