"""An erasure is carried out: page by page, objects before the rows that name them.

Killed anywhere it begins anew, and finds less to do. Everything that it does twice is harmless.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import select

from bot.kit.delivery import outbox
from bot.kit.files.failures import StoreUnreachable
from bot.kit.i18n import Words
from bot.kit.personal import store
from bot.kit.personal.current import current_erasers
from bot.kit.personal.holdings import Aged, Eraser, Rows
from bot.kit.personal.mentions import Sought, forget_mentions
from bot.kit.services import Services
from bot.kit.tasks.worker import TryLater
from bot.kit.telegram.deleting import delete_all
from bot.kit.telegram.pace import Closed, Urgency
from bot.kit.telegram.sent import DELETABLE
from bot.kit.telegram.show import Blocked, NotSent, Uncertain
from bot.kit.telegram.store import find_deletable
from bot.people.store import PersonGone, load_person
from bot.privacy.actions.finishing import finish
from bot.privacy.screens.forgetting import progress_screen
from bot.privacy.store import erasures
from bot.privacy.store.erasures import Erasure

AT_ONCE: Final = 8
TOLD_EVERY: Final = 2.0  # seconds
log = logging.getLogger(__name__)


@dataclass(slots=True)
class Erasing:
    """One run of an erasure. `told_at` is monotonic. `patient`: it waits for Telegram."""

    services: Services
    erasure: Erasure
    patient: bool = True
    told_at: float = field(default=float("-inf"))
    message_id: int | None = None

    async def run(self) -> None:
        """Raises TryLater where the store, or at first Telegram, cannot be reached."""
        self.message_id = self.erasure.message_id
        sought = await self._gather()
        await self._take_messages_away()
        erasers = current_erasers()
        for done, eraser in enumerate(erasers):
            await self._tell(done, len(erasers) + 1)
            await self._erase(eraser)
        await forget_mentions(self.services.database, sought)
        await self._take_progress_away()
        async with self.services.database.transaction() as session:
            await finish(session, self.erasure, self.services.clock.now())

    async def _gather(self) -> Sought:
        """What they are known by, noted before the first row goes."""
        names, whose = self.erasure.names, self.erasure.whose
        if names is None:
            async with self.services.database.reading() as session:
                names = frozenset({whose.public_id, *await self._ids(session)})
                try:
                    name = (await load_person(session, whose.person_id)).name
                except PersonGone:
                    name = ""
            names = frozenset({f"name:{name}", *names})
            async with self.services.database.transaction() as session:
                await erasures.save_names(session, self.erasure.number, names)
        called = next((name[5:] for name in names if name.startswith("name:")), "")
        return Sought(whose, called, frozenset(n for n in names if not n.startswith("name:")))

    async def _ids(self, session: Any) -> list[str]:
        """The public ids of what goes."""
        found: list[str] = []
        for rows in (rows for eraser in current_erasers() for rows in eraser.rows):
            if "public_id" in rows.table.c and not rows.shared:
                ids = select(rows.table.c.public_id).where(rows.of(self.erasure.whose))
                found += (await session.execute(ids)).scalars().all()
        return found

    async def _take_messages_away(self) -> None:
        """Those of ours that Telegram lets go yet, before the rows that name them do."""
        whose, now = self.erasure.whose, self.services.clock.now()
        chat = whose.telegram_id
        async with self.services.database.reading() as session:
            answers = await find_deletable(session, chat, now)
            since = now - DELETABLE
            notices = await outbox.find_sent(session, whose.person_id, chat, since)
        try:
            await delete_all(self.services.shower, chat, sorted({*answers, *notices}))
        except Blocked as fault:
            log.info("messages of an erasure stay with Telegram: %s", fault)
        except (Closed, NotSent, Uncertain) as fault:
            if self.patient:
                raise TryLater(str(fault)) from fault
            log.warning("messages of an erasure stay with Telegram: %s", fault)

    async def _erase(self, eraser: Eraser) -> None:
        whose, database = self.erasure.whose, self.services.database
        for step in eraser.before:
            busy = True
            while busy:
                async with database.transaction() as session:
                    busy = bool(await step(session, whose, self.services.clock.now()))
        for rows in eraser.rows:
            await self._erase_rows(rows)

    async def _erase_rows(self, rows: Rows) -> None:
        while True:
            async with self.services.database.reading() as session:
                page = await store.find_rows(session, rows, self.erasure.whose)
            if not page.ids:
                return
            await let_page_go(self.services, rows, page)

    async def _tell(self, done: int, total: int) -> None:
        """One message that is edited; nobody waits for it."""
        if self.erasure.reason != "asked" or time.monotonic() < self.told_at + TOLD_EVERY:
            return
        self.told_at = time.monotonic()
        screen = progress_screen(Words(self.erasure.language), done, total)
        chat, shower = self.erasure.whose.telegram_id, self.services.shower
        try:
            if self.message_id is not None:
                await shower.edit(screen, chat, self.message_id, Urgency.NOTICE)
                return
            self.message_id = await shower.send(screen, chat, Urgency.ANSWER)
        except (Blocked, NotSent, Uncertain) as fault:
            log.info("the progress of an erasure was not shown: %s", fault)
            return
        async with self.services.database.transaction() as session:
            await erasures.save_message(session, self.erasure.number, self.message_id)

    async def _take_progress_away(self) -> None:
        if self.message_id is None:
            return
        chat = self.erasure.whose.telegram_id
        try:
            await self.services.shower.delete(chat, self.message_id, Urgency.NOTICE)
        except (Blocked, NotSent, Uncertain) as fault:
            log.info("the progress of an erasure was not taken away: %s", fault)


async def let_page_go(services: Services, of: Rows | Aged, page: store.Page) -> None:
    """First its objects, looked for afterwards; then its rows. Raises TryLater."""
    await _discard(services, page.files)
    async with services.database.transaction() as session:
        await store.let_go(session, of.table, page.ids, of.become)
        if isinstance(of, Aged) and of.then is not None:
            await of.then(session, page.ids, services.clock.now())


async def _discard(services: Services, keys: Sequence[str]) -> None:
    objects = services.objects

    async def gone(key: str) -> bool:
        await objects.delete(key)
        return not await objects.exists(key)

    try:
        for start in range(0, len(keys), AT_ONCE):
            if not all(await asyncio.gather(*map(gone, keys[start : start + AT_ONCE]))):
                raise TryLater("an object is still there after it was deleted")
    except StoreUnreachable as failed:
        raise TryLater(str(failed)) from failed
