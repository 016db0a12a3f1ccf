"""Meetings on the wall clock, links, calendar files, scopes: pure."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from bot.cohorts.rules import Milestone
from bot.kit.clock import in_zone
from bot.meetings.rules.calendar import calendar_file, meeting_entry, milestone_entry
from bot.meetings.rules.meeting import (
    Attendance,
    Audience,
    Draft,
    Meeting,
    Part,
    Scope,
    asks_anew,
    exists,
    may_be_invited,
    may_lead,
    next_mark,
    widest,
)
from bot.meetings.rules.writing import BadLink, NoTime, read_minutes, read_place, read_when
from bot.people.rules import Grant, Person, Role, ScopeKind

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
GROUP = Scope(Audience.COHORT, 1, "SE", "Autumn")
ZONES = st.sampled_from(
    ["Europe/Stockholm", "Europe/Athens", "Atlantic/Reykjavik", "Atlantic/Azores", "Europe/London"]
)
DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))
TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0))


def meeting(**values: Any) -> Meeting:
    facts: dict[str, Any] = {
        "id": 1, "public_id": "abc", "scope": GROUP, "title": "Talk", "day": date(2026, 12, 1),
        "at": time(17), "minutes": 60, "place": "Room 3", "zone": "Europe/Stockholm",
    }  # fmt: skip
    return Meeting(**{**facts, **values})


def person(*grants: Grant) -> Person:
    return Person(7, "p", 7, "Greta", "en", "Europe/Stockholm", grants=frozenset(grants))


@given(DAYS, TIMES, ZONES)
def test_a_time_that_exists_is_what_the_wall_clock_shows(day: date, at: time, zone: str) -> None:
    wall = in_zone(meeting(day=day, at=at, zone=zone).starts_at, zone)
    assert ((wall.date(), wall.time()) == (day, at)) is exists(day, at, zone)


@given(DAYS, TIMES, ZONES, st.integers(5, 720))
def test_a_meeting_lasts_its_minutes_whatever_the_clocks_do(
    day: date, at: time, zone: str, minutes: int
) -> None:
    one = meeting(day=day, at=at, zone=zone, minutes=minutes)
    assert one.ends_at - one.starts_at == timedelta(minutes=minutes)
    assert one.has_begun(one.starts_at)
    assert not one.is_over(one.ends_at - timedelta(seconds=1))
    assert one.is_over(one.ends_at)


def test_the_hour_that_is_skipped_does_not_exist_and_the_one_that_comes_twice_does() -> None:
    assert not exists(date(2027, 3, 28), time(2, 30), "Europe/Stockholm")
    assert exists(date(2027, 3, 28), time(2, 30), "Atlantic/Reykjavik")
    assert exists(date(2026, 10, 25), time(2, 30), "Europe/Stockholm")


def test_a_week_over_a_clock_change_keeps_the_time_of_day() -> None:
    before, after = meeting(day=date(2027, 3, 25)), meeting(day=date(2027, 4, 1))
    assert after.starts_at - before.starts_at == timedelta(days=7, hours=-1)
    assert in_zone(after.starts_at, after.zone).time() == time(17)


@pytest.mark.parametrize(
    "written",
    ["https://meet.example.org/room", "HTTPS://meet.example.org/r?a=1", "https://zoom.us/j/1#x",
     "https://μάθηση.gr/x"],
)  # fmt: skip
def test_a_link_to_a_public_room_is_taken(written: str) -> None:
    place = read_place(f"  {written} ")
    assert place == "https://" + written[8:]
    assert meeting(place=place).link == place


@pytest.mark.parametrize(
    "written",
    ["http://meet.example.org", "https://localhost/x", "https://10.0.0.1/x", "https://a b.org/x",
     "https://user:secret@meet.example.org", "javascript:/x", "www.example.org", "https://x",
     "meet.example.org/room", "https://[::1]/x", "ftp://example.org/x", "https://a.local/x",
     "https://host:port/x", "https://example.org\\@evil.org"],
)  # fmt: skip
def test_a_link_that_not_everybody_can_open_is_refused(written: str) -> None:
    with pytest.raises(BadLink):
        read_place(written)


@pytest.mark.parametrize("written", ["Room 3, 2nd floor", "Αίθουσα 5", "Kl. 3 / B", "St. Olof"])
def test_a_place_is_taken_as_it_is_written(written: str) -> None:
    assert read_place(written) == written
    assert meeting(place=written).link is None


@given(st.text(max_size=300))
def test_whatever_is_written_as_a_place_is_one_a_link_or_refused(written: str) -> None:
    try:
        place = read_place(written)
    except BadLink:
        return
    assert place is None or (2 <= len(place) <= 200 and "\n" not in place)


@given(st.text(max_size=40))
def test_whatever_is_written_as_a_moment_or_a_length_is_read_or_refused(written: str) -> None:
    minutes = read_minutes(written)
    assert minutes is None or 5 <= minutes <= 720
    try:
        when = read_when(written, {}, date(2026, 11, 23))
    except NoTime:
        return
    assert when is None or isinstance(when[1], time)


def test_a_day_alone_lacks_its_time() -> None:
    assert read_when("1.12.2026 17.00", {}, date(2026, 11, 23)) == (date(2026, 12, 1), time(17))
    with pytest.raises(NoTime):
        read_when("1.12.2026", {}, date(2026, 11, 23))
    assert read_when("soon", {}, date(2026, 11, 23)) is None


def test_a_length_may_have_a_word_after_it() -> None:
    assert [read_minutes(one) for one in ("90", "90 min", "90 λεπτά", "4", "721", "x", "1h30")] == [
        90, 90, 90, None, None, None, None,
    ]  # fmt: skip


def test_only_another_time_asks_anew() -> None:
    one = meeting()
    assert asks_anew(one, meeting(at=time(18)))
    assert asks_anew(one, meeting(minutes=90))
    assert not asks_anew(one, meeting(place="Room 4", title="Other"))


def test_a_draft_asks_what_is_missing_in_order() -> None:
    draft = Draft("abc", GROUP, "Europe/Stockholm")
    assert draft.missing is Part.TITLE
    draft = Draft("abc", GROUP, "Europe/Stockholm", "Talk", date(2026, 12, 1), time(17), 60)
    assert draft.missing is Part.PLACE
    with pytest.raises(ValueError, match="left"):
        _ = draft.meeting


def test_a_cohorts_meeting_is_led_by_its_staff_alone() -> None:
    assert may_lead(person(Grant(Role.TUTOR, ScopeKind.COHORT, "1")), GROUP)
    assert may_lead(person(Grant(Role.COORDINATOR, ScopeKind.COUNTRY, "SE")), GROUP)
    for grant in (
        Grant(Role.TUTOR, ScopeKind.COHORT, "2"),
        Grant(Role.COORDINATOR, ScopeKind.COUNTRY, "DE"),
        Grant(Role.ASSESSOR),
        Grant(Role.TRAINEE, ScopeKind.COHORT, "1"),
    ):
        assert not may_lead(person(grant), GROUP)


def test_partners_are_called_by_coordinators_within_their_scope() -> None:
    sweden, all_of_it = Scope(Audience.STAFF, None, "SE"), Scope(Audience.STAFF)
    of_sweden = person(Grant(Role.COORDINATOR, ScopeKind.COUNTRY, "SE"))
    assert may_lead(of_sweden, sweden)
    assert not may_lead(of_sweden, all_of_it)
    assert may_lead(person(Grant(Role.COORDINATOR)), all_of_it)
    for role in (Role.TUTOR, Role.ADMINISTRATOR, Role.ASSESSOR):
        assert not may_lead(person(Grant(role)), sweden)


def test_partners_invited_are_the_staff_of_the_scope() -> None:
    sweden, countries = Scope(Audience.STAFF, None, "SE"), {1: "SE", 2: "DE"}
    invited = {
        Grant(Role.TUTOR, ScopeKind.COHORT, "1"): True,
        Grant(Role.ASSESSOR, ScopeKind.COUNTRY, "SE"): True,
        Grant(Role.TUTOR, ScopeKind.COHORT, "2"): False,
        Grant(Role.COORDINATOR): False,
        Grant(Role.TRAINEE, ScopeKind.COHORT, "1"): False,
    }
    assert {one: may_be_invited(one, sweden, countries) for one in invited} == invited
    assert may_be_invited(Grant(Role.COORDINATOR), Scope(Audience.STAFF), countries)


def test_a_scope_within_another_is_not_offered() -> None:
    country = Grant(Role.COORDINATOR, ScopeKind.COUNTRY, "SE")
    assert widest([country, Grant(Role.COORDINATOR), Grant(Role.TUTOR)]) == [
        Grant(Role.COORDINATOR)
    ]
    assert widest([country, Grant(Role.TUTOR)]) == [country]


def test_three_taps_go_through_all_marks_and_round() -> None:
    marks = [next_mark(None)]
    for _ in range(3):
        marks.append(next_mark(marks[-1]))
    assert marks == [*Attendance, Attendance.PRESENT]


def read(written: str) -> tuple[Any, Any]:
    calendar: Any = Calendar.from_ical(written)
    return calendar, calendar.walk("VEVENT")[0]


def test_a_calendar_file_keeps_its_uid_and_counts_its_changes() -> None:
    for version, cancelled in ((0, False), (1, False), (2, True)):
        one = meeting(version=version, cancelled=cancelled, title="Ελένη; κι άλλα, πολλά " * 5)
        entry = meeting_entry(one, "Autumn", "job_bot")
        written = calendar_file([entry], name="x", bot_name="job_bot", now=NOW, cancels=cancelled)
        calendar, event = read(written)
        assert calendar["METHOD"] == ("CANCEL" if cancelled else "PUBLISH")
        assert event["STATUS"] == ("CANCELLED" if cancelled else "CONFIRMED")
        assert (event["UID"], event["SEQUENCE"]) == ("meeting-abc@job_bot", version)
        assert event["SUMMARY"] == one.title
        assert event["DTSTART"].dt == one.starts_at
        assert event["DTEND"].dt == one.ends_at


@given(DAYS, TIMES, ZONES, st.text(st.characters(codec="utf-8", exclude_categories=("C",))))
def test_a_calendar_reads_back_what_was_written(day: date, at: time, zone: str, title: str) -> None:
    one = meeting(day=day, at=at, zone=zone, title=title)
    written = calendar_file([meeting_entry(one, "G", "b")], name=title, bot_name="b", now=NOW)
    _, event = read(written)
    assert event["DTSTART"].dt == one.starts_at
    assert event.get("SUMMARY", "") == title
    assert all(len(line.encode()) <= 75 for line in written.split("\r\n"))


def test_a_deadline_takes_no_time_of_the_day() -> None:
    milestone = Milestone(4, 1, "Evidence", date(2026, 12, 15), time(17), "Europe/Stockholm", 2)
    entry = milestone_entry(milestone, "Autumn", "b")
    _, event = read(calendar_file([entry], name="x", bot_name="b", now=NOW))
    assert (event["UID"], event["SEQUENCE"], event["TRANSP"]) == (
        "milestone-4@b", 2, "TRANSPARENT",
    )  # fmt: skip
    assert "DTEND" not in event
