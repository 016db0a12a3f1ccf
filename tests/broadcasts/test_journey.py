"""A coordinator writes to many, from an empty draft to the ledger."""

from __future__ import annotations

from tests.broadcasts.composing import begins, writes_in
from tests.people import Cast, Phone, Stage


async def test_the_whole_way_in_two_languages(stage: Stage, cast: Cast) -> None:
    carla = await cast.coordinator("Carla")
    amina = await cast.trainee("Amina", "sv")
    bo = await cast.trainee("Bo", "de")
    cem = await cast.trainee("Cem")
    await stage.call("POST", f"people/{cem.id}/block")
    await stage.overlook()
    await carla.writes("/broadcast")
    carla.sees("Nothing has been written yet")
    await begins(carla)
    await writes_in(carla, "English", "See you on Friday")
    await writes_in(carla, "Svenska", "Vi ses på fredag")
    carla.sees("Greek, Spanish and Icelandic: will get English")
    await carla.presses("For whom")
    carla.sees("For 3 people")
    carla.sees("Amina")
    await carla.presses("To the draft")
    await carla.presses("Preview")
    carla.has_seen("Preview (Svenska)")
    await carla.presses("To the draft")
    await carla.presses("Confirm and send")
    await carla.writes("4")
    carla.sees("not the number of recipients")
    await carla.writes("3")
    await stage.passes(seconds=5)
    await carla.looks()
    carla.sees("Finished")
    carla.sees("2 of 3 sent")
    carla.sees("Blocked the bot: 1")
    await _sees(amina, "Vi ses på fredag")
    await _sees(bo, "See you on Friday")


async def _sees(phone: Phone, words: str) -> None:
    await phone.looks()
    phone.sees(words)
