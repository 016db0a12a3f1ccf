"""What an export holds, how it is cut, how often it may be asked for, what its files are called."""

from __future__ import annotations

import unicodedata
from datetime import timedelta
from pathlib import PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pathvalidate import is_valid_filepath

from bot.portfolio.rules.exports import (
    A_DAY,
    DAY,
    MEGABYTE,
    is_outdated,
    largest_sent,
    next_chance,
    percent,
    split,
)
from bot.portfolio.rules.naming import Names, name_of
from bot.portfolio.rules.packing import Fate, plan
from bot.portfolio.rules.portfolio import Result, newest_marks, standings
from tests.portfolio.samples import NOW, file, piece, portfolio, version

HOSTILE = (
    "../../etc/passwd", "..", ".", "", "   ", "CON", "con.pdf", "nul.", "LPT1.txt", "a\x00b.pdf",
    "a" * 300, "α" * 300 + ".pdf", "C:\\Windows\\x.pdf", "/root/x.pdf", "x.pdf ", "x.pdf.",
    "report?.pdf", 'a"b<c>d|e*f.pdf', "photo\u202egpj.exe", "🙂🙂.pdf", "👩‍👩‍👧.pdf",
    "שלום.pdf", "a/b/c.pdf",
    "x\ny.pdf", "x\u2028y.pdf", "-rf.pdf", "~.pdf", "é.pdf", "e\u0301.pdf",
)  # fmt: skip


def paths_of(*names: str | None) -> list[str]:
    parts = [file(number, name) for number, name in enumerate(names, 1)]
    return [placed.path for placed in plan(portfolio(piece(version(*parts)))).placed.values()]


def is_safe(path: str) -> bool:
    folders = path.split("/")
    unseen = {"Cc", "Cf", "Cs", "Zl", "Zp"}
    return (
        is_valid_filepath(path, platform="universal")
        and not path.startswith("/")
        and not {"", ".", ".."} & set(folders)
        and not any(one.endswith((" ", ".")) or len(one.encode()) > 160 for one in folders)
        and not PureWindowsPath(path).is_reserved()
        and not any(unicodedata.category(sign) in unseen for sign in path)
    )


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_becomes_a_safe_path(name: str) -> None:
    (path,) = paths_of(name)
    assert is_safe(path), path
    assert path.endswith(".pdf")
    assert path.startswith("evidence/1.1/case_file-b7k2m9p4xq/v1/0001-")


@given(st.lists(st.text(max_size=40), max_size=12))
def test_whatever_files_are_called_their_paths_are_safe_and_differ(names: list[str]) -> None:
    paths = paths_of(*names)
    assert all(map(is_safe, paths))
    assert len({path.casefold() for path in paths}) == len(names)


@given(st.lists(st.sampled_from(["a.pdf", "A.pdf", "a (2).pdf", "ﬁ.pdf", "fi.pdf", "a", "A"])))
def test_no_path_is_given_twice_also_where_capitals_do_not_count(names: list[str]) -> None:
    given_out = Names()
    taken = [given_out.take("folder", name) for name in names]
    folded = {unicodedata.normalize("NFKC", one.casefold()) for one in taken}
    assert len(folded) == len(names)


def test_a_file_that_claims_to_be_another_kind_gets_its_own_extension() -> None:
    assert name_of(file(12, "cv.exe")) == "0012-cv.exe.pdf"
    assert name_of(file(12, None)) == "0012-file.pdf"


def test_a_part_of_several_versions_is_packed_once() -> None:
    part = file(1)
    packing = plan(portfolio(piece(version(part), version(part, number=2))))
    assert [one.path for one in packing.placed.values()] == [
        "evidence/1.1/case_file-b7k2m9p4xq/v1/0001-report.pdf"
    ]


@given(st.lists(st.integers(0, 100)), st.integers(100, 250))
def test_volumes_hold_every_file_once_in_order_and_are_not_too_large(
    sizes: list[int], largest: int
) -> None:
    volumes = split(sizes, largest)
    assert [place for volume in volumes for place in volume] == list(range(len(sizes)))
    assert all(sum(sizes[place] for place in volume) <= largest for volume in volumes)
    assert len(volumes) == 1 or all(volumes)


def test_without_a_limit_there_is_one_volume() -> None:
    assert split([5, 5, 5], None) == [[0, 1, 2]]
    assert split([], 10) == [[]]


def test_a_file_too_large_for_any_volume_is_named_and_left_out() -> None:
    packing = plan(portfolio(piece(version(file(1, size=99), file(2, size=5)))), 50)
    assert list(packing.fates.values()) == [Fate.TOO_LARGE]
    assert (packing.files, packing.left_out) == (1, 1)


def test_a_sixth_export_within_a_day_waits_for_the_first_to_be_a_day_old() -> None:
    asked = [NOW - timedelta(hours=hour) for hour in range(A_DAY)]
    assert next_chance(asked, NOW) == NOW - timedelta(hours=A_DAY - 1) + DAY
    assert next_chance(asked[1:], NOW) is None
    assert next_chance([NOW - timedelta(hours=25)] * 9, NOW) is None


def test_an_offer_of_long_ago_or_of_the_future_is_outdated() -> None:
    stamp = int(NOW.timestamp())
    assert not is_outdated(stamp - 60, NOW)
    assert is_outdated(stamp - 7200, NOW)
    assert is_outdated(stamp + 60, NOW)


@given(st.integers(0, 10**12), st.integers(0, 10**12))
def test_what_is_not_finished_is_never_a_hundred_per_cent(done: int, total: int) -> None:
    assert 0 <= percent(done, total) < 100


def test_a_bot_of_its_own_server_sends_as_much_as_people_may() -> None:
    assert largest_sent(20) == 50 * MEGABYTE
    assert largest_sent(45) == 50 * MEGABYTE
    assert largest_sent(2000) == 2000 * MEGABYTE


def test_a_piece_counts_for_the_unit_of_its_outcome_and_covers_all_that_it_shows() -> None:
    shown = piece(version(file(1), file(2), tags=("1.1", "2.1.k")))
    one, two = standings(portfolio(shown), {"1": ["1.1", "1.2"], "2": ["2.1"]})
    assert (one.covered, one.outcomes, one.pieces, one.files, one.size) == (1, 2, 1, 2, 2000)
    assert (two.covered, two.pieces, two.files) == (1, 0, 0)


def test_what_counts_is_the_latest_round() -> None:
    results = [Result("1.1", n, "1.1.c1", mark, NOW) for n, mark in ((2, "met"), (1, "partly"))]
    assert newest_marks(results)["1.1.c1"].mark == "met"
