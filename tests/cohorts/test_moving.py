"""A coordinator changes dates: what moves is shown first, and trainees are told once."""

from __future__ import annotations

from datetime import date, time

import pytest

from bot.cohorts import store
from bot.cohorts.addresses import AskEnd, MoveDates, MoveMilestone, OpenCohort, OpenMove
from bot.people.rules import ScopeKind
from tests.meetings.ways import group, joins
from tests.people import Cast, Phone, Stage

START, END = date(2026, 9, 8).toordinal(), date(2027, 6, 30).toordinal()


@pytest.fixture
async def autumn(stage: Stage) -> int:
    """September to June, with a milestone that is over and two ahead."""
    cohort = await group(stage)
    async with stage.app.services.database.transaction() as session:
        for title, day in (("Over", 1), ("First", 15), ("Second", 20)):
            month = 11 if title == "Over" else 12
            due = date(2026, month, day)
            await store.add_milestone(session, cohort, title, due, time(17))
    return cohort


@pytest.fixture
async def carla(cast: Cast) -> Phone:
    return await cast.coordinator("Carla")


@pytest.fixture
async def amina(stage: Stage, cast: Cast, autumn: int) -> Phone:
    amina = await cast.trainee("Amina")
    await joins(stage, cast, amina, autumn)
    return amina


async def asks_for(carla: Phone, start: str) -> None:
    await carla.writes("/cohorts")
    await carla.presses("Autumn")
    await carla.presses("Change the dates")
    await carla.writes(start)


def told(phone: Phone) -> int:
    return sum("Dates have changed" in (m.get("text") or "") for m in phone.of_bot())


async def test_what_moves_is_shown_then_moved_and_told_once(carla: Phone, amina: Phone) -> None:
    await asks_for(carla, "8.9.2026")
    await carla.presses("7 July 2027")
    carla.sees("1 September 2026 to 30 June 2027 → 8 September 2026 to 7 July 2027")
    carla.sees("2 milestones can move along")
    carla.sees("First: 15 Dec 2026 → 22 Dec 2026")
    carla.sees("1 trainee is told")
    await amina.looks()
    assert told(amina) == 0
    await carla.presses("Change, milestones too", times=2)
    carla.sees("8 September 2026 to 7 July 2027")
    await amina.looks()
    assert told(amina) == 1
    amina.sees("First: 15 Dec 2026, 17:00 → 22 Dec 2026, 17:00")
    amina.sees_no("Over:")
    await amina.presses("My timeline")
    amina.sees("22 Dec 2026, 17:00: First (deadline)")


async def test_the_dates_alone_leave_milestones(carla: Phone, amina: Phone) -> None:
    await asks_for(carla, "8.9.2026")
    await carla.writes("1.7.2027")
    await carla.presses("Change the dates alone")
    await amina.writes("/timeline")
    amina.sees("15 Dec 2026, 17:00: First")
    assert told(amina) == 1


async def test_another_last_day_names_what_lies_beyond(carla: Phone, amina: Phone) -> None:
    await asks_for(carla, "nonsense")
    carla.sees("23 November 2026")
    await carla.presses("Keep 1 September")
    await carla.writes("18.12.2026")
    carla.sees("1 milestone would lie after the last day")
    await carla.presses("Yes, change them")
    carla.sees("1 September 2026 to 18 December 2026")


async def test_a_last_day_before_the_first_is_refused(carla: Phone, amina: Phone) -> None:
    await asks_for(carla, "8.9.2026")
    await carla.writes("1.9.2026")
    carla.sees("must come after the first, 8 September 2026")


async def test_dates_that_somebody_else_changed_meanwhile_are_not_overwritten(
    carla: Phone, amina: Phone
) -> None:
    old = MoveDates(1, 0, START, END, along=True)
    await carla.presses_old(old)
    await carla.presses_old(MoveDates(1, 1, START + 1, END, along=False))
    await carla.presses_old(old)
    carla.sees("changed meanwhile")
    carla.sees("9 September 2026")
    for far in (0, 3_652_059, 2_000_000_000):
        for place in (OpenMove(1, 0, far), AskEnd(1, far), MoveMilestone(1, 0, far, 60)):
            await carla.presses_old(place)
            carla.sees("9 September 2026")


async def test_a_milestones_other_day_is_shown_moved_and_told_once(
    carla: Phone, amina: Phone
) -> None:
    await carla.presses_old(OpenCohort(1))
    await carla.presses("Milestones")
    await carla.presses("First")
    await carla.presses("Change the day")
    await carla.writes("16.12.2026 09:00")
    carla.sees("15 December 2026, 17:00 → 16 December 2026, 09:00")
    carla.sees("1 trainee is told")
    await carla.presses("Yes, move it", times=2)
    carla.sees("16 December 2026, 09:00")
    await amina.looks()
    assert told(amina) == 1
    amina.sees("First: 15 Dec 2026, 17:00 → 16 Dec 2026, 09:00")
    await carla.presses_old(MoveMilestone(2, 0, START, 60))
    carla.sees("changed meanwhile")
    await carla.presses_old(MoveMilestone(2, 1, START, 9999))
    carla.sees("16 December 2026, 09:00")


async def test_another_scope_moves_nothing(cast: Cast, autumn: int, amina: Phone) -> None:
    dora = await cast.coordinator("Dora", scope_kind=ScopeKind.COUNTRY, scope="DE")
    for phone in (dora, amina):
        await phone.presses_old(MoveDates(1, 0, START, END, along=True))
        await phone.presses_old(MoveMilestone(2, 0, START, 60))
        await phone.presses_old(OpenMove(1, START, END))
        phone.sees_no("Autumn")
    assert told(amina) == 0


async def test_a_group_shows_its_staff_and_its_meetings(
    stage: Stage, cast: Cast, carla: Phone, amina: Phone
) -> None:
    await carla.presses_old(OpenCohort(1))
    carla.sees("No tutor yet. Invite one with /invite.")
    carla.sees("Coordinators: Carla")
    await cast.tutor("Greta")
    await carla.presses_old(OpenCohort(1))
    carla.sees("Tutors: Greta")
    await carla.presses("Meetings")
    carla.sees("Call one")
    await carla.presses("Call a meeting")
    carla.sees("What is it about?")
