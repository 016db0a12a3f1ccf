"""Group commit: screens that have been shown are noted together, one transaction for many chats."""

from __future__ import annotations

import asyncio
import logging

from sqlalchemy.exc import SQLAlchemyError

from bot.kit.db import Database
from bot.kit.telegram import store
from bot.kit.telegram.store import Shown

log = logging.getLogger(__name__)


class Settler:
    """`await settler.settle(shown)` returns when it is in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._open: list[tuple[Shown, asyncio.Future[None]]] = []
        self._flush: asyncio.Task[None] | None = None

    async def settle(self, shown: Shown) -> None:
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._open.append((shown, done))
        if self._flush is None or self._flush.done():
            self._flush = asyncio.create_task(self._flush_all())
        await done

    async def _flush_all(self) -> None:
        while self._open:
            batch, self._open = self._open, []
            try:
                async with self._database.transaction() as session:
                    await store.save_shown(session, [shown for shown, _ in batch])
            except SQLAlchemyError:
                # The debt stays in the row: at the next start the screen is shown once more.
                log.warning("%s shown screens could not be noted", len(batch))
            for _, done in batch:
                done.set_result(None)
