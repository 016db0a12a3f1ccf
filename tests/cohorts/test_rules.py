"""Whom a scope covers."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cohorts.rules import Milestone, covers, holds_scope
from bot.people.rules import Grant, Person, Role, ScopeKind

PROGRAMME = Grant(Role.TUTOR)
SWEDEN = Grant(Role.TUTOR, ScopeKind.COUNTRY, "SE")
SEVEN = Grant(Role.TUTOR, ScopeKind.COHORT, "7")


def person(*grants: Grant) -> Person:
    return Person(1, "p", 10, "Tove", "sv", "Europe/Stockholm", grants=frozenset(grants))


@pytest.mark.parametrize(
    ("grant", "country", "cohorts", "covered"),
    [
        (PROGRAMME, None, (), True),
        (SWEDEN, "SE", (), True),
        (SWEDEN, "DE", (7,), False),
        (SWEDEN, None, (7,), False),
        (SEVEN, "SE", (3, 7), True),
        (SEVEN, "SE", (3,), False),
        (SEVEN, "SE", (), False),
    ],
)
def test_a_scope_covers_its_own(
    grant: Grant, country: str | None, cohorts: tuple[int, ...], covered: bool
) -> None:
    tove = person(grant)
    assert covers(tove, [Role.TUTOR], country=country, cohort_ids=cohorts) is covered
    assert not covers(tove, [Role.COORDINATOR], country=country, cohort_ids=cohorts)


@pytest.mark.parametrize(
    ("outer", "kind", "scope", "country", "holds"),
    [
        (PROGRAMME, ScopeKind.PROGRAMME, None, None, True),
        (SWEDEN, ScopeKind.PROGRAMME, None, None, False),
        (SWEDEN, ScopeKind.COUNTRY, "SE", None, True),
        (SWEDEN, ScopeKind.COUNTRY, "DE", None, False),
        (SWEDEN, ScopeKind.COHORT, "7", "SE", True),
        (SWEDEN, ScopeKind.COHORT, "7", "DE", False),
        (SEVEN, ScopeKind.COHORT, "7", "DE", True),
        (SEVEN, ScopeKind.COUNTRY, "SE", None, False),
        (SEVEN, ScopeKind.PROGRAMME, None, None, False),
    ],
)
def test_nobody_hands_out_more_than_they_have(
    outer: Grant, kind: ScopeKind, scope: str | None, country: str | None, holds: bool
) -> None:
    assert holds_scope(outer, kind, scope, country) is holds


@given(st.sampled_from([PROGRAMME, SWEDEN, SEVEN]), st.sets(st.integers(1, 9)))
def test_somebody_without_grants_covers_nobody(grant: Grant, cohorts: set[int]) -> None:
    assert not covers(person(), [grant.role], country="SE", cohort_ids=cohorts)


def test_a_milestone_keeps_its_wall_time_across_the_clock_change() -> None:
    summer = Milestone(1, 1, "Draft", date(2026, 10, 23), time(17), "Europe/Stockholm")
    winter = Milestone(2, 1, "Final", date(2026, 10, 26), time(17), "Europe/Stockholm")
    assert summer.due_at == datetime(2026, 10, 23, 15, tzinfo=UTC)
    assert winter.due_at == datetime(2026, 10, 26, 16, tzinfo=UTC)
    assert winter.is_over(winter.due_at)
    assert not winter.is_over(summer.due_at)
