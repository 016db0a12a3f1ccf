"""Groups, topics, pins, commands and the bot's profile, through two independent libraries."""

from typing import Any

import pytest

from tests.phone.libraries import Library
from tests.phone_client import Phone


async def test_a_bot_hears_that_it_was_added(bot: Library, phone: Phone, amina: int) -> None:
    await bot.updates()
    group = await phone.group("Cohort 7", [amina])
    change, joined = await bot.updates()
    assert change.my_chat_member.new_chat_member.status == "administrator"
    assert (joined.message.chat.id, joined.message.chat.title) == (group, "Cohort 7")
    assert joined.message.new_chat_members[0].is_bot


async def test_privacy_mode_hides_what_is_not_meant_for_the_bot(
    bot: Library, phone: Phone, amina: int
) -> None:
    group = await phone.group("Chat", [amina], bot_is_admin=False)
    await bot.updates()
    for text in ("Just talking", "/help", "Hello @jobbroker_demo_bot"):
        await phone.send(amina, text, chat=group)
    heard = [update.message.text for update in await bot.updates()]
    assert heard == ["/help", "Hello @jobbroker_demo_bot"]


async def test_a_migrated_group_names_its_successor(bot: Library, phone: Phone, amina: int) -> None:
    group = await phone.group("Old", [amina])
    await bot.updates()
    new = (await phone.post(f"/groups/{group}/migrate"))["id"]
    async with bot.refused(307) as caught:
        await bot.call("send_message", chat_id=group, text="Hello")
    error = caught.value
    assert new in (getattr(error, "migrate_to_chat_id", 0), getattr(error, "new_chat_id", 0))
    left, came = await bot.updates()
    assert left.message.migrate_to_chat_id == new
    assert (came.message.chat.id, came.message.migrate_from_chat_id) == (new, group)
    assert (await bot.call("send_message", chat_id=new, text="Hello")).chat.type == "supergroup"


async def test_a_bot_that_was_thrown_out(bot: Library, phone: Phone, amina: int) -> None:
    group = await phone.group("Chat", [amina])
    await phone.post(f"/groups/{group}/bot", {"status": "kicked"})
    async with bot.refused(403, "bot was kicked from the group chat"):
        await bot.call("send_message", chat_id=group, text="Hello")


async def test_topics(bot: Library, phone: Phone, amina: int, forum: int) -> None:
    topic = await bot.call("create_forum_topic", chat_id=forum, name="Questions")
    place: dict[str, Any] = {"chat_id": forum, "message_thread_id": topic.message_thread_id}
    sent = await bot.call("send_message", text="Ask here", **place)
    assert (sent.message_thread_id, sent.is_topic_message) == (topic.message_thread_id, True)
    await bot.updates()
    await phone.send(amina, "May I?", chat=forum, message_thread_id=topic.message_thread_id)
    (update,) = await bot.updates()
    assert update.message.message_thread_id == topic.message_thread_id
    assert update.message.reply_to_message.forum_topic_created.name == "Questions"
    await bot.call("edit_forum_topic", name="Answers", **place)
    await bot.call("close_forum_topic", **place)
    async with bot.refused(400, "TOPIC_CLOSED"):
        await bot.call("send_message", text="x", **place)
    await bot.call("reopen_forum_topic", **place)
    await bot.call("delete_forum_topic", **place)
    async with bot.refused(400, "message thread not found"):
        await bot.call("send_message", text="x", **place)


async def test_topics_need_a_forum(bot: Library, phone: Phone, amina: int) -> None:
    group = await phone.group("Chat", [amina])
    async with bot.refused(400, "the chat is not a forum"):
        await bot.call("create_forum_topic", chat_id=group, name="Questions")


async def test_supergroups_number_their_messages_themselves(
    bot: Library, amina: int, forum: int
) -> None:
    in_forum = await bot.call("send_message", chat_id=forum, text="Here")
    alone = await bot.call("send_message", chat_id=amina, text="There")
    assert in_forum.message_id == alone.message_id == 2


async def test_a_pin_is_seen_and_taken_off(bot: Library, phone: Phone, amina: int) -> None:
    sent = await bot.call("send_message", chat_id=amina, text="Deadline: Friday")
    await bot.call("pin_chat_message", chat_id=amina, message_id=sent.message_id)
    assert (await bot.call("get_chat", chat_id=amina)).pinned_message.text == "Deadline: Friday"
    assert (await phone.chats(amina))[0]["pinned_message"]["text"] == "Deadline: Friday"
    await bot.call("unpin_chat_message", chat_id=amina, message_id=sent.message_id)
    assert (await bot.call("get_chat", chat_id=amina)).pinned_message is None
    async with bot.refused(400, "message to pin not found"):
        await bot.call("pin_chat_message", chat_id=amina, message_id=999)
    assert await bot.call("unpin_all_chat_messages", chat_id=amina)


async def test_members(bot: Library, phone: Phone, amina: int) -> None:
    nikos = await phone.person("Nikos")
    group = await phone.group("Chat", [amina])
    assert (await bot.call("get_chat_member", chat_id=group, user_id=amina)).status == "creator"
    assert (await bot.call("get_chat_member", chat_id=group, user_id=nikos)).status == "left"
    await phone.post(f"/groups/{group}/members", {"ids": [nikos]})
    assert (await bot.call("get_chat_member", chat_id=group, user_id=nikos)).status == "member"
    admins = await bot.call("get_chat_administrators", chat_id=group)
    assert [one.status for one in admins] == ["creator", "administrator"]
    count = "get_chat_member_count"
    assert await bot.call(count, chat_id=group) == 3
    photos = await bot.call("get_user_profile_photos", user_id=amina)
    assert photos.total_count == 0


async def test_commands_by_scope_and_language(bot: Library, phone: Phone, amina: int) -> None:
    async def set_commands(name: str, **place: Any) -> None:
        command = bot.make("BotCommand", command=name, description="What it does")
        await bot.call("set_my_commands", commands=[command], **place)

    one_chat = bot.make("BotCommandScopeChat", chat_id=amina)
    await set_commands("default")
    assert await phone.commands(amina) == ["default"]
    await set_commands("svenska", language_code="sv")
    assert await phone.commands(amina) == ["svenska"]
    await set_commands("private", scope=bot.make("BotCommandScopeAllPrivateChats"))
    assert await phone.commands(amina) == ["private"]
    await set_commands("tutor", scope=one_chat)
    assert await phone.commands(amina) == ["tutor"]
    (found,) = await bot.call("get_my_commands", scope=one_chat)
    assert (found.command, found.description) == ("tutor", "What it does")
    await bot.call("delete_my_commands", scope=one_chat)
    assert await phone.commands(amina) == ["private"]
    other = await phone.person("Nikos", language_code="el")
    assert await phone.commands(other) == ["private"]


async def test_commands_in_groups(bot: Library, phone: Phone, amina: int) -> None:
    nikos = await phone.person("Nikos")
    group = await phone.group("Chat", [amina, nikos])
    for name, kind in (
        ("everybody", "BotCommandScopeAllGroupChats"),
        ("admins", "BotCommandScopeAllChatAdministrators"),
    ):
        command = bot.make("BotCommand", command=name, description="What it does")
        await bot.call("set_my_commands", commands=[command], scope=bot.make(kind))
    assert await phone.commands(nikos, group) == ["everybody"]
    assert await phone.commands(amina, group) == ["admins"]


@pytest.mark.parametrize("name", ["Upper", "with space", "x" * 33])
async def test_a_bad_command_is_refused(bot: Library, name: str) -> None:
    command = bot.make("BotCommand", command=name, description="x")
    async with bot.refused(400, "command"):
        await bot.call("set_my_commands", commands=[command])


async def test_names_and_descriptions_by_language(bot: Library) -> None:
    for kind, attribute in (
        ("name", "name"),
        ("description", "description"),
        ("short_description", "short_description"),
    ):
        await bot.call(f"set_my_{kind}", **{kind: "English"})
        await bot.call(f"set_my_{kind}", **{kind: "Svenska"}, language_code="sv")
        for language, text in (("sv", "Svenska"), ("el", "English"), (None, "English")):
            found = await bot.call(f"get_my_{kind}", language_code=language)
            assert getattr(found, attribute) == text


async def test_the_menu_button(bot: Library, amina: int) -> None:
    button = bot.make("MenuButtonCommands")
    assert await bot.call("set_chat_menu_button", chat_id=amina, menu_button=button)
    assert (await bot.call("get_chat_menu_button", chat_id=amina)).type == "commands"


async def test_reactions_both_ways(bot: Library, phone: Phone, amina: int) -> None:
    asked = await phone.send(amina, "Done!")
    await bot.updates(allowed_updates=["message", "message_reaction"])
    thumb = bot.make("ReactionTypeEmoji", emoji="👍")
    place: dict[str, Any] = {"chat_id": amina, "message_id": asked["message_id"]}
    await bot.call("set_message_reaction", reaction=[thumb], **place)
    assert (await phone.messages(amina))[-1]["reactions"] == [{"type": "emoji", "emoji": "👍"}]
    body = {"message_id": asked["message_id"], "emoji": "❤"}
    await phone.post(f"/people/{amina}/chats/{amina}/react", body)
    (update,) = await bot.updates()
    assert update.message_reaction.new_reaction[0].emoji == "❤"


async def test_a_webhook_stands_in_the_way_of_polling(bot: Library) -> None:
    await bot.call("set_webhook", url="http://127.0.0.1:9/hook", secret_token="s3cret")
    info = await bot.call("get_webhook_info")
    assert (info.url, info.max_connections) == ("http://127.0.0.1:9/hook", 40)
    async with bot.refused(409, "can't use getUpdates method while webhook is active"):
        await bot.call("get_updates")
    await bot.call("delete_webhook", drop_pending_updates=True)
    assert list(await bot.call("get_updates")) == []
