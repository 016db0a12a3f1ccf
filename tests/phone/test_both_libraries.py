"""Messages, edits, presses and updates, as two independent libraries send and read them."""

import asyncio
from typing import Any

import pytest

from tests.phone.libraries import Library
from tests.phone_client import Phone

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the "
    "same as a current content and reply markup of the message"
)
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


async def test_get_me_names_the_bot(bot: Library) -> None:
    me = await bot.call("get_me")
    assert me.is_bot
    assert me.username == "jobbroker_demo_bot"
    assert me.id == int(bot.token.split(":")[0])


async def test_a_message_arrives_on_the_phone(bot: Library, phone: Phone, amina: int) -> None:
    sent = await bot.call("send_message", chat_id=amina, text="Hej Amina")
    seen = await phone.wait_for(amina, "Hej")
    assert (seen["message_id"], seen["text"]) == (sent.message_id, "Hej Amina")
    assert (sent.chat.id, sent.from_user.is_bot) == (amina, True)


async def test_a_message_of_a_person_is_an_update(bot: Library, phone: Phone, amina: int) -> None:
    await bot.updates()
    await phone.send(amina, "När är provet?")
    (update,) = await bot.updates()
    assert update.message.text == "När är provet?"
    assert update.message.from_user.language_code == "sv"
    assert await bot.updates() == []


async def test_a_start_link_carries_its_code(bot: Library, phone: Phone) -> None:
    person = await phone.person("Nikos", language_code="el")
    await phone.open(person, "INVITE-7")
    (update,) = await bot.updates()
    assert update.message.text == "/start INVITE-7"
    assert update.message.entities[0].type == "bot_command"


async def test_an_update_comes_again_until_it_is_confirmed(bot: Library, amina: int) -> None:
    (first,) = await bot.call("get_updates", timeout=0)
    (again,) = await bot.call("get_updates", offset=first.update_id, timeout=0)
    assert again.update_id == first.update_id
    assert list(await bot.call("get_updates", offset=first.update_id + 1, timeout=0)) == []


async def test_a_long_poll_ends_when_something_comes(
    bot: Library, phone: Phone, amina: int
) -> None:
    await bot.updates()
    waiting = asyncio.create_task(bot.call("get_updates", timeout=20))
    await asyncio.sleep(0.1)
    assert not waiting.done()
    await phone.send(amina, "Now")
    (update,) = await asyncio.wait_for(waiting, 2)
    assert update.message.text == "Now"


async def test_a_second_poller_throws_the_first_one_out(bot: Library, amina: int) -> None:
    await bot.updates()
    first = asyncio.create_task(bot.call("get_updates", timeout=20))
    await asyncio.sleep(0.1)
    await bot.call("get_updates", timeout=0)
    async with bot.refused(409, "terminated by other getUpdates request"):
        await first


async def test_only_wanted_kinds_of_updates_come(bot: Library, phone: Phone, amina: int) -> None:
    await bot.updates(allowed_updates=["callback_query"])
    await phone.send(amina, "Not wanted")
    assert await bot.updates() == []


async def test_html_becomes_entities(bot: Library, amina: int) -> None:
    text = '<b>Fet <i>kursiv</i></b> <a href="https://eures.europa.eu">EURES</a> 1 &lt; 2'
    sent = await bot.call("send_message", chat_id=amina, text=text, parse_mode="HTML")
    assert sent.text == "Fet kursiv EURES 1 < 2"
    assert [(one.type, one.offset, one.length) for one in sent.entities] == [
        ("bold", 0, 10),
        ("italic", 4, 6),
        ("text_link", 11, 5),
    ]
    assert sent.entities[2].url == "https://eures.europa.eu/"


async def test_entities_count_utf16_units(bot: Library, amina: int) -> None:
    bold = bot.make("MessageEntity", type="bold", offset=3, length=2)
    sent = await bot.call("send_message", chat_id=amina, text="👍 👎", entities=[bold])
    assert [(one.type, one.offset, one.length) for one in sent.entities] == [("bold", 3, 2)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<b>open", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<font>x</font>", 'Unsupported start tag "font" at byte offset 0'),
        ("å<b>x</i>", 'Unmatched end tag at byte offset 6, expected "</b>", found "</i>"'),
        ("</b>", "Unexpected end tag at byte offset 0"),
    ],
)
async def test_bad_html_is_refused(bot: Library, amina: int, text: str, words: str) -> None:
    async with bot.refused(400, f"can't parse entities: {words}"):
        await bot.call("send_message", chat_id=amina, text=text, parse_mode="HTML")


@pytest.mark.parametrize("text", ["", "  \n "])
async def test_an_empty_message_is_refused(bot: Library, amina: int, text: str) -> None:
    async with bot.refused(400, "empty"):
        await bot.call("send_message", chat_id=amina, text=text)


@pytest.mark.parametrize(("text", "fits"), [("a" * 4096, True), ("👍" * 2049, False)])
async def test_4096_units_of_text_fit(bot: Library, amina: int, text: str, fits: bool) -> None:
    if fits:
        assert (await bot.call("send_message", chat_id=amina, text=text)).text == text
        return
    async with bot.refused(400, "message is too long"):
        await bot.call("send_message", chat_id=amina, text=text)


async def test_marks_do_not_count_towards_the_length(bot: Library, amina: int) -> None:
    text = "<b>" + "a" * 4096 + "</b>"
    sent = await bot.call("send_message", chat_id=amina, text=text, parse_mode="HTML")
    assert sent.entities[0].length == 4096


async def test_a_chat_that_is_not_there(bot: Library) -> None:
    async with bot.refused(400, "chat not found"):
        await bot.call("send_message", chat_id=12345, text="Hello")


async def test_a_person_who_never_started(bot: Library, phone: Phone) -> None:
    person = await phone.person("Elena")
    async with bot.refused(403, "bot can't initiate conversation with a user"):
        await bot.call("send_message", chat_id=person, text="Hello")


async def test_a_person_who_blocked_the_bot(bot: Library, phone: Phone, amina: int) -> None:
    await bot.updates()
    await phone.block(amina)
    async with bot.refused(403, "bot was blocked by the user"):
        await bot.call("send_message", chat_id=amina, text="Hello")
    await phone.unblock(amina)
    blocked, unblocked = await bot.updates()
    assert blocked.my_chat_member.new_chat_member.status == "kicked"
    assert unblocked.my_chat_member.new_chat_member.status == "member"


async def test_a_pressed_button_is_answered(bot: Library, phone: Phone, amina: int) -> None:
    keyboard = bot.keyboard(("Yes", "q:1:yes"), ("No", "q:1:no"))
    await bot.call("send_message", chat_id=amina, text="Ready?", reply_markup=keyboard)
    await bot.updates()
    query_id = await phone.press(amina, await phone.wait_for(amina, "Ready?"), "Yes")
    (update,) = await bot.updates()
    query = update.callback_query
    assert (query.id, query.data, query.message.text) == (query_id, "q:1:yes", "Ready?")
    await bot.call("answer_callback_query", callback_query_id=query_id, text="Saved")
    assert (await phone.answer_to(query_id) or {})["text"] == "Saved"
    async with bot.refused(400, TOO_OLD):
        await bot.call("answer_callback_query", callback_query_id=query_id)


async def test_a_query_gets_too_old(bot: Library, phone: Phone, amina: int) -> None:
    message = await bot.call(
        "send_message", chat_id=amina, text="?", reply_markup=bot.keyboard(("Yes", "y"))
    )
    query_id = await phone.press_data(amina, message.message_id, "y")
    await phone.forward(3600)
    async with bot.refused(400, TOO_OLD):
        await bot.call("answer_callback_query", callback_query_id=query_id)


@pytest.mark.parametrize(("data", "fits"), [("å" * 32, True), ("å" * 32 + "a", False)])
async def test_64_bytes_of_data_fit(bot: Library, amina: int, data: str, fits: bool) -> None:
    keyboard = bot.keyboard(("Button", data))
    if fits:
        sent = await bot.call("send_message", chat_id=amina, text="?", reply_markup=keyboard)
        assert sent.reply_markup.inline_keyboard[0][0].callback_data == data
        return
    async with bot.refused(400, "BUTTON_DATA_INVALID"):
        await bot.call("send_message", chat_id=amina, text="?", reply_markup=keyboard)


async def test_an_edit_replaces_text_and_buttons(bot: Library, phone: Phone, amina: int) -> None:
    place = await bot.call(
        "send_message", chat_id=amina, text="One", reply_markup=bot.keyboard(("Next", "2"))
    )
    at: dict[str, Any] = {"chat_id": amina, "message_id": place.message_id}
    edited = await bot.call("edit_message_text", text="Two", **at)
    assert (edited.text, edited.reply_markup) == ("Two", None)
    assert edited.edit_date is not None
    async with bot.refused(400, NOT_MODIFIED):
        await bot.call("edit_message_text", text="Two", **at)
    await bot.call("edit_message_reply_markup", reply_markup=bot.keyboard(("End", "3")), **at)
    (message,) = [one for one in await phone.messages(amina) if one["from"]["is_bot"]]
    assert message["reply_markup"]["inline_keyboard"][0][0]["text"] == "End"


async def test_what_cannot_be_edited(bot: Library, phone: Phone, amina: int) -> None:
    async with bot.refused(400, "message to edit not found"):
        await bot.call("edit_message_text", chat_id=amina, message_id=999, text="x")
    own = await phone.send(amina, "Mine")
    async with bot.refused(400, "message can't be edited"):
        await bot.call("edit_message_text", chat_id=amina, message_id=own["message_id"], text="x")
    sent = await bot.call("send_message", chat_id=amina, text="Text")
    async with bot.refused(400, "there is no caption in the message to edit"):
        await bot.call(
            "edit_message_caption", chat_id=amina, message_id=sent.message_id, caption="x"
        )


async def test_a_deleted_message_is_gone(bot: Library, phone: Phone, amina: int) -> None:
    sent = await bot.call("send_message", chat_id=amina, text="Gone soon")
    assert await bot.call("delete_message", chat_id=amina, message_id=sent.message_id)
    assert [one["text"] for one in await phone.messages(amina)] == ["/start"]
    async with bot.refused(400, "message to delete not found"):
        await bot.call("delete_message", chat_id=amina, message_id=sent.message_id)


async def test_48_hours_later_nothing_is_deleted(bot: Library, phone: Phone, amina: int) -> None:
    sent = await bot.call("send_message", chat_id=amina, text="Stays")
    await phone.forward(48 * 3600 + 5)
    async with bot.refused(400, "message can't be deleted"):
        await bot.call("delete_message", chat_id=amina, message_id=sent.message_id)
    newer = await bot.call("send_message", chat_id=amina, text="Goes")
    assert await bot.call("delete_messages", chat_id=amina, message_ids=[newer.message_id])


async def test_a_reply_quotes(bot: Library, phone: Phone, amina: int) -> None:
    asked = await phone.send(amina, "How long is my EHIC valid?")
    wanted = bot.make("ReplyParameters", message_id=asked["message_id"], quote="EHIC")
    sent = await bot.call(
        "send_message", chat_id=amina, text="As printed.", reply_parameters=wanted
    )
    assert sent.reply_to_message.text == "How long is my EHIC valid?"
    assert (sent.quote.text, sent.quote.position) == ("EHIC", 15)
    missing = bot.make("ReplyParameters", message_id=999)
    async with bot.refused(400, "message to be replied not found"):
        await bot.call("send_message", chat_id=amina, text="x", reply_parameters=missing)


async def test_a_person_replies_with_a_quote(bot: Library, phone: Phone, amina: int) -> None:
    sent = await bot.call("send_message", chat_id=amina, text="The form is called PD U2.")
    await bot.updates()
    await phone.send(amina, "That one?", reply_to_message_id=sent.message_id, quote="PD U2")
    (update,) = await bot.updates()
    assert update.message.reply_to_message.message_id == sent.message_id
    assert (update.message.quote.text, update.message.quote.position) == ("PD U2", 19)


async def test_an_edited_message_is_an_update(bot: Library, phone: Phone, amina: int) -> None:
    own = await phone.send(amina, "Tpyo")
    await bot.updates()
    await phone.edit(amina, own["message_id"], "Typo")
    (update,) = await bot.updates()
    assert (update.edited_message.text, update.message) == ("Typo", None)


async def test_typing_is_shown(bot: Library, phone: Phone, amina: int) -> None:
    assert await bot.call("send_chat_action", chat_id=amina, action="typing")
    async with bot.refused(400, "wrong parameter action in request"):
        await bot.call("send_chat_action", chat_id=amina, action="dancing")


async def test_copies_and_forwards(bot: Library, phone: Phone, amina: int) -> None:
    asked = await phone.send(amina, "My question")
    wanted = {"chat_id": amina, "from_chat_id": amina, "message_id": asked["message_id"]}
    copied = await bot.call("copy_message", **wanted)
    forwarded = await bot.call("forward_message", **wanted)
    assert forwarded.forward_origin.sender_user.first_name == "Amina"
    copy = next(
        one for one in await phone.messages(amina) if one["message_id"] == copied.message_id
    )
    assert (copy["text"], "forward_origin" in copy) == ("My question", False)
