"""After a silence: coordinators are warned once; those who were cut off are told what to send."""

from datetime import timedelta

from bot.home.jobs import Contact
from tests.people import Cast, Stage


class Seconds:
    """A count that a test moves, beside the wall clock."""

    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


def contact_of(stage: Stage) -> tuple[Contact, Seconds]:
    seconds = Seconds()
    return Contact(stage.app.services, seconds), seconds


async def test_coordinators_are_warned_once_while_it_lasts_and_after(cast: Cast) -> None:
    carla = await cast.coordinator("Carla")
    contact, seconds = contact_of(cast.stage)
    await contact.note()
    for _ in range(3):
        seconds.at += 3601
        cast.stage.clock.forward(seconds=3601)
        await contact.watch(cast.stage.app.services)
    await contact.note()
    await cast.stage.settle()
    await carla.looks()
    assert sum("no contact with Telegram" in m.get("text", "") for m in carla.messages) == 1


async def test_half_an_hour_is_nothing_to_speak_of(cast: Cast) -> None:
    carla = await cast.coordinator("Carla")
    contact, seconds = contact_of(cast.stage)
    await contact.note()
    seconds.at += 1800
    cast.stage.clock.forward(minutes=30)
    await contact.watch(cast.stage.app.services)
    await contact.note()
    await cast.stage.settle()
    await carla.looks()
    carla.sees_no("no contact")


async def test_a_moved_clock_is_no_silence(cast: Cast) -> None:
    carla = await cast.coordinator("Carla")
    contact, _ = contact_of(cast.stage)
    await contact.note()
    cast.stage.clock.forward(days=7)
    await contact.watch(cast.stage.app.services)
    await contact.note()
    await cast.stage.settle()
    await carla.looks()
    carla.sees_no("no contact")


async def test_after_a_day_those_in_the_middle_of_something_are_told_once(cast: Cast) -> None:
    amina = await cast.trainee("Amina", language="sv")
    await amina.writes("/profile")
    await amina.presses("Namn")
    bo = await cast.trainee("Bo")
    await bo.writes("/home")
    before, _ = contact_of(cast.stage)
    await before.note()
    cast.stage.clock.forward(hours=25)
    for _ in range(2):
        after, _ = contact_of(cast.stage)
        await after.note()
    await cast.stage.settle()
    await amina.looks()
    amina.sees("svara igen nu")
    await amina.writes("Amina Ali")
    assert (await cast.person(amina)).name == "Amina Ali"
    await bo.looks()
    bo.sees_no("may be lost")


async def test_contact_is_written_at_most_once_a_minute(cast: Cast) -> None:
    contact, seconds = contact_of(cast.stage)
    written = []
    for _ in range(5):
        await contact.note()
        written.append(contact._written)
        seconds.at += 20
        cast.stage.clock.at += timedelta(seconds=20)
    assert written == [0.0, 0.0, 0.0, 60.0, 60.0]
