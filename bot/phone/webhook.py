"""Delivering updates to a webhook, where the bot has set one.

Up to max_connections updates go out at once; as with Telegram, no order is promised.
"""

import asyncio
import logging

import aiohttp

from bot.phone.json_values import Json
from bot.phone.phone import Phone

logger = logging.getLogger(__name__)

_TIMEOUT = aiohttp.ClientTimeout(total=60)
_IDLE_SECONDS = 1.0
_RETRY_SECONDS = 1.0


class Webhook:
    """Posts waiting updates while a webhook is set; what fails is sent again."""

    def __init__(self, phone: Phone) -> None:
        self._phone = phone
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._task = asyncio.create_task(self._run())

    async def close(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _run(self) -> None:
        async with aiohttp.ClientSession(timeout=_TIMEOUT) as session:
            while True:
                webhook = self._phone.profile.webhook()
                if not webhook:
                    await asyncio.sleep(_IDLE_SECONDS)
                elif await self._phone.updates.wait_for_any(_IDLE_SECONDS):
                    await self._deliver(session, webhook)

    async def _deliver(self, session: aiohttp.ClientSession, webhook: Json) -> None:
        batch = self._phone.updates.first(webhook["max_connections"])
        taken = await asyncio.gather(*(_post(session, webhook, update) for update in batch))
        self._phone.updates.forget(
            [update["update_id"] for update, ok in zip(batch, taken, strict=True) if ok]
        )
        if not all(taken):
            await asyncio.sleep(_RETRY_SECONDS)


async def _post(session: aiohttp.ClientSession, webhook: Json, update: Json) -> bool:
    secret = webhook.get("secret")
    headers = {"X-Telegram-Bot-Api-Secret-Token": secret} if secret else {}
    try:
        async with session.post(webhook["url"], json=update, headers=headers) as response:
            return 200 <= response.status < 300
    except (aiohttp.ClientError, TimeoutError) as error:
        logger.warning("The webhook did not take update %s: %s", update["update_id"], error)
        return False
