"""Learners by country and sector, and which of these numbers a coordinator gets.

Whoever coordinates the whole programme gets all of them, and everybody those of their own
countries. Of another country no number below five is shown, nor one from which such a number could
be worked out: where what is left out would come to less than five people together, the next
smallest number is left out as well. Where even that does not help, the total is not exact.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Final

from bot.people.rules import Sector

FEWEST: Final = 5
NOT_SAID: Final = ""  # a country or sector that somebody has not named yet
BAR: Final = 10
SECTORS: Final = (*map(str, Sector), NOT_SAID)
Cells = Mapping[tuple[str, str], int]  # learners by country and sector


@dataclass(frozen=True, slots=True)
class Country:
    """`sectors` are those that may be shown; `whole`: it holds all there are."""

    code: str
    learners: int
    sectors: Mapping[str, int]
    whole: bool


@dataclass(frozen=True, slots=True)
class Recruitment:
    """What somebody may see. `elsewhere`: learners of countries too small to be named.

    `few`: there are less than five of them, and `learners` counts all but them.
    """

    learners: int
    target: int
    countries: tuple[Country, ...] = ()
    sectors: Mapping[str, int] = field(default_factory=dict[str, int])
    elsewhere: int = 0
    few: bool = False

    @property
    def share(self) -> float:
        return self.learners / self.target

    @property
    def bar(self) -> str:
        """Full only when the target is reached, empty only when nobody is there."""
        full = min(BAR, max(self.learners * BAR // self.target, 1 if self.learners else 0))
        return "▓" * full + "░" * (BAR - full)


def left_out(cells: Mapping[str, int]) -> frozenset[str]:
    """Which of several numbers, whose sum is known, are not shown to others."""
    smallest = sorted(cells, key=lambda key: (cells[key], key))
    hidden = [key for key in smallest if cells[key] < FEWEST]
    for key in smallest[len(hidden) :]:
        if not 0 < sum(cells[one] for one in hidden) < FEWEST:
            break
        hidden.append(key)
    return frozenset(hidden)


def recruit(cells: Cells, own: Collection[str] | None, target: int) -> Recruitment:
    """`own`: the countries that somebody coordinates, None for all of them."""
    totals = _sums(cells, 0)
    foreign = {code: n for code, n in totals.items() if own is not None and code not in own}
    hidden = left_out(foreign)
    elsewhere = sum(foreign[code] for code in hidden)
    few = 0 < elsewhere < FEWEST
    named = sorted(totals.keys() - hidden, key=lambda code: (-totals[code], code))
    return Recruitment(
        sum(totals.values()) - (elsewhere if few else 0),
        target,
        tuple(_country(cells, code, totals[code], foreign=code in foreign) for code in named),
        _sums(cells, 1) if not foreign else {},
        0 if few else elsewhere,
        few,
    )


def _sums(cells: Cells, part: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for key, n in cells.items():
        found[key[part]] = found.get(key[part], 0) + n
    return found


def _country(cells: Cells, code: str, learners: int, *, foreign: bool) -> Country:
    sectors = {sector: cells.get((code, sector), 0) for sector in SECTORS}
    hidden = left_out(sectors) if foreign else frozenset[str]()
    shown = {sector: n for sector, n in sectors.items() if n and sector not in hidden}
    return Country(code, learners, shown, sum(shown.values()) == learners)
