"""Answers callback queries beside everything else, so that the button stops spinning."""

from __future__ import annotations

import asyncio
import json
import logging

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError

from bot.kit.telegram.calls import call

log = logging.getLogger(__name__)


class Acknowledging:
    """`acknowledging(payload)` of a raw update returns at once."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._under_way: set[asyncio.Task[None]] = set()

    def __call__(self, payload: str) -> None:
        if '"callback_query"' not in payload:
            return
        query = json.loads(payload).get("callback_query")
        if query is not None:
            task = asyncio.create_task(self._answer(query["id"]))
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)

    async def _answer(self, query_id: str) -> None:
        try:
            await call(self._bot, "answerCallbackQuery", callback_query_id=query_id)
        except TelegramAPIError as late:
            log.debug("a press was not acknowledged: %s", late)
