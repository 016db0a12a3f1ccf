"""The commands in Telegram's menu, for everybody of a language or for one chat."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aiogram import Bot


async def set_commands(
    bot: Bot,
    commands: Mapping[str, str],
    *,
    chat_id: int | None = None,
    language: str | None = None,
) -> None:
    """Name the commands and what each does: in one chat, or in every private chat of a language.

    A chat's own commands go before those of the language; no `language` is the default for all.
    """
    from aiogram.types import (
        BotCommand,
        BotCommandScopeAllPrivateChats,
        BotCommandScopeChat,
    )

    scope = BotCommandScopeChat(chat_id=chat_id) if chat_id else BotCommandScopeAllPrivateChats()
    named = [BotCommand(command=name, description=what) for name, what in commands.items()]
    await bot.set_my_commands(named, scope=scope, language_code=language)
