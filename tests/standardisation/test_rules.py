"""Who may take part, what is complete, what judges see of each other."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.curriculum.curriculum import Curriculum
from bot.curriculum.verdicts import Verdict
from bot.kit.i18n import Words
from bot.people.rules import Grant, Person, Role, ScopeKind
from bot.standardisation.papers import from_snapshot, hash_of, paper_of, to_snapshot
from bot.standardisation.rules import exercises as rules
from bot.standardisation.rules.exercises import Deadline, Given, Judge, Progress
from bot.standardisation.rules.results import (
    Sheet,
    apart,
    distribution,
    draw_letters,
    letter_of,
    ratings_of,
    verdicts_on,
)
from tests.standardisation.ways import M, N, P

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
ZONE = "Europe/Stockholm"
PROGRAMME = Grant(Role.COORDINATOR)
SWEDEN = Grant(Role.COORDINATOR, ScopeKind.COUNTRY, "SE")
GROUP = Grant(Role.COORDINATOR, ScopeKind.COHORT, "7")
COUNTRIES = {"7": "SE", "8": "IS"}


def somebody(*grants: Grant) -> Person:
    return Person(1, "somebody", 1, "Kim", "en", ZONE, grants=frozenset(grants))


def judging(kind: ScopeKind, scope: str | None) -> Person:
    return somebody(Grant(Role.ASSESSOR, kind, scope))


@pytest.mark.parametrize(
    ("manager", "kind", "scope", "may"),
    [
        (PROGRAMME, ScopeKind.COUNTRY, "IS", True),
        (SWEDEN, ScopeKind.PROGRAMME, None, True),
        (SWEDEN, ScopeKind.COUNTRY, "SE", True),
        (SWEDEN, ScopeKind.COUNTRY, "IS", False),
        (SWEDEN, ScopeKind.COHORT, "7", True),
        (SWEDEN, ScopeKind.COHORT, "8", False),
        (GROUP, ScopeKind.COUNTRY, "SE", True),
        (GROUP, ScopeKind.COUNTRY, "IS", False),
        (GROUP, ScopeKind.COHORT, "7", True),
        (GROUP, ScopeKind.COHORT, "8", False),
    ],
)
def test_those_are_asked_who_judge_anybody_within_the_managers_scope(
    manager: Grant, kind: ScopeKind, scope: str | None, may: bool
) -> None:
    assert rules.may_judge(somebody(manager), judging(kind, scope), COUNTRIES) is may


def test_another_role_makes_nobody_a_judge_or_a_manager() -> None:
    tutor = Grant(Role.TUTOR)
    assert not rules.may_judge(somebody(PROGRAMME), somebody(tutor), {})
    assert not rules.may_judge(somebody(tutor), judging(ScopeKind.PROGRAMME, None), {})


def test_an_exercise_belongs_to_the_widest_scope_of_whoever_makes_it() -> None:
    assert rules.widest([GROUP, SWEDEN, Grant(Role.TUTOR)]) == SWEDEN
    assert rules.widest([GROUP, PROGRAMME]) == PROGRAMME


def test_what_lacks_a_verdict_or_a_comment_is_open(loaded_content: Curriculum) -> None:
    paper = paper_of(loaded_content, loaded_content.samples["joinery"])
    given_ = {
        "3.1.c1": Given(M, "There."),
        "3.1.c2": Given(M),
        "3.1.c3": Given(None, "There."),
    }
    assert rules.open_positions(paper, given_) == [2, 3, 4, 5]


@pytest.mark.parametrize(
    ("written", "kept"),
    [(" a \n b ", "a\n b"), ("x" * 500, "x" * 500), ("x" * 501, None), (" \n ", None)],
)
def test_a_comment_is_tidied_and_has_a_length(written: str, kept: str | None) -> None:
    assert rules.clean_comment(written) == kept


def test_days_offered_end_at_six_in_the_evening_there_also_across_a_clock_change() -> None:
    before = datetime(2026, 10, 24, 10, tzinfo=UTC)
    deadline = rules.in_days(3, before, ZONE)
    assert deadline == Deadline(date(2026, 10, 27), time(18), ZONE)
    assert deadline.instant == datetime(2026, 10, 27, 17, tzinfo=UTC)
    assert not deadline.is_over(datetime(2026, 10, 27, 16, 59, tzinfo=UTC))
    assert deadline.is_over(deadline.instant)


@pytest.mark.parametrize(
    ("written", "day", "at"),
    [
        ("24 november", date(2026, 11, 24), time(23, 59)),
        ("1.12.2026 9:30", date(2026, 12, 1), time(9, 30)),
    ],
)
def test_a_day_is_read_as_people_write_it(written: str, day: date, at: time) -> None:
    months = Words("sv").months()
    assert rules.read_deadline(written, months, NOW, ZONE) == Deadline(day, at, ZONE)


@pytest.mark.parametrize(
    ("day", "fits"),
    [
        (date(2026, 11, 22), False),
        (date(2026, 11, 24), True),
        (date(2027, 2, 20), True),
        (date(2027, 3, 1), False),
    ],
)
def test_a_deadline_is_still_to_come_and_within_three_months(day: date, fits: bool) -> None:
    assert rules.fits(Deadline(day, time(18), ZONE), NOW) is fits


@pytest.mark.parametrize(
    ("number", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (27, "AB"), (51, "AZ"), (52, "BA")]
)
def test_letters_go_on_after_z(number: int, letter: str) -> None:
    assert letter_of(number) == letter


@given(st.integers(0, 80), st.randoms(use_true_random=False))
def test_everybody_gets_a_letter_of_their_own(count: int, dice: Random) -> None:
    judges = [Judge(n + 100, 1, n, Progress.SIGNED) for n in range(count)]
    drawn = draw_letters(judges, dice)
    assert sorted(drawn) == [judge.id for judge in judges]
    assert sorted(drawn.values()) == list(range(count))


verdicts_by_letter = st.dictionaries(st.sampled_from("ABCDEFGH"), st.sampled_from(Verdict))


@given(verdicts_by_letter)
def test_the_distribution_names_every_judge_once_and_every_verdict(
    said: dict[str, Verdict],
) -> None:
    shown = distribution(said)
    assert list(shown) == list(Verdict)
    assert sorted(letter for letters in shown.values() for letter in letters) == sorted(said)
    assert all(said[letter] is verdict for verdict, of in shown.items() for letter in of)


@given(verdicts_by_letter)
def test_two_steps_apart_is_met_beside_not_yet(said: dict[str, Verdict]) -> None:
    assert apart(said) is (M in said.values() and N in said.values())


def test_a_criterion_that_somebody_left_out_has_the_others_verdicts() -> None:
    sheets = [Sheet("A", {"c1": Given(M)}), Sheet("B", {}), Sheet("C", {"c1": Given(None, "?")})]
    assert verdicts_on("c1", sheets) == {"A": M}
    assert ratings_of(3, sheets) == [{"3:c1": M}, {}, {}]


def test_a_paper_comes_back_from_its_snapshot_as_it_was(loaded_content: Curriculum) -> None:
    for sample in loaded_content.samples.values():
        paper = paper_of(loaded_content, sample)
        again = from_snapshot(to_snapshot(paper))
        assert again == paper
        assert hash_of(again) == hash_of(paper)
        assert again.sample.references[0].verdict in (M, P, N)
