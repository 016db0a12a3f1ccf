"""What jobs, tasks, pages and commands are handed: the running program's parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.kit.clock import Clock
from bot.kit.db import Database
from bot.kit.files.scanning import Scanner
from bot.kit.files.store import ObjectStore
from bot.kit.settings import Settings

if TYPE_CHECKING:
    from aiogram import Bot

    from bot.kit.telegram.show import Shower


@dataclass(frozen=True, slots=True)
class Services:
    """`bot_name` is the bot's user name, for links; `scanner` is None where none is set."""

    database: Database
    clock: Clock
    settings: Settings
    objects: ObjectStore
    bot: Bot
    bot_name: str
    shower: Shower
    scanner: Scanner | None = None
