"""A coordinator makes a group, sets milestones and invites; a trainee sees the timeline."""

from bot.cohorts.addresses import DeleteMilestone, OpenCohort, OpenMilestone
from bot.people.rules import ScopeKind
from tests.people import Cast, Phone


async def makes_a_group(carla: Phone, name: str = "Autumn 2026") -> None:
    await carla.writes("/cohorts")
    await carla.presses("Make a group")
    await carla.writes(name)
    await carla.writes("Sweden")
    await carla.presses("Public")
    await carla.writes("1.9.2026")
    await carla.writes("31 January 2027")


async def test_a_group_is_made_in_five_answers(cast: Cast) -> None:
    carla = await cast.coordinator("Carla", scope_kind=ScopeKind.COUNTRY, scope="SE")
    await carla.writes("/cohorts")
    carla.sees("There is no group yet")
    await makes_a_group(carla)
    carla.sees("Autumn 2026")
    carla.sees("1 September 2026 to 31 January 2027")
    carla.sees("Nobody has joined yet")


async def test_nonsense_for_a_day_says_how_to_write_one_and_keeps_the_place(cast: Cast) -> None:
    carla = await cast.coordinator("Carla")
    await carla.writes("/cohorts")
    await carla.presses("Make a group")
    await carla.writes("x")
    carla.sees("2 to 60 characters")
    await carla.writes("Autumn")
    await carla.writes("Atlantis")
    carla.sees("buttons")
    await carla.writes("schweden")
    await carla.writes("all of them")
    carla.sees("buttons")
    await carla.presses("Go on")
    await carla.presses("Several")
    await carla.writes("soon")
    carla.sees("23 November 2026")
    await carla.writes("1.12.2026")
    await carla.writes("1.11.2026")
    carla.sees("must come after the first, 1 December 2026")
    await carla.writes("1.3.2027")
    carla.sees("1 December 2026 to 1 March 2027")


async def test_milestones_are_added_moved_and_deleted(cast: Cast) -> None:
    carla = await cast.coordinator("Carla")
    await makes_a_group(carla)
    await carla.presses("Milestones")
    carla.sees("No milestone yet")
    await carla.presses("Add a milestone")
    await carla.writes("First evidence")
    await carla.writes("15.12.2026 17:00")
    carla.sees("15 December 2026, 17:00 (Stockholm)")
    await carla.presses("Change the day")
    await carla.writes("16.12.2026")
    carla.sees("16 December 2026, 23:59")
    await carla.presses("Change the title")
    await carla.writes("Two pieces of evidence")
    carla.sees("Two pieces")
    await carla.presses("Delete")
    await carla.presses("Yes, delete")
    carla.sees("No milestone yet")


async def test_a_milestone_deleted_twice_is_gone_once(cast: Cast) -> None:
    carla = await cast.coordinator("Carla")
    await makes_a_group(carla)
    await carla.presses("Milestones")
    await carla.presses("Add a milestone")
    await carla.writes("First evidence")
    await carla.writes("15.12.2026")
    await carla.presses("Delete")
    await carla.presses("Yes, delete", times=2)
    carla.sees("Groups")


async def test_another_countrys_group_is_out_of_reach(cast: Cast) -> None:
    carla = await cast.coordinator("Carla", scope_kind=ScopeKind.COUNTRY, scope="SE")
    await makes_a_group(carla)
    await carla.presses("Milestones")
    await carla.presses("Add a milestone")
    await carla.writes("First evidence")
    await carla.writes("15.12.2026")
    dora = await cast.coordinator("Dora", scope_kind=ScopeKind.COUNTRY, scope="DE")
    for place in (OpenCohort(1), OpenMilestone(1), DeleteMilestone(1)):
        await dora.presses_old(place)
        dora.sees_no("First evidence")
        dora.sees_no("Autumn")
    await carla.presses_old(OpenMilestone(1))
    carla.sees("First evidence")


async def test_a_trainee_cannot_manage_groups(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await amina.writes("/cohorts")
    amina.sees("not")
    await amina.presses_old(OpenCohort(1))
    amina.sees_no("Autumn")


async def test_from_the_group_to_the_trainees_timeline(cast: Cast) -> None:
    carla = await cast.coordinator("Carla")
    await makes_a_group(carla)
    await carla.presses("Milestones")
    await carla.presses("Add a milestone")
    await carla.writes("First evidence")
    await carla.writes("15.12.2026 17:00")
    await carla.writes("/invite")
    await carla.presses("Trainee")
    await carla.presses("Autumn 2026")
    await carla.presses("30 people")
    await carla.presses("7 days", times=2)
    link = next(w for w in carla.message_with("start=").get("caption", "").split() if "start=" in w)
    amina = await cast.visitor("Amina")
    await amina.opens(link.partition("start=")[2])
    await amina.presses("English")
    await amina.presses("I agree")
    await amina.writes("/timeline")
    amina.sees("Autumn 2026")
    amina.sees("15 Dec 2026, 17:00: First evidence (deadline)")
    await carla.writes("/invite")
    await carla.presses("My invitations")
    carla.sees("opened 1, joined 1 of 30")
