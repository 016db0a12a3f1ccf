"""The clock that moves forward, and what follows it."""

import time

import pytest

from tests.phone.libraries import Library
from tests.phone_client import Phone, Refused


async def test_dates_of_messages_follow_the_clock(bot: Library, phone: Phone, amina: int) -> None:
    before = await phone.send(amina, "Monday")
    await phone.forward(7 * 86_400)
    sent = await bot.call("send_message", chat_id=amina, text="Monday after")
    assert abs(sent.date.timestamp() - before["date"] - 7 * 86_400) < 5


async def test_the_clock_says_what_time_it_is(phone: Phone) -> None:
    moved = await phone.forward(3600.5)
    assert moved["offset_seconds"] == 3600.5
    assert abs(moved["now"] - time.time() - 3600.5) < 5
    assert (await phone.get("/state"))["clock"]["offset_seconds"] == 3600.5


@pytest.mark.parametrize("seconds", [-1, "soon", True, 1e12])
async def test_the_clock_does_not_move_back_or_far(phone: Phone, seconds: object) -> None:
    with pytest.raises(Refused):
        await phone.post("/clock", {"forward_seconds": seconds})


async def test_updates_wait_for_24_hours(bot: Library, phone: Phone, amina: int) -> None:
    await phone.send(amina, "Too old tomorrow")
    await phone.forward(24 * 3600 - 60)
    newer = await phone.send(amina, "Kept")
    await phone.forward(120)
    assert [one.message.message_id for one in await bot.updates()] == [newer["message_id"]]
