"""Calls to the Bot API with values that are plain JSON already.

aiogram builds and validates a model for every button, entity and answer: for a screen of eight
buttons
that costs more than everything else an update needs. The three calls of nearly every update go
without;
errors become aiogram's own exceptions.
"""

from __future__ import annotations

import json
from typing import Any, Final

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import GetMe
from aiohttp import ClientError, ClientTimeout

HEADERS: Final = {"Content-Type": "application/json"}
_WHICHEVER: Final = GetMe()  # aiogram's exceptions want a method; ours has no model


class Calls(AiohttpSession):
    """aiogram's session, with a way for what needs no models."""

    async def call(self, bot: Bot, method: str, values: dict[str, Any]) -> Any:
        """The call's result as JSON. Raises what aiogram raises; values that are None are left
        out.
        """
        session = await self.create_session()
        body = json.dumps({name: value for name, value in values.items() if value is not None})
        url = self.api.api_url(bot.token, method)
        try:
            async with session.post(
                url, data=body, headers=HEADERS, timeout=ClientTimeout(self.timeout)
            ) as response:
                content = await response.text()
        except TimeoutError as late:
            raise TelegramNetworkError(_WHICHEVER, "Request timeout error") from late
        except ClientError as fault:
            raise TelegramNetworkError(_WHICHEVER, f"{type(fault).__name__}: {fault}") from fault
        if response.status == 200:
            answer = json.loads(content)
            if answer["ok"]:
                return answer["result"]
        self.check_response(bot, _WHICHEVER, response.status, content)
        raise TelegramNetworkError(_WHICHEVER, f"an answer without a result: {response.status}")


async def call(bot: Bot, method: str, **values: Any) -> Any:
    """One call through the bot's own session, such as `sendMessage` with `chat_id` and `text`."""
    session = bot.session
    if not isinstance(session, Calls):
        raise TypeError("the bot was not made by bot.app.connect")
    return await session.call(bot, method, values)
