"""A tutor calls a meeting; trainees reply, take it along, are told of changes; it is held."""

from __future__ import annotations

import pytest

from bot.meetings.addresses import (
    Answer,
    Call,
    Cancel,
    Mark,
    OpenAttendance,
    OpenGuests,
    OpenMeeting,
    SaveChange,
    SendFile,
)
from bot.meetings.rules.meeting import Attendance, Reply
from bot.people.rules import Role, ScopeKind
from tests.meetings.ways import calls, group, is_held, joins, tutor_of, writes
from tests.people import Cast, Phone, Stage


@pytest.fixture
async def autumn(stage: Stage) -> int:
    return await group(stage)


@pytest.fixture
async def greta(cast: Cast, autumn: int) -> Phone:
    return await tutor_of(cast, autumn)


@pytest.fixture
async def amina(stage: Stage, cast: Cast, autumn: int) -> Phone:
    amina = await cast.trainee("Amina")
    await joins(stage, cast, amina, autumn)
    return amina


def told(phone: Phone, words: str) -> int:
    return sum(words in (m.get("text") or "") for m in phone.of_bot())


async def test_a_meeting_is_called_in_four_answers_and_told_once(
    greta: Phone, amina: Phone
) -> None:
    await greta.writes("/meetings")
    greta.sees("Call one, and everybody in the group is invited here.")
    await writes(greta)
    greta.sees("Tuesday, 1 Dec 2026, 17:00")
    greta.sees("1 person is invited")
    await amina.looks()
    amina.sees_no("You are invited")
    await greta.presses("Invite everybody", times=2)
    greta.sees("1 invited")
    await amina.looks()
    assert told(amina, "You are invited to a meeting") == 1
    amina.sees("Where: Room 3")
    assert told(greta, "You are invited") == 0


async def test_a_reply_counts_once_and_can_be_changed(greta: Phone, amina: Phone) -> None:
    await calls(greta)
    await amina.looks()
    await amina.presses("I'm coming", times=2)
    amina.sees("You said: I'm coming")
    await greta.presses("Who is invited")
    greta.sees("Amina: coming")
    await greta.presses("Back")
    greta.sees("1 invited: 1 coming, 0 maybe, 0 cannot and 0 without a reply")
    await amina.presses("I can't")
    amina.sees("You said: I can't")
    await greta.presses_old(OpenMeeting(1))
    greta.sees("0 coming, 0 maybe, 1 cannot and 0 without a reply")


async def test_a_new_time_is_shown_first_then_told_and_asked_anew(
    greta: Phone, amina: Phone
) -> None:
    await calls(greta)
    await amina.looks()
    await amina.presses("I'm coming")
    await greta.presses("Change")
    greta.sees("Nobody is told before you save")
    await greta.presses("Day and time")
    await greta.writes("2.12.2026 18:00")
    greta.sees("Tuesday, 1 Dec 2026, 17:00 → Wednesday, 2 Dec 2026, 18:00")
    greta.sees("1 person is told when you save. Since the time is another")
    await amina.looks()
    amina.sees_no("another time")
    await greta.presses("Save and tell", times=2)
    greta.sees("0 coming, 0 maybe, 0 cannot and 1 without a reply")
    await amina.looks()
    assert told(amina, "A meeting has another time") == 1
    amina.sees("Wednesday, 2 Dec 2026, 18:00")
    await amina.presses_old(Answer(1, 0, Reply.COMING))
    amina.sees("changed meanwhile")
    await amina.presses("Maybe")
    amina.sees("You said: maybe")


async def test_another_place_keeps_what_people_said(greta: Phone, amina: Phone) -> None:
    await calls(greta)
    await amina.looks()
    await amina.presses("I'm coming")
    await greta.presses("Change")
    await greta.presses("Place or link")
    await greta.writes("https://meet.example.org/room")
    greta.sees("Room 3 → https://meet.example.org/room")
    await greta.presses("Save and tell")
    await amina.looks()
    amina.sees("A meeting has been changed")
    await amina.presses("Open the meeting")
    amina.sees("You said: I'm coming")
    assert "Join online" in amina.labels()


async def test_called_off_is_told_once_and_ends_replies(greta: Phone, amina: Phone) -> None:
    await calls(greta)
    await greta.presses("Call off")
    greta.sees("1 person is told that it is called off")
    await greta.presses("Yes, call it off", times=2)
    greta.sees("This meeting is called off")
    await amina.looks()
    assert told(amina, "A meeting is called off") == 1
    await amina.presses_old(Answer(1, 0, Reply.COMING))
    amina.sees("This meeting is called off")
    await greta.presses_old(SaveChange(1, 0))
    await greta.presses_old(Cancel(1, 0))
    greta.sees("This meeting is called off")
    await amina.looks()
    assert told(amina, "A meeting is called off") == 1


async def file_of(stage: Stage, phone: Phone) -> str:
    document = next(m for m in reversed(phone.of_bot()) if "document" in m)["document"]
    assert document["file_name"] == "meeting.ics"
    services = stage.app.services
    found = await services.bot.get_file(document["file_id"])
    assert found.file_path
    loaded = await services.bot.download_file(found.file_path)
    assert loaded
    return loaded.read().decode().replace("\r\n ", "")


async def test_the_calendar_file_follows_the_meeting(
    stage: Stage, greta: Phone, amina: Phone
) -> None:
    await calls(greta)
    await amina.looks()
    await amina.presses("Calendar file")
    amina.sees("Open the file to put the meeting")
    first = await file_of(stage, amina)
    assert "SEQUENCE:0" in first
    assert "METHOD:PUBLISH" in first
    assert "DTSTART:20261201T160000Z" in first
    amina.has_seen("You are invited to a meeting")
    await greta.presses("Call off")
    await greta.presses("Yes, call it off")
    await amina.looks()
    await amina.presses("Calendar file")
    last = await file_of(stage, amina)
    assert "METHOD:CANCEL" in last
    assert "SEQUENCE:1" in last
    uid = next(line for line in first.splitlines() if line.startswith("UID:"))
    assert uid in last


async def test_attendance_is_taken_afterwards_a_tap_each_and_seen_by_whose_it_is(
    stage: Stage, cast: Cast, autumn: int, greta: Phone, amina: Phone
) -> None:
    for name in ("Bo", "Cem", "Dina", "Eva"):
        await joins(stage, cast, await cast.trainee(name), autumn)
    await calls(greta)
    await greta.presses_old(OpenAttendance(1))
    greta.sees("once the meeting has begun")
    await is_held(stage)
    await greta.writes("/meetings")
    greta.sees("17:00: First evidence (over)")
    await greta.presses("First evidence")
    await greta.presses("Note who came")
    greta.sees("Amina: not noted")
    await greta.presses("Amina → present", times=2)
    greta.sees("Amina: present")
    await greta.presses("Amina → absent")
    await greta.presses("Amina → excused")
    greta.sees("Amina: excused")
    await greta.presses("Next")
    greta.sees("Eva: not noted")
    await greta.presses("All others were present", times=2)
    greta.sees("0 people were noted")
    greta.sees("Eva: present")
    await greta.presses("Back")
    greta.sees("4 present, 0 absent, 1 excused and 0 not noted")
    await amina.presses_old(OpenMeeting(1))
    amina.sees("Attendance: you were excused.")
    amina.sees_no("invited:")


async def test_what_has_begun_can_be_neither_replied_to_nor_changed(
    stage: Stage, greta: Phone, amina: Phone
) -> None:
    await calls(greta)
    await is_held(stage)
    await amina.presses_old(Answer(1, 0, Reply.COMING))
    amina.sees("has begun")
    await greta.presses_old(Cancel(1, 0))
    greta.sees("has begun")


async def test_nonsense_for_each_answer_says_what_can_be_written(
    greta: Phone, amina: Phone
) -> None:
    await greta.writes("/meetings")
    await greta.presses("Call a meeting")
    await greta.presses("Autumn")
    await greta.writes("x")
    greta.sees("2 to 60 characters")
    await greta.writes("Talk")
    for written, said in {
        "soon": "no day with a time",
        "1.12.2026": "Write the time as well",
        "1.11.2026 10:00": "That moment is over",
        "28.3.2027 02:30": "this time does not exist",
    }.items():
        await greta.writes(written)
        greta.sees(said)
    await greta.writes("1.12.2026 17:00")
    await greta.writes("long")
    greta.sees("5 to 720")
    await greta.writes("75")
    await greta.writes("http://10.0.0.1/x")
    greta.sees("must begin with https://")
    await greta.writes("Room 3")
    greta.sees("75 minutes")


async def test_other_people_see_and_do_nothing(
    stage: Stage, cast: Cast, greta: Phone, amina: Phone
) -> None:
    await calls(greta)
    other = await group(stage, "Winter", "DE")
    dora, bo = await tutor_of(cast, other, "Dora"), await cast.trainee("Bo")
    for place in (
        OpenMeeting(1), OpenGuests(1), OpenAttendance(1), Cancel(1, 0), SaveChange(1, 0),
        SendFile(1), Answer(1, 0, Reply.COMING), Mark(1, 1, Attendance.PRESENT, 0), Call("x"),
    ):  # fmt: skip
        for phone in (dora, bo):
            await phone.presses_old(place)
            phone.sees_no("First evidence")
            phone.sees_no("Amina")
    await greta.presses_old(OpenMeeting(1))
    greta.sees("0 coming, 0 maybe, 0 cannot and 1 without a reply")


async def test_nobody_notes_their_own_attendance(stage: Stage, cast: Cast, autumn: int) -> None:
    both = await cast.member("Tova", Role.TUTOR, Role.TRAINEE)
    await joins(stage, cast, both, autumn)
    await calls(both)
    await is_held(stage)
    person = await cast.person(both)
    await both.presses_old(Mark(1, person.id, Attendance.PRESENT, 0))
    both.sees("Somebody else notes whether you came")


async def test_a_coordinator_calls_partners_and_a_tutor_cannot(
    stage: Stage, cast: Cast, autumn: int, greta: Phone, amina: Phone
) -> None:
    carla = await cast.coordinator("Carla", scope_kind=ScopeKind.COUNTRY, scope="SE")
    other = await tutor_of(cast, await group(stage, "Winter", "DE"), "Dora")
    await greta.writes("/meetings")
    await greta.presses("Call a meeting")
    assert "Staff of the partners" not in greta.labels()
    await carla.writes("/meetings")
    await carla.presses("Call a meeting")
    await carla.presses("Staff of the partners")
    await carla.presses("Sweden")
    for answer in ("Steering", "1.12.2026 10:00", "60", "https://meet.example.org/x"):
        await carla.writes(answer)
    carla.sees("2 people are invited")
    await carla.presses("Invite everybody", times=2)
    await greta.looks()
    greta.sees("Partner meeting: Sweden")
    assert told(greta, "You are invited") == 1
    for phone in (amina, other):
        await phone.looks()
        phone.sees_no("Steering")
    await greta.presses("I'm coming")
    assert "Change" not in greta.labels()
    await carla.presses_old(OpenMeeting(1))
    carla.sees("2 invited: 1 coming")
    assert len(carla.labels()) <= 8
    await carla.presses("Call off")
    carla.sees("1 person is told that it is called off")


async def test_who_comes_later_is_invited_to_what_is_ahead(
    stage: Stage, cast: Cast, autumn: int, greta: Phone, amina: Phone
) -> None:
    await calls(greta)
    bo = await cast.trainee("Bo")
    await bo.presses_old(OpenMeeting(1))
    bo.sees_no("First evidence")
    await joins(stage, cast, bo, autumn)
    await bo.writes("/language")
    await bo.presses("English")
    await bo.writes("/meetings")
    bo.sees("First evidence")
    assert told(bo, "You are invited") == 0
    await stage.passes(hours=2)
    await bo.looks()
    assert told(bo, "You are invited") == 1


async def test_who_came_later_and_heard_of_a_change_is_not_told_again(
    stage: Stage, cast: Cast, autumn: int, greta: Phone, amina: Phone
) -> None:
    await calls(greta)
    bo = await cast.trainee("Bo")
    await joins(stage, cast, bo, autumn)
    await bo.writes("/language")
    await bo.presses("English")
    await greta.presses("Change")
    await greta.presses("Title")
    await greta.writes("Second evidence")
    await greta.presses("Save and tell")
    await stage.passes(hours=2)
    await bo.looks()
    assert (told(bo, "You are invited"), told(bo, "has been changed")) == (0, 1)
