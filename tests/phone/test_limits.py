"""Telegram's flood control: what passes, what waits, and how long."""

from pathlib import Path
from typing import Any

import pytest

from bot.phone.limits import Limits, Pace
from bot.phone.server import serve
from bot.phone.settings import PhoneSettings
from tests.phone.libraries import Library
from tests.phone_client import Phone, Refused


def seconds_to_wait(pace: Pace, count: int, **where: Any) -> list[int]:
    place = {"chat_id": 1, "is_group": False, "now": 0.0} | where
    return [pace.take(count=1, **place) for _ in range(count)]


def test_a_chat_takes_a_short_burst_and_then_one_a_second() -> None:
    pace = Pace(Limits())
    assert seconds_to_wait(pace, 11) == [0] * 10 + [1]
    assert seconds_to_wait(pace, 2, now=1.0) == [0, 1]
    assert seconds_to_wait(pace, 11, now=100.0) == [0] * 10 + [1]


def test_all_chats_take_30_a_second() -> None:
    pace = Pace(Limits())
    waits = [pace.take(chat, False, 1, 0.0) for chat in range(40)]
    assert waits == [0] * 30 + [1] * 10
    assert [pace.take(chat, False, 1, 1.0) for chat in range(40, 71)] == [0] * 30 + [1]


def test_a_group_takes_20_a_minute() -> None:
    pace = Pace(Limits())
    assert seconds_to_wait(pace, 21, is_group=True) == [0] * 20 + [3]
    assert seconds_to_wait(pace, 1, is_group=True, now=3.0) == [0]


def test_a_refused_message_costs_nothing() -> None:
    pace = Pace(Limits())
    seconds_to_wait(pace, 10)
    assert seconds_to_wait(pace, 100) == [1] * 100
    assert seconds_to_wait(pace, 1, now=1.0) == [0]


def test_what_passed_and_what_was_refused_is_counted() -> None:
    pace = Pace(Limits())
    seconds_to_wait(pace, 13)
    assert (pace.passed, pace.refused) == (10, 3)


async def test_the_counts_can_be_read(phone: Phone) -> None:
    assert await phone.get("/pace") == {"passed": 0, "refused": 0}


def test_an_album_costs_as_many_as_it_has_files() -> None:
    pace = Pace(Limits())
    assert pace.take(1, False, 10, 0.0) == 0
    assert pace.take(1, False, 10, 1.0) == 9
    assert pace.take(1, False, 10, 10.0) == 0


def test_multiplied_limits_change_the_pace_alone() -> None:
    ten = Limits().multiplied(10)
    assert (ten.messages_per_second, ten.chat_burst, ten.group_per_minute) == (300, 100, 200)
    assert (ten.text_units, ten.upload_bytes) == (4096, 50 * 1024 * 1024)


def test_only_chats_that_wait_are_remembered() -> None:
    pace = Pace(Limits(messages_per_second=1e9))
    pace.MOST_BUCKETS = 100
    for chat in range(1000):
        assert pace.take(chat, False, 1, chat * 10.0) == 0
    assert len(pace._chats) <= 100


async def test_both_libraries_read_retry_after(bot: Library, phone: Phone, amina: int) -> None:
    await phone.set_limits(chat_burst=1, chat_per_second=0.2)
    await bot.call("send_message", chat_id=amina, text="One")
    async with bot.refused(429) as caught:
        await bot.call("send_message", chat_id=amina, text="Two")
    assert int(caught.value.retry_after) == 5


async def test_edits_count_and_answers_do_not(bot: Library, phone: Phone, amina: int) -> None:
    await phone.set_limits(chat_burst=2, chat_per_second=0.01)
    keyboard = bot.keyboard(("Yes", "y"))
    sent = await bot.call("send_message", chat_id=amina, text="1", reply_markup=keyboard)
    place = {"chat_id": amina, "message_id": sent.message_id}
    await bot.call("edit_message_text", text="2", reply_markup=keyboard, **place)
    query = await phone.press_data(amina, sent.message_id, "y")
    async with bot.refused(429):
        await bot.call("edit_message_text", text="3", **place)
    assert await bot.call("answer_callback_query", callback_query_id=query)
    assert await bot.call("send_chat_action", chat_id=amina, action="typing")
    assert await bot.call("delete_message", **place)


async def test_limits_are_read_and_changed_at_run_time(phone: Phone) -> None:
    assert await phone.get("/limits") == Limits().as_json()
    changed = await phone.set_limits(multiply=10, text_units=100)
    assert (changed["messages_per_second"], changed["text_units"]) == (300, 100)
    assert await phone.get("/limits") == changed
    assert not (await phone.set_limits(flood_control=False))["flood_control"]


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ({"text_units": -1}, "text_units must be a number above zero"),
        ({"flood_control": 1}, "flood_control must be true or false"),
        ({"speed": 1}, "unknown limit 'speed'"),
        ({"multiply": 0}, "multiply must be a number above zero"),
    ],
)
async def test_a_bad_limit_is_named(phone: Phone, wanted: dict[str, Any], words: str) -> None:
    with pytest.raises(Refused, match=words):
        await phone.set_limits(**wanted)


async def test_limits_are_settings_of_the_server(tmp_path: Path) -> None:
    limits = Limits().multiplied(10)
    running = await serve(PhoneSettings(tmp_path, limits=limits))
    assert running.phone.limits.messages_per_second == 300
    await running.close()
