"""Brings screens to Telegram: edits in place or sends anew, at the common pace.

*Not modified* is success; a message that cannot be edited any more is sent anew; `retry_after` is
obeyed.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Final, Protocol, TypeVar

from aiogram import Bot
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.types import BufferedInputFile, InputFile, Message

from bot.kit.telegram.calls import call
from bot.kit.telegram.faults import Blocked, Moved, NotSent, Uncertain, Unreachable
from bot.kit.telegram.pace import Pace, Urgency
from bot.kit.telegram.screen import (
    Album,
    Attachment,
    Drawn,
    Kept,
    Known,
    PackedFile,
    Printed,
    Screen,
    WrittenFile,
)
from bot.kit.telegram.wire import keyboard, text_of
from bot.kit.text import Rendered, Text, paragraphs, render

NETWORK_TRIES: Final = 5
CAPTION_UNITS: Final = 1024
T = TypeVar("T")


class Files(Protocol):
    """Where pictures are drawn and kept files are read; injected by `app`."""

    async def draw(self, drawn: Drawn) -> bytes: ...
    async def print(self, printed: Printed) -> bytes: ...
    async def open(self, kept: Kept) -> InputFile | None: ...


@dataclass(frozen=True, slots=True)
class Place:
    """Where a screen goes: a chat, and the message that was pressed, if any."""

    chat_id: int
    pressed: int | None = None
    pressed_has_media: bool = False


class Shower:
    """`await shower.show(screen, place)` gives the id of the message that now holds the screen."""

    def __init__(self, bot: Bot, pace: Pace, files: Files) -> None:
        self.bot = bot
        self.pace = pace
        self.files = files

    async def show(self, screen: Screen, place: Place) -> int:
        """Raises Blocked, NotSent or Uncertain."""
        if place.pressed is None or screen.fresh:
            return await self.send(screen, place.chat_id)
        if screen.attachment is None and not place.pressed_has_media:
            if await self._edited(screen, place.chat_id, place.pressed):
                return place.pressed
            return await self.send(screen, place.chat_id)
        await self._taken_away(place.chat_id, place.pressed)
        return await self.send(screen, place.chat_id)

    async def send(
        self,
        screen: Screen,
        chat_id: int,
        urgency: Urgency = Urgency.ANSWER,
        *,
        silent: bool = False,
        reply_to: int | None = None,
        thread: int | None = None,
    ) -> int:
        """Send anew, in a group into the topic `thread`; the message's id.

        Raises Blocked, NotSent or Uncertain.
        """
        shared: dict[str, Any] = {
            "chat_id": chat_id,
            "reply_markup": keyboard(screen.rows, stays=screen.stays),
            "disable_notification": silent or None,
            "message_thread_id": thread or None,
        }
        if reply_to is not None:
            shared["reply_parameters"] = {
                "message_id": reply_to,
                "allow_sending_without_reply": True,
            }
        if screen.attachment is None:
            return await self._send_text(render(screen.text), shared, urgency)
        return await self._send_media(screen.attachment, screen.text, shared, urgency)

    async def edit(self, screen: Screen, chat_id: int, message_id: int, urgency: Urgency) -> bool:
        """Edit a message that was sent earlier: its text, or the caption under an attachment that
        stays the same. Whether it could be; raises Blocked, Unreachable or Uncertain.
        """
        if screen.attachment is None:
            return await self._edited(screen, chat_id, message_id, urgency)
        rendered = render(screen.text)
        values = {"caption": rendered.text, "caption_entities": rendered.entities or None}
        place = {"chat_id": chat_id, "message_id": message_id}
        return await self._edit("editMessageCaption", screen, place, values, urgency)

    async def edit_at_once(self, screen: Screen, chat_id: int, message_id: int) -> bool:
        """One try to edit a text past the pace, while Telegram's pause holds everybody: it may be
        let through. Whether it was.
        """
        values = {**text_of(render(screen.text)), "reply_markup": keyboard(screen.rows)}
        place = {"chat_id": chat_id, "message_id": message_id}
        try:
            await call(self.bot, "editMessageText", **place, **values)
        except TelegramAPIError:
            return False
        return True

    async def delete(self, chat_id: int, message_id: int, urgency: Urgency) -> bool:
        """Whether the message is gone; Telegram keeps those older than 48 hours. Raises Blocked,
        Unreachable or Uncertain.
        """
        try:
            await self.paced(chat_id, urgency, lambda: self.bot.delete_message(chat_id, message_id))
        except Unreachable:
            raise
        except NotSent as refused:
            return "not found" in str(refused)
        return True

    async def _send_text(self, rendered: Rendered, shared: dict[str, Any], urgency: Urgency) -> int:
        values = {**shared, **text_of(rendered)}
        sent = await self.paced(
            shared["chat_id"], urgency, lambda: call(self.bot, "sendMessage", **values)
        )
        return sent["message_id"]

    async def _send_media(
        self,
        attachment: Attachment,
        text: Text,
        shared: dict[str, Any],
        urgency: Urgency,
    ) -> int:
        kind, media = await self._media(attachment)
        if media is None:
            rendered = render(_without(attachment, text))
            return await self._send_text(rendered, shared, urgency)
        rendered = render(text)
        if len(rendered.text.encode("utf-16-le")) // 2 > CAPTION_UNITS or kind == "video_note":
            # A caption that Telegram would refuse follows as a message of its own, with the
            # buttons.
            bare = {**shared, "reply_markup": None}
            await self.paced(shared["chat_id"], urgency, lambda: self._call(kind, media, bare))
            return await self._send_text(rendered, shared, urgency)
        captioned = {
            **shared,
            "caption": rendered.text,
            "caption_entities": list(rendered.entities),
        }
        sent = await self.paced(
            shared["chat_id"], urgency, lambda: self._call(kind, media, captioned)
        )
        return sent.message_id

    def _call(
        self, kind: str, media: str | InputFile, values: dict[str, Any]
    ) -> Awaitable[Message]:
        return getattr(self.bot, f"send_{kind}")(**{kind: media}, **values)

    async def _media(self, attachment: Attachment) -> tuple[str, str | InputFile | None]:
        match attachment:
            case Known(kind, file_id):
                return kind, file_id
            case Album():
                raise TypeError("an album is sent by bot.kit.telegram.albums")
            case Drawn():
                png = await self.files.draw(attachment)
                return "photo", BufferedInputFile(png, f"{attachment.template}.png")
            case Kept():
                return attachment.kind, await self.files.open(attachment)
            case Printed(name):
                return "document", BufferedInputFile(await self.files.print(attachment), name)
            case WrittenFile(name, content):
                return "document", BufferedInputFile(content.encode(), name)
            case PackedFile(name):
                return "document", BufferedInputFile(attachment.unpacked, name)

    async def _edited(
        self,
        screen: Screen,
        chat_id: int,
        message_id: int,
        urgency: Urgency = Urgency.ANSWER,
    ) -> bool:
        place = {"chat_id": chat_id, "message_id": message_id}
        values = text_of(render(screen.text))
        return await self._edit("editMessageText", screen, place, values, urgency)

    async def _edit(
        self,
        method: str,
        screen: Screen,
        place: dict[str, int],
        values: dict[str, Any],
        urgency: Urgency,
    ) -> bool:
        values = {**place, "reply_markup": keyboard(screen.rows, stays=screen.stays), **values}
        try:
            await self.paced(place["chat_id"], urgency, lambda: call(self.bot, method, **values))
        except Unreachable:
            raise
        except NotSent as refused:
            return "not modified" in str(refused)
        return True

    async def _taken_away(self, chat_id: int, message_id: int) -> None:
        if not await self.delete(chat_id, message_id, Urgency.ANSWER):
            await self._without_buttons(chat_id, message_id)

    async def _without_buttons(self, chat_id: int, message_id: int) -> bool:
        try:
            await self.paced(
                chat_id,
                Urgency.ANSWER,
                lambda: self.bot.edit_message_reply_markup(chat_id=chat_id, message_id=message_id),
            )
        except NotSent:
            return False
        return True

    async def paced(
        self, chat_id: int, urgency: Urgency, call: Callable[[], Awaitable[T]], messages: int = 1
    ) -> T:
        """One call that sends so many messages, at the common pace, again after `retry_after` and
        after faults that sent nothing.
        """
        for attempt in range(NETWORK_TRIES):
            try:
                return await self._in_turn(chat_id, urgency, call, messages)
            except TelegramRetryAfter as wait:
                self.pace.pause(wait.retry_after)
            except TelegramForbiddenError as blocked:
                raise Blocked(blocked.message) from blocked
            except TelegramMigrateToChat as moved:
                raise Moved(moved.migrate_to_chat_id) from moved
            except TelegramServerError:
                await asyncio.sleep(2**attempt)
            except TelegramNetworkError as broken:
                if "Cannot connect to host" not in str(broken):  # it has left
                    raise Uncertain(str(broken)) from broken
                await asyncio.sleep(2**attempt)
            except TelegramBadRequest as refused:
                if "chat not found" in refused.message:
                    raise Blocked(refused.message) from refused
                raise NotSent(refused.message) from refused
        raise Unreachable("Telegram could not be reached")

    async def _in_turn(
        self, chat_id: int, urgency: Urgency, call: Callable[[], Awaitable[T]], messages: int
    ) -> T:
        if urgency is not Urgency.BULK:
            await self.pace.turn(chat_id, urgency, messages)
            return await call()
        async with self.pace.bulk:
            await self.pace.turn(chat_id, urgency, messages)
            return await call()


def _without(attachment: Attachment, text: Text) -> Text:
    """The words of a screen whose file is not to be had."""
    said = attachment.otherwise if isinstance(attachment, Kept) else ""
    return paragraphs(text, said)
