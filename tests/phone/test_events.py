"""The stream that the pages listen to."""

import asyncio

from bot.phone.events import Events, as_stream
from tests.phone.libraries import Library
from tests.phone_client import Json, Phone


async def heard(phone: Phone, count: int, after: int | None = None) -> list[Json]:
    events: list[Json] = []
    async for event in phone.events(after):
        events.append(event)
        if len(events) == count:
            return events
    return events


async def test_what_happens_is_heard_in_order(phone: Phone, bot: Library, amina: int) -> None:
    listening = asyncio.create_task(heard(phone, 6))
    await asyncio.sleep(0.1)
    sent = await bot.call("send_message", chat_id=amina, text="One")
    await bot.call("edit_message_text", chat_id=amina, message_id=sent.message_id, text="Two")
    await bot.call("send_chat_action", chat_id=amina, action="typing")
    await bot.call("delete_message", chat_id=amina, message_id=sent.message_id)
    await phone.block(amina)
    await phone.forward(60)
    events = await asyncio.wait_for(listening, 5)
    kinds = ["message", "edited", "chat_action", "deleted", "blocked", "clock"]
    assert [event["type"] for event in events] == kinds
    assert [event["id"] for event in events] == sorted(event["id"] for event in events)
    assert {tuple(event["person_ids"]) for event in events[:5]} == {(amina,)}


async def test_an_answer_reaches_who_pressed(phone: Phone, bot: Library, amina: int) -> None:
    keyboard = bot.keyboard(("Yes", "y"))
    sent = await bot.call("send_message", chat_id=amina, text="?", reply_markup=keyboard)
    query = await phone.press_data(amina, sent.message_id, "y")
    listening = asyncio.create_task(heard(phone, 1))
    await asyncio.sleep(0.1)
    answer = {"callback_query_id": query, "text": "No!", "show_alert": True}
    await bot.call("answer_callback_query", **answer)
    (event,) = await asyncio.wait_for(listening, 5)
    assert event.items() >= (answer | {"type": "callback_answer", "person_ids": [amina]}).items()


async def test_a_reader_comes_back_to_its_place(phone: Phone, amina: int) -> None:
    listening = asyncio.create_task(heard(phone, 1))
    await asyncio.sleep(0.1)
    await phone.send(amina, "First")
    (first,) = await asyncio.wait_for(listening, 5)
    await phone.send(amina, "Missed")
    (missed,) = await asyncio.wait_for(heard(phone, 1, after=first["id"]), 5)
    assert missed["message"]["text"] == "Missed"


async def test_a_reader_from_another_time_starts_anew(phone: Phone, amina: int) -> None:
    (reset,) = await asyncio.wait_for(heard(phone, 1, after=5), 5)
    assert reset["type"] == "reset"


def test_the_line_is_bounded_and_says_what_is_gone() -> None:
    events = Events(length=3)
    begin = events.last_id
    for number in range(5):
        events.emit("message", 1, [1], number=number)
    assert events.after(begin) is None
    assert [one["number"] for one in events.after(begin + 2) or []] == [2, 3, 4]
    assert events.after(events.last_id) == []
    assert events.after(events.last_id + 1) is None


def test_an_event_is_one_line_of_json() -> None:
    written = as_stream({"id": 7, "text": "two\nlines"})
    assert written == b'id: 7\ndata: {"id":7,"text":"two\\nlines"}\n\n'
