"""Menus, and the watch over the contact with Telegram."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.home.actions import default_menu, report_silence, tell_to_send_again
from bot.home.rules import NOTE_EVERY, commands_of, is_gap
from bot.kit.i18n import LANGUAGES, SOURCE, Words
from bot.kit.services import Services
from bot.kit.telegram import store
from bot.kit.telegram.menu import set_commands
from bot.people import store as people

if TYPE_CHECKING:
    from bot.kit.tasks.worker import Due

CONTACT = "telegram.contact"


async def set_menu(services: Services, task: Due) -> None:
    """The commands in the menu of one person's chat."""
    async with services.database.reading() as session:
        person = await people.load_person(session, task.payload["person_id"])
    words = Words(person.language)
    menu = {command: words(f"home.command.{command}") for command in commands_of(person)}
    await set_commands(services.bot, menu, chat_id=person.telegram_id)


async def set_menus(services: Services, _task: Due) -> None:
    """The commands that visitors see, by the language of their Telegram."""
    await set_commands(services.bot, default_menu(SOURCE))
    for language in LANGUAGES:
        await set_commands(services.bot, default_menu(language), language=language)


async def send_again(services: Services, task: Due) -> None:
    """A page of those whose flow may have been cut."""
    since, until = (datetime.fromisoformat(task.payload[name]) for name in ("since", "until"))
    async with services.database.transaction() as session:
        await tell_to_send_again(session, since, until, task.payload["after"])


@dataclass(slots=True)
class Contact:
    """Knows when Telegram was last in contact: from the database after a start, from then on from
    its own count, in seconds that no moved clock touches.
    """

    services: Services
    seconds: Callable[[], float] = time.monotonic
    _last: datetime | None = None
    _counted: float = 0.0
    _written: float = float("-inf")

    async def note(self) -> None:
        """After each successful look for updates; writes at most once a minute."""
        now, counted = self.services.clock.now(), self.seconds()
        since, silence = await self._silence(now, counted)
        self._last, self._counted = now, counted
        if not is_gap(silence) and counted - self._written < NOTE_EVERY.total_seconds():
            return
        async with self.services.database.transaction() as session:
            await report_silence(session, since, now, silence)
            await store.save_fact(session, CONTACT, now.isoformat())
        self._written = counted

    async def watch(self, _services: Services) -> None:
        """A tick: warn while there is no contact."""
        now = self.services.clock.now()
        since, silence = await self._silence(now, self.seconds())
        if is_gap(silence):
            async with self.services.database.transaction() as session:
                await report_silence(session, since, now, silence)

    async def _silence(self, now: datetime, counted: float) -> tuple[datetime, timedelta]:
        """When the last contact was, and how long ago; just now where there has never been any."""
        if self._last is not None:
            return self._last, timedelta(seconds=counted - self._counted)
        async with self.services.database.reading() as session:
            stored = await store.load_fact(session, CONTACT)
        since = datetime.fromisoformat(stored) if stored else now
        return since, now - since
