"""What people do in groups: which handler takes it. Nothing else is answered there.

A handler in a group is registered under what happened (`GroupEvent`), a command (`/connect`) or a
button's address. It gives back a screen only in the place of one that was pressed; whatever else is
said in a group is queued by its action.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final, Generic, TypeVar

from aiogram.types import CallbackQuery, Chat, ChatMemberUpdated, Message
from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.address import AddressFault, unpack
from bot.kit.refusals import Refusal
from bot.kit.telegram.gate import Turn
from bot.kit.telegram.media import has_media, received_from
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Group, Received, Visit

P = TypeVar("P")
Visiting = Callable[[AsyncSession, Turn, Any, Received | None], Awaitable[Visit[Any]]]
# What a person sends that is neither words nor a file of a kind that can be passed on.
SAID_OTHERWISE: Final = frozenset(
    {"sticker", "location", "venue", "contact", "dice", "poll", "story", "paid_media", "checklist"}
)


class GroupEvent(StrEnum):
    """What can happen in a group besides commands and presses, and what its handler is given."""

    WRITTEN = "written"  # something was sent; None
    EDITED = "edited"  # an earlier message has other words now; None
    TOPIC_CHANGED = "topic_changed"  # somebody renamed, closed or reopened one; a TopicChange
    MOVED = "moved"  # the group has become another; the new id
    STANDING = "standing"  # the bot may do more or less than before; whether it is in the group
    REFUSED = "refused"  # another handler refused; the Refusal


@dataclass(frozen=True, slots=True)
class TopicChange:
    """Somebody's hand: `closed` is None where only its name or picture is another."""

    closed: bool | None = None


@dataclass
class GroupDesk(Generic[P]):
    """Finds the handler; `visiting` makes the visit of one update."""

    bot_name: str
    routes: Routes
    visiting: Visiting

    async def on_press(
        self, query: CallbackQuery, session: AsyncSession, turn: Turn
    ) -> Screen | None:
        """Old buttons, and those of private screens, do nothing here."""
        message = query.message
        try:
            address = unpack(query.data or "")
        except AddressFault:
            return None
        if message is None or type(address) not in self.routes.in_groups:
            return None
        visit = await self._visit(session, turn, query.from_user, message)
        visit.pressed_message = message.message_id
        turn.pressed_has_media = has_media(message)
        return await self._run(visit, type(address), address)

    async def on_message(
        self, message: Message, session: AsyncSession, turn: Turn
    ) -> Screen | None:
        """A command to this bot, what is written in a topic, or the group's move."""
        what = self._what(message)
        if what is None or what[0] not in self.routes.in_groups:
            return None
        received = received_from(message)
        visit = await self._visit(session, turn, message.from_user, message, received)
        return await self._run(visit, *what)

    def _what(self, message: Message) -> tuple[Any, Any] | None:
        if message.migrate_to_chat_id is not None:
            return GroupEvent.MOVED, message.migrate_to_chat_id
        words = message.text or ""
        if words.startswith("/") and not words.startswith("//"):
            return self._command(words)
        if not message.is_topic_message or message.from_user is None or message.from_user.is_bot:
            return None
        if message.forum_topic_closed or message.forum_topic_reopened or message.forum_topic_edited:
            closed = None if message.forum_topic_edited else bool(message.forum_topic_closed)
            return GroupEvent.TOPIC_CHANGED, TopicChange(closed)
        return (GroupEvent.WRITTEN, None) if _says_something(message) else None

    def _command(self, line: str) -> tuple[str, str] | None:
        """None where another bot is named."""
        command, _, arguments = line.partition(" ")
        name, _, bot = command.partition("@")
        if bot and bot.lower() != self.bot_name.lower():
            return None
        return name.lower(), arguments.strip()

    async def on_edit(self, message: Message, session: AsyncSession, turn: Turn) -> Screen | None:
        received = received_from(message)
        if not message.is_topic_message or received.other is not None:
            return None
        if GroupEvent.EDITED not in self.routes.in_groups:
            return None
        visit = await self._visit(session, turn, message.from_user, message, received)
        return await self._run(visit, GroupEvent.EDITED, None)

    async def on_membership(
        self, change: ChatMemberUpdated, session: AsyncSession, turn: Turn
    ) -> Screen | None:
        if GroupEvent.STANDING not in self.routes.in_groups:
            return None
        visit = await self.visiting(session, turn, change.from_user, None)
        visit.group = _group(change.chat)
        is_in = change.new_chat_member.status not in ("kicked", "left")
        return await self._run(visit, GroupEvent.STANDING, is_in)

    async def refuse(self, session: AsyncSession, visit: Visit[P], refusal: Refusal) -> None:
        """In a new transaction: what was to be kept, and whatever is said about it."""
        for write in visit.kept:
            await write(session)
        if GroupEvent.REFUSED in self.routes.in_groups:
            await self._run(visit, GroupEvent.REFUSED, refusal)

    async def _visit(
        self,
        session: AsyncSession,
        turn: Turn,
        user: Any,
        message: Any,
        received: Received | None = None,
    ) -> Visit[P]:
        visit = await self.visiting(session, turn, user, received)
        visit.group = _group(message.chat)
        if getattr(message, "is_topic_message", None):
            visit.group = replace(visit.group, thread=message.message_thread_id)
        return visit

    async def _run(self, visit: Visit[P], key: Any, argument: Any) -> Screen | None:
        shown = await self.routes.in_groups[key].handler(visit, argument)
        return shown if isinstance(shown, Screen) else None


def _group(chat: Chat) -> Group:
    return Group(chat.id, chat.title or "")


def _says_something(message: Message) -> bool:
    received = received_from(message)
    return received.other is None or received.other.rpartition(".")[2].lower() in SAID_OTHERWISE
