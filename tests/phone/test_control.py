"""The control API: what pages and tests do and see."""

from typing import Any

import pytest
from aiohttp import ClientSession

from bot.phone.server import Running
from tests.phone.conftest import png
from tests.phone.libraries import Library
from tests.phone_client import Phone, Refused


async def test_the_state_names_everybody(phone: Phone, amina: int, forum: int) -> None:
    state = await phone.get("/state")
    assert state["bot"]["username"] == "jobbroker_demo_bot"
    (person,) = state["people"]
    assert (person["id"], person["language_code"], person["blocked"]) == (amina, "sv", False)
    (group,) = state["groups"]
    assert (group["id"], group["members"], group["is_forum"]) == (forum, [amina], True)
    assert (group["type"], group["bot_is_admin"]) == ("supergroup", True)


async def test_many_people_are_added_at_once(phone: Phone, bot: Library) -> None:
    people = await phone.people(500, started=True)
    assert len(set(people)) == 500
    assert (await bot.call("send_message", chat_id=people[-1], text="Hello")).chat.id == people[-1]


async def test_a_person_may_bring_an_id(phone: Phone) -> None:
    assert await phone.person("Amina", id=77) == 77
    with pytest.raises(Refused, match="the id 77 is taken"):
        await phone.person("Nikos", id=77)
    with pytest.raises(Refused, match="first_name is needed"):
        await phone.person("")


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/people/1/open", {}, 404),
        ("/people/x/open", {}, 400),
        ("/people/{amina}/open", {"start": "x" * 65}, 400),
        ("/people/{amina}/open", [], 400),
        ("/people/{amina}/chats/1/send", {"text": "x"}, 404),
        ("/people/{amina}/chats/{amina}/send", {"text": " "}, 400),
        ("/people/{amina}/chats/{amina}/send", {"text": "x", "reply_to_message_id": 99}, 404),
        ("/people/{amina}/chats/{amina}/send", {"text": "x", "message_thread_id": 99}, 400),
        ("/people/{amina}/chats/{amina}/press", {"message_id": 1, "data": "x"}, 400),
        ("/people/{amina}/chats/{amina}/press", {"message_id": "x"}, 404),
        ("/people/{amina}/chats/{amina}/edit", {"message_id": 99, "text": "x"}, 404),
        ("/people/{amina}/chats/{amina}/delete", {"message_id": "x"}, 400),
        ("/people/{amina}/chats/{amina}/upload", {}, 400),
        ("/people/{amina}/chats/{amina}/dance", {}, 404),
        ("/groups", {"title": "x", "members": []}, 400),
        ("/groups/-1/migrate", {}, 404),
    ],
)
async def test_what_cannot_be_done_is_said(
    phone: Phone, amina: int, path: str, body: Any, status: int
) -> None:
    with pytest.raises(Refused) as refused:
        await phone.post(path.format(amina=amina), body)
    assert refused.value.status == status


async def test_strangers_stay_out_of_groups(phone: Phone, forum: int) -> None:
    nikos = await phone.person("Nikos")
    with pytest.raises(Refused, match="not in this group"):
        await phone.send(nikos, "Hello", chat=forum)
    assert [chat["id"] for chat in await phone.chats(nikos)] == [nikos]


async def test_unread_counts_until_it_is_read(phone: Phone, bot: Library, amina: int) -> None:
    for text in ("One", "Two"):
        await bot.call("send_message", chat_id=amina, text=text)
    (chat,) = await phone.chats(amina)
    assert (chat["unread"], chat["last_message"]["text"]) == (2, "Two")
    await phone.post(f"/people/{amina}/chats/{amina}/read")
    assert (await phone.chats(amina))[0]["unread"] == 0


async def test_messages_come_in_pages(phone: Phone, amina: int) -> None:
    for number in range(5):
        await phone.send(amina, f"Message {number}")
    last = await phone.messages(amina, limit=2)
    assert [one["text"] for one in last] == ["Message 3", "Message 4"]
    older = await phone.messages(amina, limit=2, before=last[0]["message_id"])
    assert [one["text"] for one in older] == ["Message 1", "Message 2"]


async def test_a_long_text_is_cut_as_clients_cut_it(phone: Phone, bot: Library, amina: int) -> None:
    await bot.updates()
    await phone.send(amina, "👍" * 5000)
    texts = [update.message.text for update in await bot.updates()]
    assert [len(text) for text in texts] == [2048, 2048, 904]


async def test_silence_is_shown_on_the_phone(phone: Phone, bot: Library, amina: int) -> None:
    await bot.call("send_message", chat_id=amina, text="Quiet", disable_notification=True)
    assert (await phone.messages(amina))[-1]["silent"]


async def test_a_forged_button_needs_a_forged_client(
    phone: Phone, bot: Library, amina: int
) -> None:
    sent = await bot.call("send_message", chat_id=amina, text="No buttons")
    with pytest.raises(Refused, match="no button of this message carries 'x'"):
        await phone.press_data(amina, sent.message_id, "x")
    await bot.updates()
    await phone.press_data(amina, sent.message_id, "x", anyhow=True)
    assert (await bot.updates())[0].callback_query.data == "x"


async def test_an_answer_is_waited_for(phone: Phone, bot: Library, amina: int) -> None:
    keyboard = bot.keyboard(("Yes", "y"))
    sent = await bot.call("send_message", chat_id=amina, text="?", reply_markup=keyboard)
    query = await phone.press_data(amina, sent.message_id, "y")
    assert await phone.answer_to(query, wait=0) is None
    await bot.call("answer_callback_query", callback_query_id=query)
    assert await phone.answer_to(query) == {"text": "", "show_alert": False, "url": None}
    with pytest.raises(Refused, match="no such callback query"):
        await phone.answer_to("5")


async def test_who_has_blocked_the_bot_cannot_write(phone: Phone, amina: int) -> None:
    await phone.block(amina)
    with pytest.raises(Refused, match="the bot is blocked"):
        await phone.send(amina, "Hello")
    await phone.open(amina, "AGAIN")
    assert not (await phone.get("/state"))["people"][0]["blocked"]


async def test_a_deletion_is_not_told_to_the_bot(phone: Phone, bot: Library, amina: int) -> None:
    await bot.updates()
    body = {"message_ids": [1]}
    assert await phone.post(f"/people/{amina}/chats/{amina}/delete", body) == {"deleted": [1]}
    assert await phone.messages(amina) == []
    assert await bot.updates() == []


async def test_a_person_opens_a_topic(phone: Phone, amina: int, forum: int) -> None:
    topic = await phone.post(f"/groups/{forum}/topics", {"name": "News"})
    sent = await phone.send(amina, "Hi", forum, message_thread_id=topic["message_thread_id"])
    assert sent["is_topic_message"]


@pytest.mark.parametrize(
    ("name", "kind", "shown"),
    [("a.png", "image/png", True), ("a.svg", "application/octet-stream", False)],
)
async def test_what_a_browser_might_run_is_only_saved(
    phone: Phone, server: Running, amina: int, name: str, kind: str, shown: bool
) -> None:
    (sent,) = await phone.upload(amina, (name, png(10, 10)))
    address = f"{server.url}/phone/files/{sent['document']['file_id']}"
    async with ClientSession() as http, http.get(address) as answer:
        assert answer.content_type == kind
        assert ("Content-Disposition" in answer.headers) is not shown
        assert "sandbox" in answer.headers["Content-Security-Policy"]
        assert await answer.read() == png(10, 10)


async def test_uploads_have_a_kind_and_a_number(phone: Phone, amina: int) -> None:
    with pytest.raises(Refused, match="kind must be one of"):
        await phone.upload(amina, ("a", b"x"), kind="song")
    with pytest.raises(Refused, match="1 to 10 parts"):
        await phone.upload(amina, *[("a", b"x")] * 11)
    with pytest.raises(Refused, match="IMAGE_PROCESS_FAILED"):
        await phone.upload(amina, ("a.png", b"x"), kind="photo")
    with pytest.raises(Refused, match="a caption has at most"):
        await phone.upload(amina, ("a", b"x"), caption="x" * 1025)
