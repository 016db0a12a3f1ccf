"""How far judges agree, against the literature, a sum by hand, and what must hold of any verdicts.

K. Krippendorff (2011), Computing Krippendorff's Alpha-Reliability,
https://repository.upenn.edu/asc_papers/43: its example of four observers, twelve units and missing
values has alpha 0.743 (nominal), 0.815 (ordinal), 0.849 (interval) and 0.797 (ratio).
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import pairwise
from random import Random
from subprocess import run

import krippendorff
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.curriculum.verdicts import Verdict
from bot.standardisation.rules.agreement import Agreement, Ratings, Standing, measure
from tests.standardisation.ways import M, N, P

X = float("nan")
OBSERVERS = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, X, X, X],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, X, 3],
    [X, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, X],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, X],
]
UNITS = [f"u{number}" for number in range(6)]
judges_of_any_kind = st.lists(
    st.dictionaries(st.sampled_from(UNITS), st.sampled_from(Verdict)), max_size=6
)


def sheet(*verdicts: Verdict | None) -> dict[str, Verdict]:
    """One judge's verdicts on u0, u1, …; None was left out."""
    return {f"u{n}": verdict for n, verdict in enumerate(verdicts) if verdict is not None}


@pytest.mark.parametrize(
    ("level", "alpha"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)]
)
def test_the_library_gives_the_figures_of_the_literature(level: str, alpha: float) -> None:
    assert krippendorff.alpha(OBSERVERS, level_of_measurement=level) == pytest.approx(
        alpha, abs=0.0005
    )


def test_a_sum_by_hand() -> None:
    """Two judges, met/met, partly/not yet, not yet/not yet, partly/partly.

    Eight values: 2 met, 3 partly, 3 not yet. Ordinal distances squared: not yet–partly
    (3/2 + 3/2)² = 9, partly–met (3/2 + 2/2)² = 6.25, not yet–met (3/2 + 3 + 2/2)² = 30.25.
    Observed: the one pair partly–not yet, both ways round, 2 · 9 = 18.
    Expected: 2 · (3·3·9 + 3·2·6.25 + 3·2·30.25) / 7 = 600 / 7.
    Alpha = 1 - 18 / (600 / 7) = 0.79.
    """
    found = measure([sheet(M, P, N, P), sheet(M, N, N, P)])
    assert found.alpha == pytest.approx(0.79)
    assert (found.judges, found.units, found.same) == (2, 4, 0.75)
    assert found.standing is Standing.TENTATIVE
    assert found.is_thin


@pytest.mark.parametrize(
    ("alpha", "standing"),
    [
        (1.0, Standing.RELIABLE),
        (0.8, Standing.RELIABLE),
        (0.7999, Standing.TENTATIVE),
        (0.667, Standing.TENTATIVE),
        (0.6669, Standing.UNRELIABLE),
        (-0.4, Standing.UNRELIABLE),
    ],
)
def test_the_thresholds_are_those_that_krippendorff_gives(alpha: float, standing: Standing) -> None:
    assert Agreement(2, 3, 0.5, alpha, varies=True).standing is standing


@pytest.mark.parametrize(
    "judges",
    [
        [],
        [sheet(M, P, N)],
        [sheet(M, P), sheet(M, N)],
        [sheet(M, P, N, None, None), sheet(None, None, N, M, P)],
    ],
)
def test_too_few_judges_or_criteria_are_called_so(judges: list[Ratings]) -> None:
    found = measure(judges)
    assert (found.standing, found.alpha) == (Standing.TOO_FEW, None)


@pytest.mark.parametrize("verdict", list(Verdict))
def test_where_all_say_the_same_of_everything_there_is_no_figure(verdict: Verdict) -> None:
    found = measure([sheet(verdict, verdict, verdict)] * 3)
    assert (found.standing, found.alpha, found.same) == (Standing.NO_VARIATION, None, 1.0)


def test_a_verdict_that_stands_alone_counts_for_nothing() -> None:
    alone = {**sheet(M, P, N), "only mine": N}
    assert measure([alone, sheet(M, P, P)]) == measure([sheet(M, P, N), sheet(M, P, P)])


@given(st.lists(st.sampled_from(Verdict), min_size=3, max_size=6), st.integers(2, 5))
def test_perfect_agreement_with_variation_is_one(verdicts: list[Verdict], judges: int) -> None:
    assume(len(set(verdicts)) > 1)
    found = measure([sheet(*verdicts)] * judges)
    assert found.alpha == pytest.approx(1.0)
    assert (found.same, found.standing) == (1.0, Standing.RELIABLE)


@given(judges_of_any_kind, st.randoms(use_true_random=False))
def test_neither_the_order_of_judges_nor_that_of_criteria_matters(
    judges: list[Ratings], dice: Random
) -> None:
    renamed = dict(zip(UNITS, dice.sample(UNITS, len(UNITS)), strict=True))
    other = [{renamed[unit]: said for unit, said in one.items()} for one in judges]
    dice.shuffle(other)
    one, two = measure(judges), measure(other)
    assert (one.judges, one.units, one.varies) == (two.judges, two.units, two.varies)
    assert one.alpha == pytest.approx(two.alpha) if one.alpha is not None else two.alpha is None
    assert one.same == pytest.approx(two.same) if one.same is not None else two.same is None


@given(judges_of_any_kind)
def test_any_verdicts_have_a_standing_and_a_figure_of_one_at_most(judges: list[Ratings]) -> None:
    found = measure(judges)
    assert (found.alpha is None) == (found.standing in (Standing.TOO_FEW, Standing.NO_VARIATION))
    assert found.alpha is None or found.alpha <= 1 + 1e-9
    assert found.same is None or 0 <= found.same <= 1


@given(st.lists(st.sampled_from(Verdict), min_size=3, max_size=6))
def test_a_judge_who_drifts_further_away_never_raises_the_agreement_of_pairs(
    verdicts: list[Verdict],
) -> None:
    drifted: list[Sequence[Verdict]] = [
        [N if n < count else said for n, said in enumerate(verdicts)]
        for count in range(len(verdicts) + 1)
    ]
    shares = [measure([sheet(*verdicts), sheet(*one)]).same or 0 for one in drifted]
    assert all(later <= earlier for earlier, later in pairwise(shares))


def test_numpy_is_not_loaded_before_something_is_measured() -> None:
    code = "import bot.standardisation.jobs, sys; sys.exit('numpy' in sys.modules)"
    assert run([sys.executable, "-c", code], check=False).returncode == 0
