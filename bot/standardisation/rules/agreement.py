"""How far judges agree: Krippendorff's alpha, and how often two of them said the same.

Criteria are the units, verdicts are ordered (ordinal metric), and anybody may have left a unit out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import Final, TypeAlias

from bot.curriculum.verdicts import Verdict

# As K. Krippendorff gives them: Content Analysis, 3rd ed. 2013, chapter 12.
RELIABLE: Final = 0.800
TENTATIVE: Final = 0.667
# Our own rule: below these the figure would be chance.
FEWEST_JUDGES: Final = 2
FEWEST_UNITS: Final = 3
FEW_UNITS: Final = 20  # below this one verdict can move alpha across a threshold
Ratings: TypeAlias = Mapping[str, Verdict]
"""One judge's verdicts by unit."""


class Standing(StrEnum):
    """What the figure allows to say."""

    RELIABLE = "reliable"
    TENTATIVE = "tentative"
    UNRELIABLE = "unreliable"
    TOO_FEW = "too_few"
    NO_VARIATION = "no_variation"


@dataclass(frozen=True, slots=True)
class Agreement:
    """`units` are those with two verdicts at least, `judges` those who gave any of these.

    `same` is the share of pairs of verdicts on one unit that are the same; None without a pair.
    `alpha` is None where there is too little, or where nothing `varies`: then it is undefined.
    """

    judges: int
    units: int
    same: float | None = None
    alpha: float | None = None
    varies: bool = False

    @property
    def standing(self) -> Standing:
        if self.judges < FEWEST_JUDGES or self.units < FEWEST_UNITS:
            return Standing.TOO_FEW
        if self.alpha is None:
            return Standing.NO_VARIATION
        if self.alpha >= RELIABLE:
            return Standing.RELIABLE
        return Standing.TENTATIVE if self.alpha >= TENTATIVE else Standing.UNRELIABLE

    @property
    def is_thin(self) -> bool:
        """Whether there is a figure, but one that a single verdict can change much."""
        return self.alpha is not None and self.units < FEW_UNITS


def measure(judges: Iterable[Ratings]) -> Agreement:
    """How far they agree. Loads numpy and computes: not for the event loop."""
    by_unit = _pairable(judges := list(judges))
    counted = [one for one in judges if one.keys() & by_unit.keys()]
    given = [verdict for verdicts in by_unit.values() for verdict in verdicts]
    varies = len(set(given)) > 1
    enough = len(counted) >= FEWEST_JUDGES and len(by_unit) >= FEWEST_UNITS
    return Agreement(
        judges=len(counted),
        units=len(by_unit),
        same=_share_of_same(by_unit.values()),
        alpha=_alpha(counted, sorted(by_unit)) if enough and varies else None,
        varies=varies,
    )


def _pairable(judges: Iterable[Ratings]) -> dict[str, list[Verdict]]:
    """Verdicts by unit, of the units that at least two have judged."""
    by_unit: dict[str, list[Verdict]] = {}
    for one in judges:
        for unit, verdict in one.items():
            by_unit.setdefault(unit, []).append(verdict)
    return {unit: verdicts for unit, verdicts in by_unit.items() if len(verdicts) > 1}


def _share_of_same(units: Iterable[Sequence[Verdict]]) -> float | None:
    pairs = [pair for verdicts in units for pair in combinations(verdicts, 2)]
    return sum(one is other for one, other in pairs) / len(pairs) if pairs else None


def _alpha(judges: Sequence[Ratings], units: Sequence[str]) -> float:
    import krippendorff  # brings numpy, which takes a tenth of a second

    missing = float("nan")
    matrix = [[one[u].step if u in one else missing for u in units] for one in judges]
    steps = sorted(verdict.step for verdict in Verdict)
    return float(
        krippendorff.alpha(
            reliability_data=matrix, value_domain=steps, level_of_measurement="ordinal"
        )
    )
