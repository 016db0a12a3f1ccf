"""Working time, across zones and clock changes, without a database."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.hours.rules.absence import Days, Soon, are_fit, read_days, soon
from bot.hours.rules.calendar import (
    Away,
    Calendar,
    away_at,
    due_after,
    is_open,
    next_opening,
    opens_at,
    soonest,
)
from bot.hours.rules.free_days import holidays_of, is_holiday, next_holiday
from bot.hours.rules.week import (
    EMPTY,
    MINUTES,
    PRESETS,
    Preset,
    Span,
    pack_week,
    read_spans,
    read_week,
)
from bot.kit.clock import in_zone
from bot.kit.i18n import LANGUAGES, Words
from bot.people.countries import ALL_ZONES, ZONES

OFFICE = PRESETS[Preset.OFFICE]
STOCKHOLM = Calendar("Europe/Stockholm", OFFICE, "SE")
ZONE = st.sampled_from([*ALL_ZONES, "America/St_Johns", "Pacific/Apia", "UTC"])
FIRST = datetime(2026, 1, 1, tzinfo=UTC)
MOMENT = st.timedeltas(timedelta(), timedelta(days=1800)).map(FIRST.__add__)
HOURS = st.integers(1, 24 * 30)


@st.composite
def days(draw: st.DrawFn) -> tuple[Span, ...]:
    cuts = sorted(draw(st.sets(st.integers(0, MINUTES), max_size=6)))
    return tuple(map(Span, cuts[::2], cuts[1::2]))


WEEK = st.tuples(*([days()] * 7)).filter(any)
COUNTRY = st.sampled_from([None, "SE", "GR", "DE"])


@st.composite
def absences(draw: st.DrawFn) -> tuple[Away, ...]:
    firsts = draw(st.lists(st.dates(date(2026, 1, 1), date(2030, 12, 31)), max_size=3))
    return tuple(Away(one, one + timedelta(days=draw(st.integers(0, 30)))) for one in firsts)


CALENDAR = st.builds(Calendar, ZONE, WEEK, COUNTRY, absences())


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


@given(CALENDAR, MOMENT)
def test_somebody_who_opens_is_open_then_and_at_no_instant_before(
    calendar: Calendar, now: datetime
) -> None:
    opening = opens_at(calendar, now)
    if opening is not None:
        assert opening >= now
        assert is_open(calendar, opening)
        halfway = now + (opening - now) / 2
        assert halfway == opening or not is_open(calendar, halfway)


@given(CALENDAR, MOMENT, HOURS)
def test_what_is_due_is_due_at_work_and_never_before_the_hours_are_over(
    calendar: Calendar, now: datetime, hours: int
) -> None:
    due, opening = due_after(calendar, now, hours), opens_at(calendar, now)
    if due is not None and opening is not None:
        assert is_open(calendar, due)
        assert due >= opening + timedelta(hours=hours)


@given(CALENDAR, MOMENT, st.timedeltas(timedelta(), timedelta(days=20)), HOURS)
def test_asked_later_it_is_never_due_earlier(
    calendar: Calendar, now: datetime, later: timedelta, hours: int
) -> None:
    first, second = due_after(calendar, now, hours), due_after(calendar, now + later, hours)
    assert first is None or second is None or first <= second


@given(CALENDAR, MOMENT, HOURS)
def test_a_day_more_of_absence_never_makes_it_earlier(
    calendar: Calendar, now: datetime, hours: int
) -> None:
    today = calendar.day_of(now)
    longer = Calendar(
        calendar.zone, calendar.week, calendar.country, (*calendar.away, Away(today, today))
    )
    before, after = due_after(calendar, now, hours), due_after(longer, now, hours)
    assert before is None or after is None or before <= after


@given(ZONE, MOMENT, HOURS)
def test_without_hours_it_is_the_clock_alone(zone: str, now: datetime, hours: int) -> None:
    assert due_after(Calendar(zone), now, hours) == now + timedelta(hours=hours)


@given(ZONE, MOMENT, HOURS)
def test_a_week_of_whole_days_is_the_clock_alone(zone: str, now: datetime, hours: int) -> None:
    always = Calendar(zone, (((Span(0, MINUTES)),),) * 7)
    assert due_after(always, now, hours) == now + timedelta(hours=hours)


@given(CALENDAR, MOMENT, HOURS)
def test_of_several_the_soonest_counts_and_somebody_who_never_comes_back_does_not(
    calendar: Calendar, now: datetime, hours: int
) -> None:
    gone = Calendar("UTC", OFFICE, None, (Away(date(2020, 1, 1), date(2050, 1, 1)),))
    due = due_after(calendar, now, hours)
    expected = due if due is not None else now + timedelta(hours=hours)
    assert soonest([gone, calendar], now, hours) == expected
    assert due_after(gone, now, hours) is None


def test_a_weekend_does_not_count() -> None:
    friday = at(27, 15)  # 16:00 in Stockholm
    assert due_after(STOCKHOLM, friday, 48) == at(1, 15, month=12)


def test_asked_at_night_the_clock_starts_in_the_morning() -> None:
    assert due_after(STOCKHOLM, at(24, 22), 24) == at(26, 8)


def test_hours_hold_by_the_wall_clock_across_a_change() -> None:
    before, after = (
        opens_at(STOCKHOLM, at(23, 20, month=10)),
        opens_at(STOCKHOLM, at(24, 20, month=10)),
    )
    assert before == after == at(26, 8, month=10)
    assert opens_at(STOCKHOLM, at(22, 20, month=10)) == at(23, 7, month=10)


def test_an_hour_that_a_clock_change_swallows_is_none() -> None:
    night = ((), (), (), (), (), (), (Span(2 * 60, 3 * 60),))
    calendar = Calendar("Europe/Stockholm", night)
    opening = opens_at(calendar, datetime(2026, 3, 28, 12, tzinfo=UTC))
    assert opening == datetime(2026, 4, 5, 0, tzinfo=UTC)


def test_a_day_with_25_hours_is_one_of_the_days() -> None:
    sundays = Calendar("Europe/Stockholm", (*EMPTY[:6], (Span(0, MINUTES),)))
    start = datetime(2026, 10, 24, 22, tzinfo=UTC)  # midnight before the clocks go back
    assert due_after(sundays, start, 24) == start + timedelta(hours=24)


def test_public_holidays_and_days_away_do_not_count() -> None:
    eve = at(23, 15, month=12)
    assert opens_at(STOCKHOLM, at(24, 17, month=12)) == at(28, 8, month=12)
    away = Calendar(
        "Europe/Stockholm", OFFICE, "SE", (Away(date(2026, 12, 24), date(2026, 12, 31)),)
    )
    due = due_after(away, eve, 24)
    assert due is not None
    assert in_zone(due, "Europe/Stockholm").date() == date(2027, 1, 4)
    assert away_at(away, at(31, 22, month=12)) is not None
    assert away_at(away, at(31, 23, month=12)) is None  # midnight in Stockholm


def test_nobody_is_waited_for_while_somebody_is_at_work() -> None:
    reykjavik = Calendar("Atlantic/Reykjavik", OFFICE)
    assert next_opening([STOCKHOLM, reykjavik], at(24, 16, 30)) is None
    assert next_opening([STOCKHOLM, reykjavik], at(24, 18)) == at(25, 8)
    assert next_opening([], at(24, 18)) is None


@pytest.mark.parametrize(
    ("written", "spans"),
    [
        ("9-17", ["09:00-17:00"]),
        ("9–12, 13.30–17", ["09:00-12:00", "13:30-17:00"]),
        ("από 8:15 έως 14", ["08:15-14:00"]),
        ("20-24", ["20:00-00:00"]),
    ],
)
def test_hours_are_read_as_people_write_them(written: str, spans: list[str]) -> None:
    found = read_spans(written)
    assert found is not None
    shown = [f"{time(s.start // 60, s.start % 60):%H:%M}" for s in found]
    assert shown == [span.partition("-")[0] for span in spans]
    assert len(found) == len(spans)


@pytest.mark.parametrize(
    "written",
    ["", "καλημέρα", "9", "17-9", "9-9", "22-2", "9-25", "9-12:75", "900-1700", "9-12-13"],
)
def test_what_is_no_hours_is_none(written: str) -> None:
    assert read_spans(written) is None


@given(st.text(max_size=200))
def test_no_text_breaks_the_reading_of_hours_and_days(written: str) -> None:
    spans = read_spans(written)
    assert spans is None or all(one.start < one.end for one in spans)
    found = read_days(written, Words("el").months(), date(2026, 11, 24))
    assert found is None or isinstance(found, Days)


@given(WEEK)
def test_a_week_is_read_as_it_was_packed(week: tuple[tuple[Span, ...], ...]) -> None:
    assert read_week(pack_week(week)) == week


def test_days_away_are_read_in_each_language_s_order() -> None:
    today, months = date(2026, 11, 24), Words("sv").months()
    christmas = Days(date(2026, 12, 24), date(2027, 1, 6))
    for written in ("24.12. – 6.1.", "24/12-6/1", "24 december till 6 januari", "24.12 6.1"):
        assert read_days(written, months, today) == christmas
    assert read_days("2026-12-24 – 2027-01-06", months, today) == christmas
    assert read_days("24.12.", months, today) == Days(date(2026, 12, 24), date(2026, 12, 24))
    assert read_days("i morgon", months, today) is None


def test_days_that_are_over_or_too_many_are_unfit() -> None:
    today = date(2026, 11, 24)
    assert are_fit(soon(Soon.TODAY, today), today)
    assert soon(Soon.WEEK, today) == Days(today, date(2026, 11, 29))
    assert soon(Soon.NEXT_WEEK, today) == Days(date(2026, 11, 30), date(2026, 12, 6))
    assert not are_fit(Days(date(2026, 11, 1), date(2026, 11, 23)), today)
    assert not are_fit(Days(date(2026, 12, 2), date(2026, 12, 1)), today)
    assert not are_fit(Days(today, today + timedelta(days=366)), today)


def test_every_country_people_work_in_has_its_holidays() -> None:
    assert [one for one in ZONES if not holidays_of(one, 2027)] == []
    assert is_holiday("IS", date(2026, 6, 17))
    assert not is_holiday(None, date(2026, 12, 25))
    assert not is_holiday("XX", date(2026, 12, 25))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_next_holiday_has_a_name_in_every_language(language: str) -> None:
    found = next_holiday("GR", date(2026, 12, 30), language)
    assert found is not None
    assert found[0] == date(2027, 1, 1)
    assert found[1]
    assert found[1] == ("Πρωτοχρονιά" if language == "el" else "New Year's Day")
