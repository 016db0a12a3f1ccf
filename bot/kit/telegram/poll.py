"""Long polling that stores before it acknowledges: the offset moves only after the inbox has
committed.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from json import JSONDecodeError
from typing import Any, Final

from aiogram import Bot
from aiohttp import ClientError, ClientSession, ClientTimeout
from sqlalchemy.exc import SQLAlchemyError

ALLOWED: Final = ["message", "edited_message", "callback_query", "my_chat_member"]
WAIT_SECONDS: Final = 25
LONGEST_PAUSE: Final = 30.0
PASSING: Final = (ClientError, TimeoutError, OSError, JSONDecodeError, SQLAlchemyError)
log = logging.getLogger(__name__)


class TokenRefused(Exception):
    """Telegram does not know the token."""


class Poller:
    """Fetches raw updates and hands each batch to `receive`, which returns when it is stored."""

    def __init__(
        self,
        bot: Bot,
        receive: Callable[[list[dict[str, Any]]], Awaitable[None]],
        contact: Callable[[], Awaitable[None]],
    ) -> None:
        self.url = bot.session.api.api_url(bot.token, "getUpdates")
        self.receive = receive
        self.contact = contact

    async def run(self) -> None:
        """Until cancelled. Raises TokenRefused; any other fault is retried after growing pauses.

        What could not be stored is fetched again: Telegram keeps it until the offset moves.
        """
        offset, failures = 0, 0
        timeout = ClientTimeout(total=WAIT_SECONDS + 15)
        async with ClientSession(timeout=timeout) as session:
            while True:
                try:
                    updates = await self._fetch(session, offset)
                    await self.contact()
                    if updates:
                        await self.receive(updates)
                        offset = updates[-1]["update_id"] + 1
                    failures = 0
                except PASSING as fault:
                    failures += 1
                    what = "stored" if isinstance(fault, SQLAlchemyError) else "fetched"
                    log.warning("updates could not be %s: %s", what, type(fault).__name__)
                    await asyncio.sleep(min(LONGEST_PAUSE, 0.5 * 2 ** min(failures, 8)))

    async def _fetch(self, session: ClientSession, offset: int) -> list[dict[str, Any]]:
        wanted = {
            "offset": offset,
            "limit": 100,
            "timeout": WAIT_SECONDS,
            "allowed_updates": ALLOWED,
        }
        async with session.post(self.url, json=wanted) as response:
            answer = await response.json()
        if answer["ok"]:
            return answer["result"]
        if answer["error_code"] in (401, 404):
            raise TokenRefused(answer["description"])
        pause = answer.get("parameters", {}).get("retry_after", 3)
        log.warning("getUpdates refused: %s", answer["description"])
        await asyncio.sleep(pause)
        return []
