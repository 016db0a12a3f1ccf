"""Somebody goes on in another chat."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.db import table_of
from bot.kit.telegram import store
from bot.kit.telegram.tables import Chat, ChatMessage

if TYPE_CHECKING:
    from aiogram import Bot

log = logging.getLogger(__name__)
_chats = table_of(Chat)
_places = table_of(ChatMessage)


async def move_chat(session: AsyncSession, old: int, new: int) -> None:
    """What was sent and belonged nowhere yet goes along; the old chat waits for nothing any more.

    On PostgreSQL an update of the old chat that is being handled is waited for.
    """
    left = await store.load_chat(session, old)
    if left.draft:
        await store.save_chat(session, new, {"draft": left.draft}, known=False)
    await session.execute(delete(_places).where(_places.c.chat_id == old))
    await session.execute(delete(_chats).where(_chats.c.chat_id == old))


async def clear_commands(bot: Bot, chat_id: int) -> None:
    """A chat has the menu of visitors again, unless whoever it is has blocked the bot."""
    from aiogram.exceptions import TelegramAPIError
    from aiogram.types import BotCommandScopeChat

    try:
        await bot.delete_my_commands(scope=BotCommandScopeChat(chat_id=chat_id))
    except TelegramAPIError as refused:
        log.info("the menu of a chat stays: %s", refused)
