"""python-telegram-bot's Bot and aiogram's Bot behind one face, each checking what it reads."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import Any, ClassVar, Self

import aiogram
import aiogram.exceptions as aiogram_errors
import pytest
import telegram
from aiogram import types as aiogram_types
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from telegram import error as telegram_errors
from telegram.request import HTTPXRequest


class Library:
    """One library's bot: `call` a method, `make` a type, see what is `refused`."""

    bot: Any
    types: Any
    errors: ClassVar[dict[int, type[Exception]]]
    newer: ClassVar[set[str]] = set()

    def __init__(self, url: str, token: str) -> None:
        self.url = url
        self.token = token

    async def __aenter__(self) -> Self:
        raise NotImplementedError

    async def __aexit__(self, *_: object) -> None:
        raise NotImplementedError

    def file(self, content: bytes, name: str) -> Any:
        raise NotImplementedError

    async def download(self, file_id: str) -> bytes:
        raise NotImplementedError

    def unknown_fields(self, value: Any) -> Iterable[str]:
        raise NotImplementedError

    async def call(self, method: str, **parameters: Any) -> Any:
        """A method in snake case; its result holds nothing that this library does not know,
        apart from what is newer than the library."""
        result = await getattr(self.bot, method)(**parameters)
        assert set(self.unknown_fields(result)) <= self.newer
        return result

    def make(self, kind: str, **fields: Any) -> Any:
        return getattr(self.types, kind)(**fields)

    def keyboard(self, *buttons: tuple[str, str]) -> Any:
        """One row of inline buttons, each a label and its data."""
        row = [
            self.make("InlineKeyboardButton", text=label, callback_data=data)
            for label, data in buttons
        ]
        return self.make("InlineKeyboardMarkup", inline_keyboard=[row])

    @asynccontextmanager
    async def refused(self, code: int, words: str = "") -> AsyncIterator[Any]:
        """The call inside is refused with this code and these words, whatever their case."""
        with pytest.raises(self.errors[code]) as caught:
            yield caught
        assert words.lower() in str(caught.value).lower()

    async def updates(self, **wanted: Any) -> list[Any]:
        """Waiting updates, confirmed at once."""
        found = list(await self.call("get_updates", timeout=0, **wanted))
        if found:
            await self.call("get_updates", offset=found[-1].update_id + 1, timeout=0)
        return found


class PythonTelegramBot(Library):
    types = telegram
    newer: ClassVar = {"can_send_welcome_messages"}
    errors: ClassVar = {
        400: telegram_errors.BadRequest,
        401: telegram_errors.InvalidToken,
        403: telegram_errors.Forbidden,
        409: telegram_errors.Conflict,
        413: telegram_errors.NetworkError,
        429: telegram_errors.RetryAfter,
        307: telegram_errors.ChatMigrated,
    }

    async def __aenter__(self) -> Self:
        request = HTTPXRequest(connection_pool_size=8, httpx_kwargs={"trust_env": False})
        self.bot = telegram.Bot(
            self.token,
            base_url=f"{self.url}/bot",
            base_file_url=f"{self.url}/file/bot",
            request=request,
            get_updates_request=HTTPXRequest(httpx_kwargs={"trust_env": False}),
        )
        await self.bot.initialize()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.bot.shutdown()

    def file(self, content: bytes, name: str) -> Any:
        return telegram.InputFile(content, filename=name, attach=True)

    async def download(self, file_id: str) -> bytes:
        file = await self.call("get_file", file_id=file_id)
        return bytes(await file.download_as_bytearray())

    def unknown_fields(self, value: Any) -> Iterable[str]:
        if isinstance(value, list | tuple):
            for one in value:
                yield from self.unknown_fields(one)
        elif isinstance(value, telegram.TelegramObject):
            yield from value.api_kwargs
            for name in value.to_dict(recursive=False):
                yield from self.unknown_fields(getattr(value, name, None))


class Aiogram(Library):
    types = aiogram_types
    errors: ClassVar = {
        400: aiogram_errors.TelegramBadRequest,
        401: aiogram_errors.TelegramUnauthorizedError,
        403: aiogram_errors.TelegramForbiddenError,
        409: aiogram_errors.TelegramConflictError,
        413: aiogram_errors.TelegramEntityTooLarge,
        429: aiogram_errors.TelegramRetryAfter,
        307: aiogram_errors.TelegramMigrateToChat,
    }

    async def __aenter__(self) -> Self:
        session = AiohttpSession(api=TelegramAPIServer.from_base(self.url))
        self.bot = aiogram.Bot(self.token, session=session)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.bot.session.close()

    def file(self, content: bytes, name: str) -> Any:
        return aiogram_types.BufferedInputFile(content, filename=name)

    async def download(self, file_id: str) -> bytes:
        written = await self.bot.download(file_id)
        return written.read()

    def unknown_fields(self, value: Any) -> Iterable[str]:
        if isinstance(value, list | tuple):
            for one in value:
                yield from self.unknown_fields(one)
        elif isinstance(value, aiogram_types.TelegramObject):
            yield from value.model_extra or {}
            for name in type(value).model_fields:
                yield from self.unknown_fields(getattr(value, name))


LIBRARIES: list[type[Library]] = [PythonTelegramBot, Aiogram]
