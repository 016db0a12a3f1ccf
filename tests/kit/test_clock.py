"""Wall times with their zone, over clock changes."""

from datetime import UTC, date, datetime, time, timedelta

from bot.kit.clock import MovableClock, in_zone, instant_of, months_after


def test_a_study_hour_stays_at_the_wall_clock_when_clocks_change() -> None:
    before = instant_of(date(2026, 10, 24), time(18), "Europe/Stockholm")
    after = instant_of(date(2026, 10, 25), time(18), "Europe/Stockholm")
    assert after - before == timedelta(hours=25)


def test_an_hour_that_is_skipped_is_the_instant_after_the_change() -> None:
    instant = instant_of(date(2027, 3, 28), time(2, 30), "Europe/Stockholm")
    assert in_zone(instant, "Europe/Stockholm").time() == time(3, 30)


def test_an_hour_that_comes_twice_is_the_first_of_the_two() -> None:
    instant = instant_of(date(2026, 10, 25), time(2, 30), "Europe/Stockholm")
    assert instant == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_iceland_has_no_summer_time() -> None:
    assert instant_of(date(2026, 7, 1), time(9), "Atlantic/Reykjavik").hour == 9


def test_the_demos_clock_never_goes_back() -> None:
    clock = MovableClock()
    assert clock.move_to(timedelta(days=2))
    assert not clock.move_to(timedelta(days=1))
    assert clock.offset == timedelta(days=2)


def test_a_month_later_is_the_same_day_or_the_last_of_a_shorter_month() -> None:
    assert months_after(datetime(2027, 1, 31, 8, tzinfo=UTC), 1) == datetime(
        2027, 2, 28, 8, tzinfo=UTC
    )
    assert months_after(datetime(2026, 11, 24, tzinfo=UTC), 14).date() == date(2028, 1, 24)
    assert months_after(datetime(2026, 12, 24, tzinfo=UTC), 0).date() == date(2026, 12, 24)
