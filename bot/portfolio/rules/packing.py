"""What goes where in a ZIP, and what became of each file while it was packed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from bot.portfolio.rules.exports import split
from bot.portfolio.rules.naming import Names, folder_of, name_of
from bot.portfolio.rules.portfolio import Part, Portfolio

Identity: TypeAlias = tuple[int, int]


class Fate(StrEnum):
    """What became of a file beside being in the ZIP; a word of the catalogue for each."""

    MISSING = "missing"
    UNREADABLE = "unreadable"
    DAMAGED = "damaged"
    TOO_LARGE = "too_large"


@dataclass(frozen=True, slots=True)
class Placed:
    """A part with its path in the ZIP, and the number of the volume that holds it."""

    part: Part
    path: str
    volume: int


@dataclass(slots=True)
class Packing:
    """A plan, and what became of it so far; both by the identities of parts."""

    portfolio: Portfolio
    placed: Mapping[Identity, Placed]
    volumes: int
    fates: dict[Identity, Fate] = field(default_factory=dict[Identity, Fate])

    @property
    def total(self) -> int:
        """Bytes of all files that are to be read."""
        return sum(one.part.size or 0 for one in self.placed.values() if one.part.is_file)

    def of_volume(self, number: int) -> list[Placed]:
        return [one for one in self.placed.values() if one.volume == number]

    def why_missing(self, part: Part) -> str | None:
        """A word for why a part is not in it; None where it is, as it was or damaged."""
        fate = self.fates.get(part.identity)
        return part.left_out or (str(fate) if fate and fate is not Fate.DAMAGED else None)

    def is_damaged(self, part: Part) -> bool:
        return self.fates.get(part.identity) is Fate.DAMAGED

    def path_of(self, part: Part) -> str | None:
        placed = self.placed.get(part.identity)
        return placed.path if placed and self.why_missing(part) is None else None

    @property
    def files(self) -> int:
        """How many files are in it."""
        return sum(part.is_file and not self.why_missing(part) for part in self.portfolio.parts())

    @property
    def left_out(self) -> int:
        return sum(self.why_missing(part) is not None for part in self.portfolio.parts())


def plan(portfolio: Portfolio, largest: int | None = None) -> Packing:
    """Paths and volumes for all that can be in it; a part that several versions hold lies with the
    first of them. `largest`: bytes of files that a volume may hold; None: all into one.
    """
    names, wanted = Names(), list[tuple[Part, str]]()
    fates: dict[Identity, Fate] = {}
    seen: set[Identity] = set()
    for piece in portfolio.pieces:
        for version in piece.versions:
            folder = folder_of(piece, version)
            for part in version.parts:
                if part.left_out is not None or part.identity in seen:
                    continue
                seen.add(part.identity)
                if largest is not None and part.bytes > largest:
                    fates[part.identity] = Fate.TOO_LARGE
                else:
                    wanted.append((part, names.take(folder, name_of(part))))
    volumes = split([part.bytes for part, _ in wanted], largest)
    placed = {
        wanted[place][0].identity: Placed(*wanted[place], number)
        for number, held in enumerate(volumes, 1)
        for place in held
    }
    return Packing(portfolio, placed, len(volumes), fates)
