"""Albums: several messages that Telegram shows as one, sent, changed and deleted as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.kit.telegram.calls import call
from bot.kit.telegram.pace import Urgency
from bot.kit.telegram.screen import Album, Screen
from bot.kit.telegram.show import NotSent, Shower, Uncertain, Unreachable
from bot.kit.text import Rendered, render


@dataclass(frozen=True, slots=True)
class Sent:
    """The message that holds the words and buttons, and the others that came with it."""

    message_id: int
    others: tuple[int, ...] = ()


async def send(
    shower: Shower,
    screen: Screen,
    chat_id: int,
    urgency: Urgency,
    *,
    silent: bool = False,
    reply_to: int | None = None,
) -> Sent:
    """Any screen, an album or not. Raises Blocked, NotSent or Uncertain.

    Telegram takes no buttons under an album: then the words follow with them, else they are its
    caption. What came apart in between is uncertain, so that nobody gets the album twice.
    """
    if not isinstance(screen.attachment, Album):
        sent = await shower.send(screen, chat_id, urgency, silent=silent, reply_to=reply_to)
        return Sent(sent)
    caption = None if screen.rows else render(screen.text)
    album = await _send_media(shower, screen.attachment, caption, chat_id, urgency, silent=silent)
    if caption is not None:
        first = _captioned(screen.attachment)
        return Sent(album[first], (*album[:first], *album[first + 1 :]))
    try:  # as urgent as an answer, so that neither others nor a stop come in between
        words = await shower.send(as_edited(screen), chat_id, Urgency.ANSWER, silent=silent)
    except NotSent as refused:
        raise Uncertain(f"the album came without its words: {refused}") from refused
    return Sent(words, album)


async def _send_media(
    shower: Shower,
    album: Album,
    caption: Rendered | None,
    chat_id: int,
    urgency: Urgency,
    *,
    silent: bool,
) -> tuple[int, ...]:
    media: list[dict[str, Any]] = [{"type": one.kind, "media": one.file_id} for one in album.files]
    if caption is not None:
        entities = {"caption_entities": list(caption.entities)} if caption.entities else {}
        media[_captioned(album)].update(caption=caption.text, **entities)
    values: dict[str, Any] = {
        "chat_id": chat_id, "media": media, "disable_notification": silent or None,
    }  # fmt: skip
    sent = await shower.paced(
        chat_id, urgency, lambda: call(shower.bot, "sendMediaGroup", **values), len(media)
    )
    return tuple(message["message_id"] for message in sent)


def _captioned(album: Album) -> int:
    """Where the caption stands: below all of them. Papers are a list, so under the last."""
    return len(album.files) - 1 if album.files[0].kind == "document" else 0


def as_edited(screen: Screen) -> Screen:
    """What is edited later of an album that was sent: with buttons its words are a message of their
    own.
    """
    is_apart = isinstance(screen.attachment, Album) and bool(screen.rows)
    return replace(screen, attachment=None) if is_apart else screen


async def delete(shower: Shower, chat_id: int, messages: Sequence[int], urgency: Urgency) -> bool:
    """Whether all are gone; Telegram keeps those older than 48 hours. Raises Blocked, Unreachable
    or Uncertain.
    """
    if len(messages) == 1:
        return await shower.delete(chat_id, messages[0], urgency)
    values = {"chat_id": chat_id, "message_ids": list(messages)}
    try:
        await shower.paced(chat_id, urgency, lambda: call(shower.bot, "deleteMessages", **values))
    except Unreachable:
        raise
    except NotSent:
        return False
    return True
