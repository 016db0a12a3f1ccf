"""Who is on a list, until when somebody is put aside, and on which mornings staff are told."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.lists.rules.entries import (
    NEVER_STARTED_AFTER,
    STALLED_AFTER,
    Pause,
    State,
    Why,
    aside_until,
    days_since,
    limit_of,
    stand,
)
from bot.lists.rules.mornings import may_be_told, next_morning
from bot.people.rules import Person, is_quiet

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
ZONES = ("Europe/Stockholm", "Europe/Athens", "Atlantic/Reykjavik", "Atlantic/Canary")


def greta(**values: Any) -> Person:
    return Person(1, "greta", 42, "Greta", "en", **{"zone": "Europe/Stockholm", **values})


def test_nothing_done_stands_since_joining() -> None:
    assert stand(MONDAY, None, busy=True).state is State.NEVER
    assert stand(MONDAY, None, busy=True).since == MONDAY


def test_who_has_done_everything_does_not_stall() -> None:
    later = MONDAY + timedelta(days=3)
    assert stand(MONDAY, later, busy=False).state is State.FINISHED
    assert stand(MONDAY, later, busy=True).state is State.BEGUN
    assert stand(MONDAY, later, busy=True).since == later


def test_the_thresholds_are_those_that_are_published() -> None:
    assert (NEVER_STARTED_AFTER.days, STALLED_AFTER.days) == (3, 7)
    assert limit_of(State.NEVER, MONDAY) == MONDAY - timedelta(days=3)
    assert limit_of(State.BEGUN, MONDAY) == MONDAY - timedelta(days=7)


@pytest.mark.parametrize(("hours", "days"), [(0, 0), (23, 0), (24, 1), (71, 2), (72, 3)])
def test_only_whole_days_count(hours: int, days: int) -> None:
    assert days_since(MONDAY - timedelta(hours=hours), MONDAY) == days


@pytest.mark.parametrize("why", Why)
def test_every_reason_is_on_a_list(why: Why) -> None:
    assert why.list.value == (why if why in ("never", "stalled") else "waiting")


def test_put_aside_until_tomorrow_ends_at_midnight_where_greta_is() -> None:
    late = datetime(2026, 11, 23, 22, 30, tzinfo=UTC)  # half past eleven in Stockholm
    assert aside_until(Pause.TOMORROW, greta(), late) == datetime(2026, 11, 23, 23, tzinfo=UTC)


def test_a_morning_is_at_the_study_hour_else_at_ten() -> None:
    early = MONDAY - timedelta(hours=4)
    assert next_morning(greta(study_time=time(8, 30)), early) == MONDAY - timedelta(minutes=90)
    assert next_morning(greta(), MONDAY) == MONDAY + timedelta(days=1)


def test_the_week_end_has_no_morning_unless_somebody_works_then() -> None:
    friday = MONDAY + timedelta(days=4, hours=1)
    assert next_morning(greta(), friday) == MONDAY + timedelta(days=7)
    assert next_morning(greta(study_days=(5,)), friday) == MONDAY + timedelta(days=5)


def test_what_was_due_yesterday_is_not_told_today() -> None:
    assert may_be_told(greta(), MONDAY, MONDAY + timedelta(hours=2))
    assert not may_be_told(greta(), MONDAY, MONDAY + timedelta(days=1))
    assert not may_be_told(greta(), MONDAY, MONDAY + timedelta(hours=12))  # ten at night
    assert not may_be_told(greta(blocked_at=MONDAY), MONDAY, MONDAY)


@given(
    st.integers(0, 2 * 366 * 24 * 60).map(lambda minutes: MONDAY + timedelta(minutes=minutes)),
    st.sampled_from(ZONES),
    st.none() | st.times().map(lambda at: at.replace(second=0, microsecond=0)),
)
def test_a_morning_is_always_ahead_and_never_quiet(
    now: datetime, zone: str, study_time: time | None
) -> None:
    person = greta(zone=zone, study_time=study_time)
    at = next_morning(person, now)
    assert now < at <= now + timedelta(days=4)
    assert not is_quiet(at, zone, person.quiet_from, person.quiet_to)
