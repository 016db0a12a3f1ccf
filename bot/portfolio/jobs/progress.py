"""How far an export is, in one message that is edited; and whether its owner still wants it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Final

from sqlalchemy.exc import SQLAlchemyError

from bot.kit.i18n import Words
from bot.kit.services import Services
from bot.kit.telegram.pace import Closed, Urgency
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.show import Blocked, NotSent, Uncertain
from bot.people.rules import Person
from bot.portfolio.rules.exports import Export, percent
from bot.portfolio.screens import progress_ended_screen, progress_screen
from bot.portfolio.store import exports as store

LOOK_SECONDS: Final = 1.0
EDITED_EVERY: Final = 2  # looks: Telegram allows one message a second in a chat
log = logging.getLogger(__name__)


class Stopped(Exception):
    """Its owner does not want it any more."""


@dataclass(slots=True)
class Progress:
    """A message of its own, since the owner may have gone on from where they asked for it. There
    is none for what takes less than a second, and none is missed that could not be shown.
    """

    services: Services
    export: Export
    person: Person
    done: int = 0
    total: int = 0
    is_stopped: bool = False
    message: int | None = None
    told: int = -1

    def note(self, count: int) -> None:
        """So many bytes more have been read. Raises Stopped."""
        if self.is_stopped:
            raise Stopped
        self.done += count

    @contextlib.asynccontextmanager
    async def shown(self) -> AsyncGenerator[None]:
        """While it is made."""
        self.message = self.export.live_message
        following = asyncio.create_task(self._follow())
        try:
            yield
        finally:
            following.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await following

    async def _follow(self) -> None:
        looks = 0
        while not self.is_stopped:
            await asyncio.sleep(LOOK_SECONDS)
            try:
                await self._look(looks)
            except SQLAlchemyError as fault:
                log.info("progress: %s", type(fault).__name__)
            looks += 1

    async def _look(self, looks: int) -> None:
        async with self.services.database.reading() as session:
            self.is_stopped = not await store.is_making(session, self.export.id)
        reached = percent(self.done, self.total)
        if self.is_stopped or not self.total or reached == self.told or looks % EDITED_EVERY:
            return
        await self._show(progress_screen(self._words, self.export, reached / 100))
        self.told = reached

    @property
    def _words(self) -> Words:
        return Words(self.person.language)

    async def _show(self, screen: Screen) -> None:
        shower, chat = self.services.shower, self.person.telegram_id
        try:
            if self.message is not None:
                await shower.edit(screen, chat, self.message, Urgency.NOTICE)
                return
            self.message = await shower.send(screen, chat, Urgency.NOTICE, silent=True)
        except (Blocked, Closed, NotSent, Uncertain) as fault:
            log.info("the progress of export %s was not shown: %s", self.export.public_id, fault)
            return
        async with self.services.database.transaction() as session:
            await store.set_live(session, self.export, self.message)

    async def end(self) -> None:
        """What the message says in the end; a try that is to follow goes on with it."""
        if self.message is None:
            return
        async with self.services.database.reading() as session:
            export = await store.find_export(session, self.export.id)
        if export is not None:
            await self._show(progress_ended_screen(self._words, export))
