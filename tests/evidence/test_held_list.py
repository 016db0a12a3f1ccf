"""Coordinators see what is held back: by a command, and from home where something is."""

from __future__ import annotations

from bot import places
from bot.people.rules import Role
from tests.evidence.ways import begins, hands_in
from tests.people import Cast, Phone


async def reports_own(amina: Phone) -> None:
    await begins(amina)
    await amina.writes("I met Mrs Qvist.")
    await amina.presses("Done")
    await hands_in(amina)
    await amina.writes("/evidence")
    for label in ("1. ", "Files and texts", "I met", "Contains client data", "Yes"):
        await amina.presses(label)


async def test_where_nothing_is_held_back_the_list_says_what_it_is(cast: Cast) -> None:
    carla = await cast.coordinator("Carla")
    await carla.writes("/home")
    assert not [label for label in carla.labels() if label.startswith("Held back")]
    await carla.writes("/held")
    carla.sees("Nothing is held back. Parts of evidence stand here that were reported")
    await carla.presses("Home")


async def test_home_leads_to_what_is_held_back_oldest_first(cast: Cast) -> None:
    carla = await cast.coordinator("Carla")
    for name in ("Amina", "Bo", "Cleo", "Dora", "Eva", "Finn"):
        await reports_own(await cast.trainee(name))
    await carla.writes("/home")
    carla.sees("6 parts of evidence are held back.")
    assert len(carla.labels()) <= 8
    await carla.presses("Held back (6)")
    assert [label for label in carla.labels() if ". " in label] == [
        "1. Amina", "2. Bo", "3. Cleo", "4. Dora", "5. Eva",
    ]  # fmt: skip
    await carla.presses("Next")
    await carla.presses("6. Finn")
    carla.sees("Held back: nobody but the trainee sees it now")


async def test_trainees_assessors_and_coordinators_of_others_see_none_of_it(cast: Cast) -> None:
    amina, assessor = await cast.trainee("Amina"), await cast.member("Axel", Role.ASSESSOR)
    await reports_own(amina)
    for phone in (amina, assessor):
        await phone.writes("/held")
        await phone.presses_old(places.OpenHolds(3))
        phone.sees_no("1. Amina")


async def test_a_page_that_is_not_there_is_no_fault(cast: Cast) -> None:
    carla = await cast.coordinator("Carla")
    await carla.presses_old(places.OpenHolds(99))
    carla.sees("Held back")
    await carla.presses_old("evidence.holds.x")
    carla.sees("That button is from earlier")
