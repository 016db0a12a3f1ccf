"""Learners by country and sector, and what nobody of another country can work out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.reports.rules import FEWEST, NOT_SAID, left_out, recruit

CELLS = {
    ("SE", "public"): 12, ("SE", "commercial"): 2,
    ("GR", "public"): 9, ("GR", "integration"): 6,
    ("IS", "public"): 3, (NOT_SAID, NOT_SAID): 6,
}  # fmt: skip


def test_who_coordinates_everything_sees_everything() -> None:
    found = recruit(CELLS, None, 80)
    assert (found.learners, found.elsewhere, found.few) == (38, 0, False)
    assert [one.code for one in found.countries] == ["GR", "SE", NOT_SAID, "IS"]
    assert all(one.whole for one in found.countries)
    assert found.sectors == {"public": 24, "commercial": 2, "integration": 6, NOT_SAID: 6}


def test_ones_own_country_is_whole_however_small_a_number_is() -> None:
    (own,) = (one for one in recruit(CELLS, {"SE"}, 80).countries if one.code == "SE")
    assert own.sectors == {"public": 12, "commercial": 2}
    assert own.whole


def test_a_small_country_hides_behind_the_next_smallest() -> None:
    found = recruit(CELLS, {"SE"}, 80)
    assert [one.code for one in found.countries] == ["GR", "SE"]
    assert (found.learners, found.elsewhere, found.sectors) == (38, 9, {})


def test_a_single_small_country_makes_the_total_inexact() -> None:
    found = recruit({("SE", "public"): 12, ("IS", "public"): 3}, {"SE"}, 80)
    assert (found.learners, found.elsewhere, found.few) == (12, 0, True)


def test_a_small_sector_takes_another_one_with_it() -> None:
    cells = {("GR", "public"): 9, ("GR", "commercial"): 7, ("GR", "integration"): 2}
    (greece,) = recruit(cells, {"SE"}, 80).countries
    assert greece.sectors == {"public": 9}
    assert not greece.whole


def test_nobody_yet_is_no_fault() -> None:
    found = recruit({}, None, 80)
    assert (found.learners, found.share, found.bar) == (0, 0, "░" * 10)
    assert recruit({("SE", "public"): 1}, None, 80).bar == "▓" + "░" * 9
    assert recruit({("SE", "public"): 79}, None, 80).bar == "▓" * 9 + "░"
    assert recruit({("SE", "public"): 900}, None, 80).bar == "▓" * 10


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 12)))
def test_what_is_left_out_is_never_a_small_number_by_itself(cells: dict[str, int]) -> None:
    hidden = left_out(cells)
    together = sum(cells[one] for one in hidden)
    assert all(cells[one] >= FEWEST for one in cells.keys() - hidden)
    assert together == 0 or together >= FEWEST or hidden == cells.keys()


@given(
    st.dictionaries(
        st.tuples(st.sampled_from(["SE", "GR", "IS", NOT_SAID]), st.sampled_from(["public", ""])),
        st.integers(1, 12),
    )
)
def test_no_number_of_another_country_is_below_five_even_by_subtraction(
    cells: dict[tuple[str, str], int],
) -> None:
    found = recruit(cells, {"SE"}, 80)
    others = [one for one in found.countries if one.code != "SE"]
    assert found.elsewhere == 0 or found.elsewhere >= FEWEST
    assert found.learners == sum(one.learners for one in found.countries) + found.elsewhere
    for one in others:
        rest = one.learners - sum(one.sectors.values())
        assert min([one.learners, *one.sectors.values()]) >= FEWEST
        assert rest == 0 or rest >= FEWEST
