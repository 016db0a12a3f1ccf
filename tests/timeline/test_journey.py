"""A trainee sees what was and what comes, and takes it all along as a file."""

from __future__ import annotations

from datetime import date, time

import pytest
from icalendar import Calendar

from bot.cohorts import store
from bot.meetings.addresses import OpenAttendance
from bot.timeline.addresses import OpenPart
from tests.meetings.ways import calls, group, is_held, joins, tutor_of
from tests.people import Cast, Phone, Stage


@pytest.fixture
async def autumn(stage: Stage) -> int:
    cohort = await group(stage)
    async with stage.app.services.database.transaction() as session:
        for title, day in (("Old", date(2026, 11, 2)), ("First", date(2026, 12, 15))):
            await store.add_milestone(session, cohort, title, day, time(17))
    return cohort


@pytest.fixture
async def greta(cast: Cast, autumn: int) -> Phone:
    return await tutor_of(cast, autumn)


@pytest.fixture
async def eleni(stage: Stage, cast: Cast, autumn: int) -> Phone:
    eleni = await cast.trainee("Eleni", zone="Europe/Athens")
    await joins(stage, cast, eleni, autumn)
    return eleni


async def test_past_and_next_in_ones_own_time_with_what_one_said(
    greta: Phone, eleni: Phone
) -> None:
    await calls(greta, title="Talk")
    await eleni.writes("/timeline")
    eleni.sees("Tutors: Greta")
    eleni.sees("1 Dec 2026, 18:00: Talk (meeting, no reply yet)")
    eleni.sees("15 Dec 2026, 18:00: First (deadline)")
    assert "Old" not in eleni.screen
    await eleni.presses("Talk")
    eleni.sees("(1 Dec 2026, 17:00 in Stockholm)")
    await eleni.presses("Maybe")
    await eleni.writes("/timeline")
    eleni.sees("Talk (meeting, maybe)")
    await eleni.presses("What has been", times=2)
    eleni.sees("2 Nov 2026, 18:00: Old (deadline)")
    await eleni.presses_old(OpenPart(past=True, page=99))
    eleni.sees("Old")


async def test_attendance_stands_on_the_timeline_afterwards(
    stage: Stage, greta: Phone, eleni: Phone
) -> None:
    await calls(greta, title="Talk")
    await is_held(stage)
    await greta.presses_old(OpenAttendance(1))
    await greta.presses("Eleni → present")
    await eleni.writes("/timeline")
    await eleni.presses("What has been")
    eleni.sees("Talk (meeting, you were there)")


async def file_of(stage: Stage, phone: Phone) -> list[tuple[str, int, str]]:
    """UID, sequence and status of each entry of the newest file."""
    document = next(m for m in reversed(phone.of_bot()) if "document" in m)["document"]
    assert document["file_name"] == "calendar.ics"
    found = await stage.app.services.bot.get_file(document["file_id"])
    assert found.file_path
    loaded = await stage.app.services.bot.download_file(found.file_path)
    assert loaded
    events = Calendar.from_ical(loaded.read()).walk("VEVENT")
    return [(str(e["UID"]), int(e["SEQUENCE"]), str(e["STATUS"])) for e in events]


async def test_the_calendar_holds_deadlines_and_meetings_and_follows_changes(
    stage: Stage, greta: Phone, eleni: Phone
) -> None:
    await calls(greta, title="Talk")
    await eleni.writes("/calendar")
    eleni.sees("The file holds 3 dates")
    first = await file_of(stage, eleni)
    assert [one[1:] for one in first] == [(0, "CONFIRMED")] * 3
    await greta.presses("Call off")
    await greta.presses("Yes, call it off")
    await eleni.writes("/calendar")
    last = await file_of(stage, eleni)
    assert [one[0] for one in last] == [one[0] for one in first]
    assert last[1][1:] == (1, "CANCELLED")


async def test_who_calls_a_meeting_has_it_in_their_calendar(greta: Phone, eleni: Phone) -> None:
    await greta.writes("/calendar")
    greta.sees("Nothing has a date for you yet")
    await calls(greta, title="Talk")
    await greta.writes("/calendar")
    greta.sees("The file holds 1 date.")


async def test_without_a_group_the_timeline_says_what_to_do(cast: Cast) -> None:
    bo = await cast.trainee("Bo")
    await bo.writes("/timeline")
    bo.sees("You are in no group yet")
