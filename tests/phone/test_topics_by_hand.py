"""What people do with the topics of a forum, and what the bot hears of it."""

from __future__ import annotations

from tests.phone.libraries import Library
from tests.phone_client import Phone


async def test_a_topic_is_renamed_closed_and_deleted_by_hand(
    bot: Library, phone: Phone, amina: int, forum: int
) -> None:
    topic = await bot.call("create_forum_topic", chat_id=forum, name="Questions")
    place = {"message_thread_id": topic.message_thread_id}
    await bot.updates()
    await phone.post(f"/people/{amina}/chats/{forum}/topic", {**place, "name": "Answers"})
    await phone.post(f"/people/{amina}/chats/{forum}/topic", {**place, "closed": True})
    renamed, closed = await bot.updates()
    assert renamed.message.forum_topic_edited.name == "Answers"
    assert closed.message.forum_topic_closed is not None
    await phone.post(f"/people/{amina}/chats/{forum}/topic", {**place, "deleted": True})
    async with bot.refused(400, "TOPIC_ID_INVALID"):
        await bot.call("close_forum_topic", chat_id=forum, **place)


async def test_the_name_that_a_topic_has_is_no_change(bot: Library, forum: int) -> None:
    topic = await bot.call("create_forum_topic", chat_id=forum, name="Questions")
    place = {"chat_id": forum, "message_thread_id": topic.message_thread_id}
    async with bot.refused(400, "TOPIC_NOT_MODIFIED"):
        await bot.call("edit_forum_topic", name="Questions", **place)


async def test_topics_are_turned_on(bot: Library, phone: Phone, amina: int) -> None:
    group = await phone.group("Old", [amina])
    forum = await phone.post(f"/groups/{group}/forum")
    assert forum["is_forum"]
    assert forum["id"] != group
    again = await phone.post(f"/groups/{forum['id']}/forum")
    assert again["id"] == forum["id"]
