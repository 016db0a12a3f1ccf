"""Pictures and kept files as Telegram takes them."""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from aiogram.types import InputFile

from bot.kit.files.failures import StoreUnreachable
from bot.kit.files.store import ObjectStore
from bot.kit.telegram.screen import Drawn, Kept, Printed

if TYPE_CHECKING:
    from aiogram import Bot

log = logging.getLogger(__name__)


class KeptFile(InputFile):
    """An object of the store, streamed as it is sent."""

    def __init__(self, objects: ObjectStore, kept: Kept) -> None:
        super().__init__(filename=kept.name)
        self._objects = objects
        self._key = kept.key

    async def read(self, bot: Bot) -> AsyncGenerator[bytes, None]:
        async for chunk in self._objects.stream(self._key):
            yield chunk


@dataclass(frozen=True, slots=True)
class FilesForTelegram:
    objects: ObjectStore

    async def draw(self, drawn: Drawn) -> bytes:
        from bot.kit.pictures import render_png  # typst is loaded with the first picture

        return await render_png(drawn.template, drawn.data, language=drawn.language)

    async def print(self, printed: Printed) -> bytes:
        from bot.kit.printing import print_pdf

        made_on = date.fromisoformat(printed.made_on)
        data, language = printed.data, printed.language
        return await print_pdf(printed.template, data, language=language, made_on=made_on)

    async def open(self, kept: Kept) -> InputFile | None:
        """Nothing where the object is gone or the store away: a screen is shown all the same."""
        try:
            there = await self.objects.exists(kept.key)
        except StoreUnreachable:
            there = False
        if not there:
            log.warning("%s is to be shown and is not to be had", kept.key)
        return KeptFile(self.objects, kept) if there else None
