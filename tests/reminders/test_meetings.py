"""Meetings are reminded of a day and an hour ahead: pure, and on phones."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.meetings.rules.meeting import Audience, Invited, Meeting, Reply, Scope
from bot.people.rules import Person
from bot.reminders.rules.deciding import Look, look
from bot.reminders.rules.facts import Facts, Frequency, Kind, Preference, Reason, Record
from bot.reminders.rules.moments import quiet_at
from tests.meetings.ways import calls, group, joins, tutor_of
from tests.people import Cast, Phone, Stage

AMINA = Person(
    1, "p", 10, "Amina", "en", "Europe/Stockholm", study_time=time(18),
    last_active_day="2026-11-29",
)  # fmt: skip
TOLD = datetime(2026, 11, 23, 10, tzinfo=UTC)
TALK = Meeting(
    7, "t", Scope(Audience.COHORT, 1, "SE", "Autumn"), "Talk", date(2026, 12, 1), time(17), 60,
    "Room 3", "Europe/Stockholm", told_at=TOLD,
)  # fmt: skip
EVE = datetime(2026, 11, 30, 17, tzinfo=UTC)  # 18:00 in Stockholm
SOON = datetime(2026, 12, 1, 15, tzinfo=UTC)


def facts(at: datetime, meeting: Meeting = TALK, reply: Reply | None = None, **more: Any) -> Facts:
    """Looked at three hours ago."""
    since = at - timedelta(hours=3)
    return Facts(TOLD, since, meetings=(Invited(meeting, reply),), **more)


def sent(found: Look) -> list[str]:
    return [key for reminder in found.reminders for key in reminder.keys]


def test_it_comes_at_ones_hour_the_day_before_and_an_hour_ahead() -> None:
    assert sent(look(AMINA, facts(EVE), EVE - timedelta(minutes=1))) == []
    assert sent(look(AMINA, facts(EVE), EVE)) == ["meeting.7.0.day"]
    known = (Record(Kind.MEETING, "meeting.7.0.day", EVE),)
    assert sent(look(AMINA, facts(SOON, records=known), SOON)) == ["meeting.7.0.hour"]
    (reminder,) = look(AMINA, facts(SOON, records=known), SOON).reminders
    assert reminder.expires_at == TALK.starts_at


def test_the_next_look_is_an_hour_ahead_of_a_meeting() -> None:
    morning = datetime(2026, 12, 1, 9, tzinfo=UTC)
    assert look(AMINA, facts(morning), morning).next_at == SOON


@pytest.mark.parametrize(
    ("reply", "is_sent"), [(None, True), (Reply.MAYBE, True), (Reply.CANNOT, False)]
)
def test_who_cannot_come_hears_nothing(reply: Reply | None, is_sent: bool) -> None:
    assert bool(sent(look(AMINA, facts(EVE, reply=reply), EVE))) is is_sent


def test_who_has_just_been_told_is_not_reminded_at_once() -> None:
    late = replace(TALK, told_at=EVE - timedelta(hours=1), version=1)
    assert sent(look(AMINA, facts(EVE, late), EVE)) == []
    assert sent(look(AMINA, facts(SOON, late), SOON)) == ["meeting.7.1.hour"]
    just = replace(TALK, told_at=SOON - timedelta(minutes=1))
    assert sent(look(AMINA, facts(SOON, just), SOON)) == []


def test_found_after_it_began_it_is_recorded_as_stale() -> None:
    found = look(AMINA, facts(SOON), TALK.starts_at)
    assert sent(found) == []
    reasons = {one.key: one.reason for one in found.records}
    assert reasons["meeting.7.0.hour"] is Reason.STALE


def test_turned_off_it_does_not_come() -> None:
    off = {Kind.MEETING: Preference(Frequency.OFF)}
    assert sent(look(AMINA, facts(EVE, preferences=off), EVE)) == []


def test_who_is_no_trainee_hears_of_meetings_alone() -> None:
    away = replace(AMINA, last_active_day="2026-11-01", study_days=(0,))
    assert sent(look(away, facts(EVE, only_meetings=True), EVE)) == ["meeting.7.0.day"]


@given(
    st.dates(date(2026, 12, 1), date(2028, 12, 31)),
    st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    st.sampled_from(["Europe/Stockholm", "Atlantic/Azores", "Asia/Nicosia", "Europe/London"]),
    st.sampled_from(["Europe/Stockholm", "Atlantic/Reykjavik", "Europe/Athens"]),
    st.times(),
    st.times(),
)
def test_over_any_clock_change_each_comes_once_before_it_begins_and_never_in_quiet_hours(
    day: date, at: time, where: str, zone: str, quiet_from: time, quiet_to: time
) -> None:
    meeting = replace(TALK, day=day, at=at, zone=where)
    person = replace(AMINA, zone=zone, quiet_from=quiet_from, quiet_to=quiet_to, study_time=None)
    now, records = meeting.starts_at - timedelta(days=2), list[Record]()
    looked = now
    while now < meeting.ends_at:
        known = Facts(
            TOLD, looked, meetings=(Invited(meeting),), records=tuple(records), only_meetings=True
        )
        found = look(person, known, now)
        if found.reminders:
            assert not quiet_at(person, now)
            assert now < meeting.starts_at
        records += found.records
        assert found.next_at > now
        looked, now = now, found.next_at
    keys = [one.key for one in records]
    assert len(keys) == len(set(keys)) <= 2


def heard(phone: Phone, words: str) -> int:
    return sum(words in (m.get("text") or "") for m in phone.of_bot())


@pytest.fixture
async def autumn(stage: Stage) -> int:
    return await group(stage)


async def passes(stage: Stage, hours: int) -> None:
    for _ in range(hours):
        await stage.passes(hours=1)


async def test_a_reminder_comes_on_the_day_before_and_opens_the_meeting(
    stage: Stage, cast: Cast, autumn: int
) -> None:
    greta, amina = await tutor_of(cast, autumn), await cast.trainee("Amina")
    await joins(stage, cast, amina, autumn)
    await calls(greta)
    stage.clock.forward(days=7)
    await passes(stage, 12)
    await amina.looks()
    assert heard(amina, "You meet soon") == 1
    await amina.presses("Open the meeting")
    assert heard(amina, "You meet soon") == 0  # it became the meeting
    await amina.presses("I can't")
    await passes(stage, 24)
    await amina.looks()
    assert heard(amina, "You meet soon") == 0


async def test_a_meeting_moved_away_is_not_reminded_of(
    stage: Stage, cast: Cast, autumn: int
) -> None:
    greta, amina = await tutor_of(cast, autumn), await cast.trainee("Amina")
    await joins(stage, cast, amina, autumn)
    await calls(greta)
    await greta.presses("Change")
    await greta.presses("Day and time")
    await greta.writes("15.12.2026 17:00")
    await greta.presses("Save and tell")
    stage.clock.forward(days=7)
    await passes(stage, 30)
    await amina.looks()
    assert heard(amina, "You meet soon") == 0
    assert heard(amina, "Talk") == 0


async def test_staff_invited_by_a_coordinator_are_reminded_too(
    stage: Stage, cast: Cast, autumn: int
) -> None:
    greta, carla = await tutor_of(cast, autumn), await cast.coordinator("Carla")
    await carla.writes("/meetings")
    await carla.presses("Call a meeting")
    await carla.presses("Staff of the partners")
    for answer in ("Steering", "1.12.2026 17:00", "60", "Room 3"):
        await carla.writes(answer)
    await carla.presses("Invite everybody")
    stage.clock.forward(days=7)
    await passes(stage, 12)
    await greta.looks()
    assert heard(greta, "You meet soon") == 1
