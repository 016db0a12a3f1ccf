"""Calls to Telegram about the topics of a group, at the group's pace.

Each raises Blocked where the bot is not in the group (any more), Moved, NotSent, Unreachable or
Uncertain.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from bot.kit.telegram.calls import call
from bot.kit.telegram.pace import Urgency
from bot.kit.telegram.show import Shower

LONGEST_NAME: Final = 128


@dataclass(frozen=True, slots=True)
class Standing:
    """A group as it is for the bot; `members` counts everybody in it, the bot as well."""

    is_forum: bool
    manages_topics: bool
    members: int


async def look_at(shower: Shower, group: int) -> Standing:
    """Three questions, none of which counts as a message."""
    chat = await _call(shower, group, "getChat")
    me = await _call(shower, group, "getChatMember", user_id=shower.bot.id)
    members = await _call(shower, group, "getChatMemberCount")
    manages = me["status"] == "creator" or bool(me.get("can_manage_topics"))
    return Standing(bool(chat.get("is_forum")), manages, members)


async def create_topic(shower: Shower, group: int, name: str) -> int:
    """The id of the new topic."""
    made = await _call(shower, group, "createForumTopic", name=name[:LONGEST_NAME])
    return made["message_thread_id"]


async def rename_topic(shower: Shower, group: int, thread: int, name: str) -> None:
    await _call(shower, group, "editForumTopic", message_thread_id=thread, name=name[:LONGEST_NAME])


async def close_topic(shower: Shower, group: int, thread: int) -> None:
    await _call(shower, group, "closeForumTopic", message_thread_id=thread)


async def reopen_topic(shower: Shower, group: int, thread: int) -> None:
    await _call(shower, group, "reopenForumTopic", message_thread_id=thread)


async def delete_topic(shower: Shower, group: int, thread: int) -> None:
    """With everything in it."""
    await _call(shower, group, "deleteForumTopic", message_thread_id=thread)


async def _call(shower: Shower, group: int, method: str, **values: Any) -> Any:
    return await shower.paced(
        group, Urgency.NOTICE, lambda: call(shower.bot, method, chat_id=group, **values)
    )
