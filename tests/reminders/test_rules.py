"""Who is due what and when, over any clock change in any zone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cohorts.rules import Milestone
from bot.people.rules import Person
from bot.reminders.rules.deciding import Look, look
from bot.reminders.rules.facts import (
    Facts,
    Frequency,
    Kind,
    Preference,
    Reason,
    Record,
    Source,
    Waiting,
)
from bot.reminders.rules.moments import (
    Snooze,
    day_of,
    on_the_wall,
    quiet_at,
    snoozed_until,
    study_is_quiet,
    study_moment,
)

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)  # a Tuesday, 13:00 in Stockholm
EVENING = datetime(2026, 11, 24, 17, tzinfo=UTC)  # the study hour, 18:00
ZONES = sorted(available_timezones() - {"localtime"})
AMINA = Person(
    1, "p", 10, "Amina", "en", "Europe/Stockholm",
    study_days=(1, 3), study_time=time(18), last_active_day="2026-11-23",
)  # fmt: skip
FIRST = Milestone(7, 1, "First evidence", date(2026, 12, 1), time(17), "Europe/Stockholm")


def facts(since: datetime = NOON, **values: Any) -> Facts:
    return Facts(since, since, **values)


def sent(found: Look) -> list[str]:
    return [key for reminder in found.reminders for key in reminder.keys]


def skipped(found: Look) -> dict[str, Reason]:
    return {record.key: record.reason for record in found.records if record.reason}


def evening(person: Person = AMINA, now: datetime = EVENING, **values: Any) -> Look:
    return look(person, facts(now - timedelta(hours=5), **values), now)


def test_the_study_reminder_comes_at_the_study_hour_of_a_study_day() -> None:
    assert sent(evening(now=EVENING - timedelta(seconds=1))) == []
    assert sent(evening()) == ["study.2026-11-24"]
    assert sent(evening(now=EVENING + timedelta(days=1))) == []  # a Wednesday


@pytest.mark.parametrize(
    ("person", "known", "reason"),
    [
        (replace(AMINA, last_active_day="2026-11-24"), {}, Reason.ACTIVE),
        (AMINA, {"has_something_to_do": False}, Reason.NOTHING),
        (AMINA, {"reached": 5}, Reason.BUDGET),
        (replace(AMINA, weekly_budget=0), {}, Reason.BUDGET),
        (replace(AMINA, blocked_at=NOON), {}, Reason.BLOCKED),
        (AMINA, {"preferences": {Kind.STUDY: Preference(Frequency.OFF)}}, Reason.OFF),
        (replace(AMINA, quiet_from=time(17)), {}, Reason.QUIET_HOURS),
    ],
)
def test_what_is_not_sent_has_its_reason(
    person: Person, known: dict[str, Any], reason: Reason
) -> None:
    found = evening(person, **known)
    assert (sent(found), skipped(found)) == ([], {"study.2026-11-24": reason})


def test_fewer_is_once_a_week() -> None:
    chosen = {Kind.STUDY: Preference(Frequency.FEWER)}
    for days, expected in ((6, []), (7, ["study.2026-11-24"])):
        earlier = Record(Kind.STUDY, "study.x", EVENING - timedelta(days=days))
        assert sent(evening(preferences=chosen, records=(earlier,))) == expected


@pytest.mark.parametrize(("days", "key"), [(3, "3"), (5, "3"), (7, "7"), (14, "14"), (20, "14")])
def test_absence_is_spoken_of_after_three_seven_and_fourteen_days(days: int, key: str) -> None:
    last = date(2026, 11, 24) - timedelta(days=days)
    found = evening(replace(AMINA, last_active_day=last.isoformat(), study_days=()))
    assert sent(found) == [f"inactive.{key}.{last}"]
    assert found.reminders[0].days == days


@pytest.mark.parametrize("days", [0, 1, 2, 21, 60])
def test_absence_is_not_spoken_of_on_other_days(days: int) -> None:
    last = date(2026, 11, 24) - timedelta(days=days)
    assert sent(evening(replace(AMINA, last_active_day=last.isoformat(), study_days=()))) == []


def test_one_message_calls_back_and_not_two() -> None:
    found = evening(replace(AMINA, last_active_day="2026-11-21"))
    assert sent(found) == ["inactive.3.2026-11-21"]
    assert skipped(found) == {"study.2026-11-24": Reason.TOGETHER}


@pytest.mark.parametrize(
    ("day", "key"),
    [
        (23, None),
        (24, "milestone.7.7.2026-12-01"),
        (27, "milestone.7.7.2026-12-01"),
        (30, "milestone.7.1.2026-12-01"),
    ],
)
def test_a_milestone_is_announced_a_week_and_a_day_ahead(day: int, key: str | None) -> None:
    now = EVENING.replace(day=day)
    person = replace(AMINA, study_days=(), last_active_day=now.date().isoformat())
    assert sent(evening(person, now, milestones=(FIRST,))) == ([key] if key else [])


def test_two_milestones_of_one_day_are_one_message() -> None:
    second = replace(FIRST, id=8, title="Second")
    found = evening(replace(AMINA, study_days=()), milestones=(FIRST, second))
    assert [len(reminder.milestones) for reminder in found.reminders] == [2]
    assert len(sent(found)) == 2


def test_a_milestone_that_is_moved_is_announced_again() -> None:
    earlier = Record(Kind.MILESTONE, "milestone.7.7.2026-11-20", NOON)
    assert "milestone.7.7.2026-12-01" in sent(evening(milestones=(FIRST,), records=(earlier,)))


@pytest.mark.parametrize(("since", "is_sent"), [(0, True), (2, False)])
def test_a_milestone_before_ones_time_is_not_missed(since: int, is_sent: bool) -> None:
    began = datetime(2026, 12, 1, tzinfo=UTC) + timedelta(days=since)
    known = Facts(began, began, milestones=(FIRST,))
    found = look(AMINA, known, datetime(2026, 12, 3, 17, tzinfo=UTC))
    assert ("missed.7.2026-12-01" in sent(found)) is is_sent


@pytest.mark.parametrize(("hours", "is_sent"), [(23, False), (24, True), (100, True), (240, False)])
def test_an_answer_may_lie_unread_for_a_day(hours: int, is_sent: bool) -> None:
    answer = Waiting(Source.ANSWER, 5, "q", EVENING - timedelta(hours=hours))
    assert ("waiting.answer.5" in sent(evening(waiting=(answer,)))) is is_sent


def test_quiet_hours_postpone_to_their_end_on_that_day() -> None:
    early = replace(AMINA, study_time=time(7))
    at_eight = datetime(2026, 11, 24, 7, tzinfo=UTC)
    assert evening(early, at_eight - timedelta(hours=2)).next_at == at_eight
    assert sent(evening(early, at_eight)) == ["study.2026-11-24"]


def test_a_late_tick_in_quiet_hours_waits_for_their_end() -> None:
    siesta = replace(AMINA, study_time=time(11), quiet_from=time(12), quiet_to=time(14))
    late = datetime(2026, 11, 24, 11, 30, tzinfo=UTC)
    found = look(siesta, facts(late - timedelta(hours=2)), late)
    assert (sent(found), found.records) == ([], ())
    assert found.next_at == datetime(2026, 11, 24, 13, tzinfo=UTC)
    assert sent(look(siesta, facts(late), found.next_at)) == ["study.2026-11-24"]


def test_a_milestone_found_in_the_night_waits_for_the_morning() -> None:
    night = datetime(2026, 11, 24, 22, tzinfo=UTC)
    found = look(AMINA, facts(NOON, milestones=(FIRST,)), night)
    assert skipped(found) == {"study.2026-11-24": Reason.QUIET_HOURS}
    assert found.next_at == datetime(2026, 11, 25, 7, tzinfo=UTC)
    morning = look(AMINA, facts(night, milestones=(FIRST,)), found.next_at)
    assert sent(morning) == ["milestone.7.7.2026-12-01"]


def test_a_week_that_passes_at_once_brings_what_is_due_now_and_nothing_seven_times() -> None:
    daily = replace(AMINA, study_days=tuple(range(7)), last_active_day="2026-11-24")
    found = look(daily, facts(NOON, milestones=(FIRST,)), EVENING + timedelta(days=7))
    kinds = [reminder.kind for reminder in found.reminders]
    assert kinds == [Kind.INACTIVE]
    stale = [key for key, reason in skipped(found).items() if reason is Reason.STALE]
    assert sum(key.startswith("study.") for key in stale) == 7
    assert {"milestone.7.7.2026-12-01", "inactive.3.2026-11-24"} <= set(stale)


def test_an_earlier_hour_on_the_day_of_a_jump_is_early_enough() -> None:
    away = replace(AMINA, study_days=())
    found = look(away, facts(NOON), NOON + timedelta(days=6))
    assert sent(found) == ["inactive.7.2026-11-23"]
    again = look(away, facts(NOON, records=found.records), EVENING + timedelta(days=6))
    assert sent(again) == []


@pytest.mark.parametrize(
    ("now", "snooze", "until"),
    [
        ("13:00", Snooze.LATER, "2026-11-24 16:00"),
        ("18:00", Snooze.LATER, "2026-11-24 20:45"),
        ("20:10", Snooze.LATER, "2026-11-24 20:45"),
        ("20:30", Snooze.LATER, "2026-11-25 18:00"),
        ("23:00", Snooze.LATER, "2026-11-25 18:00"),
        ("06:00", Snooze.LATER, "2026-11-24 09:00"),
        ("02:00", Snooze.LATER, "2026-11-24 08:00"),
        ("18:00", Snooze.TOMORROW, "2026-11-25 18:00"),
    ],
)
def test_later_is_later_but_not_in_quiet_hours(now: str, snooze: Snooze, until: str) -> None:
    wall = ZoneInfo("Europe/Stockholm")
    at = datetime.fromisoformat(f"2026-11-24 {now}").replace(tzinfo=wall)
    assert f"{snoozed_until(AMINA, snooze, at).astimezone(wall):%Y-%m-%d %H:%M}" == until


def test_what_somebody_asked_for_once_more_comes_though_they_were_here_today() -> None:
    here = replace(AMINA, last_active_day="2026-11-24")
    chosen = {Kind.STUDY: Preference(snoozed_until=EVENING + timedelta(hours=2))}
    early = look(here, facts(EVENING, preferences=chosen), EVENING + timedelta(hours=1))
    assert (sent(early), early.next_at) == ([], EVENING + timedelta(hours=2))
    found = look(here, facts(EVENING, preferences=chosen), early.next_at)
    assert found.reminders[0].again
    known = facts(EVENING, preferences=chosen, records=found.records)
    assert sent(look(here, known, early.next_at)) == []


def test_once_more_about_nothing_is_nothing() -> None:
    chosen = {Kind.WAITING: Preference(snoozed_until=EVENING)}
    found = evening(preferences=chosen)
    assert skipped(found) == {"again.waiting.202611241700": Reason.NOTHING}


def test_a_study_hour_in_the_night_is_told_apart() -> None:
    assert not study_is_quiet(AMINA)
    assert not study_is_quiet(replace(AMINA, study_time=time(7)))  # comes at eight
    assert study_is_quiet(replace(AMINA, study_time=time(22)))


times = st.times().map(lambda at: at.replace(second=0, microsecond=0))


@st.composite
def around_a_clock_change(draw: st.DrawFn) -> tuple[str, datetime]:
    """A zone, and an instant up to four days before its clock changes, if it does."""
    zone = draw(st.sampled_from(ZONES))
    start = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=draw(st.integers(0, 700)))
    change = next(_changes(zone, start), start)
    return zone, change - timedelta(hours=draw(st.integers(0, 96)))


def _changes(zone: str, start: datetime) -> Iterator[datetime]:
    wall = ZoneInfo(zone)
    for hours in range(0, 24 * 380, 24):
        at = start + timedelta(hours=hours)
        if at.astimezone(wall).utcoffset() != (at + timedelta(days=1)).astimezone(wall).utcoffset():
            yield at


@st.composite
def people(draw: st.DrawFn) -> tuple[Person, datetime]:
    zone, start = draw(around_a_clock_change())
    person = replace(
        AMINA,
        zone=zone,
        study_days=tuple(sorted(draw(st.sets(st.integers(0, 6), min_size=1)))),
        study_time=draw(times),
        quiet_from=draw(times),
        quiet_to=draw(times),
        weekly_budget=draw(st.integers(0, 50)),
        last_active_day=start.date().isoformat(),
    )
    return person, start


def lived(
    person: Person,
    start: datetime,
    days: int,
    tick: Callable[[datetime, Look], datetime],
    known: Facts,
    broadcasts: tuple[datetime, ...] = (),
) -> list[tuple[datetime, Look]]:
    """What comes of looking at somebody again and again; `tick` says when the next look is."""
    looks: list[tuple[datetime, Look]] = []
    records: list[Record] = []
    now = start
    looked_at = start
    while now < start + timedelta(days=days):
        reached = [
            *(at for at, found in looks for _ in found.reminders),
            *(at for at in broadcasts if at <= now),
        ]
        week = sum(at >= now - timedelta(days=7) for at in reached)
        at_hand = replace(known, looked_at=looked_at, records=tuple(records), reached=week)
        found = look(person, at_hand, now)
        looks.append((now, found))
        records.extend(found.records)
        looked_at = now
        assert found.next_at > now
        now = tick(now, found)
    return looks


def at_once(_now: datetime, found: Look) -> datetime:
    return found.next_at


@given(people())
def test_a_study_reminder_is_due_once_a_study_day_over_any_clock_change(
    drawn: tuple[Person, datetime],
) -> None:
    person, start = drawn
    person = replace(person, weekly_budget=1000, last_active_day=None)
    looks = lived(person, start, 8, at_once, Facts(start, start))
    days = [day_of(person, start) + timedelta(days=n) for n in range(1, 7)]
    for day in days:
        of_day = [r for _, found in looks for r in found.records if r.key == f"study.{day}"]
        assert len(of_day) == (1 if day.weekday() in person.study_days else 0)
        for record in of_day:
            assert day_of(person, record.at) == day
            moment = study_moment(person, day)
            assert moment is not None
            assert (record.reason is None) == (not quiet_at(person, moment))


@given(people(), st.data())
def test_nothing_in_quiet_hours_nothing_above_the_budget_nothing_twice(
    drawn: tuple[Person, datetime], data: st.DataObject
) -> None:
    person, start = drawn
    due_on = day_of(person, start) + timedelta(days=data.draw(st.integers(-3, 9)))
    milestone = replace(FIRST, due_on=due_on, zone=person.zone)
    answer = Waiting(
        Source.ANSWER, 1, "q", start + timedelta(hours=data.draw(st.integers(-48, 48)))
    )
    known = Facts(start, start, (milestone,), (answer,))
    gaps = data.draw(st.lists(st.integers(90, 60 * 80), min_size=1, max_size=9))
    broadcasts = tuple(
        start + timedelta(hours=n) for n in data.draw(st.lists(st.integers(0, 300), max_size=5))
    )

    def tick(now: datetime, _found: Look) -> datetime:
        gaps.append(gaps.pop(0))
        return now + timedelta(minutes=gaps[0])

    looks = lived(person, start, 16, tick, known, broadcasts)
    keys = [record.key for _, found in looks for record in found.records]
    assert len(keys) == len(set(keys))
    for now, found in looks:
        assert not (found.reminders and quiet_at(person, now))
        assert len({r.kind for r in found.reminders}) == len(found.reminders)
        week = now - timedelta(days=7)
        reminders = sum(len(f.reminders) for at, f in looks if week <= at <= now)
        heard = sum(week <= at <= now for at in broadcasts)
        assert not found.reminders or reminders + heard <= person.weekly_budget
        for reminder in found.reminders:
            assert day_of(person, now) == day_of(person, max(now, reminder.expires_at))
            assert not quiet_at(person, max(now, reminder.expires_at))


@given(st.sampled_from(ZONES), st.dates(date(2026, 1, 1), date(2028, 12, 31)), times)
def test_every_time_of_a_day_is_a_moment_of_that_day(zone: str, day: date, at: time) -> None:
    assert on_the_wall(day, at, zone).astimezone(ZoneInfo(zone)).date() == day


@given(people(), st.sampled_from(Snooze), st.integers(0, 5000))
def test_once_more_is_later_that_day_out_of_quiet_hours_or_on_the_next(
    drawn: tuple[Person, datetime], snooze: Snooze, minutes: int
) -> None:
    person, start = drawn
    now = start + timedelta(minutes=minutes)
    until = snoozed_until(person, snooze, now)
    if snooze is Snooze.LATER and day_of(person, until) == day_of(person, now):
        assert now < until
        assert not quiet_at(person, until)
        assert until <= now + timedelta(hours=3) or quiet_at(person, now + timedelta(hours=3))
    else:
        assert day_of(person, until) == day_of(person, now) + timedelta(days=1)
