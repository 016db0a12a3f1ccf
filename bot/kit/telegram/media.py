"""What a person sent, from aiogram's types into ours, and downloads as bounded streams."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any, Final

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest
from aiogram.types import Message
from aiohttp import ClientError

from bot.kit.telegram.screen import MediaKind
from bot.kit.telegram.visit import Received, Upload
from bot.kit.text import from_entities

CHUNK: Final = 256 * 1024
KINDS: Final[tuple[MediaKind, ...]] = (
    "animation",
    "document",
    "voice",
    "video",
    "audio",
    "video_note",
)


class TooLargeToFetch(Exception):
    """Telegram does not hand a file of this size to bots."""


class FetchFailed(Exception):
    """The file could not be fetched now; later it may."""


def received_from(message: Message) -> Received:
    """A message as plain values."""
    words = message.text or message.caption or ""
    entities = message.entities or message.caption_entities or []
    upload = _upload(message)
    return Received(
        message_id=message.message_id,
        text=from_entities(words, [_entity(entity) for entity in entities]) if words else (),
        upload=upload,
        album=message.media_group_id,
        other=None if words or upload else str(message.content_type),
        quote=message.quote.text if message.quote else None,
    )


def _entity(entity: Any) -> dict[str, Any]:
    return {
        "type": entity.type,
        "offset": entity.offset,
        "length": entity.length,
        "url": entity.url,
        "language": entity.language,
    }


def _upload(message: Message) -> Upload | None:
    if message.photo:
        largest = message.photo[-1]
        return Upload(
            "photo", largest.file_id, largest.file_unique_id, largest.file_size, None, "image/jpeg"
        )
    for kind in KINDS:
        media = getattr(message, kind)
        if media is not None:
            return Upload(
                kind,
                media.file_id,
                media.file_unique_id,
                media.file_size,
                getattr(media, "file_name", None),
                getattr(media, "mime_type", None),
                getattr(media, "duration", None),
            )
    return None


def has_media(message: Any) -> bool:
    """Whether a message must be replaced instead of edited when it turns into text."""
    return isinstance(message, Message) and message.text is None


async def fetch(bot: Bot, file_id: str) -> AsyncIterator[bytes]:
    """The file's bytes, chunk by chunk. Raises TooLargeToFetch or FetchFailed."""
    try:
        file = await bot.get_file(file_id)
        if not file.file_path:
            raise FetchFailed("Telegram named no path")
        url = bot.session.api.file_url(bot.token, file.file_path)
        async for chunk in bot.session.stream_content(url, chunk_size=CHUNK, raise_for_status=True):
            yield chunk
    except TelegramBadRequest as refused:
        if "too big" in refused.message:
            raise TooLargeToFetch from refused
        raise FetchFailed(refused.message) from refused
    except (TelegramAPIError, ClientError, TimeoutError, OSError) as broken:
        raise FetchFailed(type(broken).__name__) from broken
