"""Whom a scope covers."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cohorts.rules import (
    Cohort,
    Milestone,
    clean_title,
    covers,
    holds_scope,
    plan_move,
    read_date,
    read_due,
)
from bot.kit.clock import in_zone
from bot.kit.i18n import LANGUAGES, Words
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


TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("language", "written", "day"),
    [
        ("en", "1 December 2026", date(2026, 12, 1)),
        ("en", "1/12/2026", date(2026, 12, 1)),
        ("sv", "2026-12-01", date(2026, 12, 1)),
        ("sv", "1 dec. 2026", date(2026, 12, 1)),
        ("de", "1. Dezember 2026", date(2026, 12, 1)),
        ("de", "01.12.26", date(2026, 12, 1)),
        ("el", "1 Δεκεμβρίου 2026", date(2026, 12, 1)),
        ("es", "1 de diciembre de 2026", date(2026, 12, 1)),
        ("is", "1. desember 2026", date(2026, 12, 1)),
        ("en", "1.12.", date(2026, 12, 1)),
        ("en", "1.2.", date(2027, 2, 1)),
        ("en", "31.2.2027", None),
        ("en", "1.13.2026", None),
        ("en", "29.2.", None),
        ("en", "1.1.2099", None),
        ("en", "next week", None),
        ("en", "", None),
    ],
)
def test_days_as_people_write_them(language: str, written: str, day: date | None) -> None:
    assert read_date(written, Words(language).months(), TODAY) == day


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_day_is_read_as_it_is_shown(language: str) -> None:
    words = Words(language)
    for month in range(1, 13):
        day = date(2027, month, 3)
        assert read_date(words.date(day), words.months(), TODAY) == day


def test_a_day_may_have_a_time_after_it() -> None:
    months = Words("en").months()
    assert read_due("1.12.2026 17:00", months, TODAY) == (date(2026, 12, 1), time(17))
    assert read_due("1.12.2026, 9.30", months, TODAY) == (date(2026, 12, 1), time(9, 30))
    assert read_due("1.12.2026", months, TODAY) == (date(2026, 12, 1), time(23, 59))
    assert read_due("1.12.2026 25:00", months, TODAY) is None


@given(st.text(max_size=100))
def test_any_text_is_a_day_or_none(written: str) -> None:
    assert read_due(written, Words("en").months(), TODAY) is None or any(
        c.isdigit() for c in written
    )
    clean_title(written)


AUTUMN = Cohort(
    7, "p", "Autumn", "SE", None, "Europe/Stockholm", date(2026, 9, 1), date(2027, 1, 31)
)


def milestones(*days: date) -> list[Milestone]:
    return [
        Milestone(n, 7, f"M{n}", day, time(17), "Europe/Stockholm") for n, day in enumerate(days)
    ]


@given(
    st.lists(st.dates(date(2026, 9, 1), date(2027, 6, 30)), max_size=8),
    st.integers(-200, 200),
    st.integers(1, 400),
    st.datetimes(datetime(2026, 9, 1), datetime(2027, 6, 30), timezones=st.just(UTC)),  # noqa: DTZ001
)
def test_what_moves_keeps_its_hour_on_the_wall_and_what_is_over_stays(
    days: list[date], by: int, length: int, now: datetime
) -> None:
    start = AUTUMN.starts_on + timedelta(days=by)
    move = plan_move(AUTUMN, milestones(*days), start, start + timedelta(days=length), now)
    assert move.days == by
    assert bool(move.along) <= bool(by)
    for before, after in move.along:
        assert not before.is_over(now)
        assert not after.is_over(now)
        assert in_zone(after.due_at, after.zone).time() == time(17)
        assert (after.due_on - before.due_on).days == by


def test_over_a_clock_change_a_deadline_is_an_hour_nearer_in_real_time() -> None:
    now = datetime(2027, 3, 1, tzinfo=UTC)
    (one,) = milestones(date(2027, 3, 20))
    move = plan_move(AUTUMN, [one], AUTUMN.starts_on + timedelta(days=14), date(2027, 4, 30), now)
    ((before, after),) = move.along
    assert after.due_at - before.due_at == timedelta(days=14, hours=-1)


def test_what_stays_beyond_the_last_day_is_named() -> None:
    now = datetime(2026, 10, 1, tzinfo=UTC)
    inside, beyond = milestones(date(2026, 12, 31), date(2027, 1, 15))
    move = plan_move(AUTUMN, [inside, beyond], AUTUMN.starts_on, date(2026, 12, 31), now)
    assert (move.along, move.beyond, move.changes) == ((), (beyond,), True)
