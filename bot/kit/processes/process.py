"""One process among those that share a database: it says every few seconds that it is there.

What a process claims carries its name. A name that was not heard of for ten seconds is gone, and
what it had in hand can be taken over: one that was only slow loses nothing by it, for what it still
notes is true. SQLite has one process at a time, so that at its start all others are gone.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, delete, or_, select, true
from sqlalchemy.exc import SQLAlchemyError

from bot.kit.clock import Clock
from bot.kit.db import Database, insert_new, public_id, table_of
from bot.kit.processes.tables import ProcessRow

BEAT_SECONDS: Final = 2.0
RECOVER_SECONDS: Final = 5.0
GONE_AFTER: Final = timedelta(seconds=10)
log = logging.getLogger(__name__)
Step = Callable[[], Awaitable[None]]
_processes = table_of(ProcessRow)


class Process:
    """`arrive()` first, then `run()` until cancelled, then `leave()`."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self.name = public_id(16)
        self._database = database
        self._clock = clock

    async def arrive(self) -> None:
        """Be there under a new name; of an embedded database be the only one."""
        gone = true() if self._database.is_sqlite else _processes.c.name == self.name
        async with self._database.transaction() as session:
            await session.execute(delete(_processes).where(gone))
        self.name = public_id(16)
        await self.beat()

    async def beat(self) -> None:
        """Say that this process is there; forget names that were gone for a day."""
        now = self._clock.now()
        long_gone = _processes.c.seen_at < now - timedelta(days=1)
        async with self._database.transaction() as session:
            seen: Any = insert_new(session, ProcessRow).values(name=self.name, seen_at=now)
            await session.execute(
                seen.on_conflict_do_update(index_elements=["name"], set_={"seen_at": now})
            )
            await session.execute(delete(_processes).where(long_gone))

    async def run(self, *recoveries: Step) -> None:
        """Beat, and every five seconds take over from those that are gone, until cancelled.

        Of an embedded database there is no other process, and nothing to do.
        """
        if self._database.is_sqlite:
            return
        async with asyncio.TaskGroup() as group:
            group.create_task(_every(BEAT_SECONDS, self.beat))
            group.create_task(_every(RECOVER_SECONDS, *recoveries))

    async def leave(self) -> None:
        """What this process still has in hand is free for others at once."""
        async with self._database.transaction() as session:
            await session.execute(delete(_processes).where(_processes.c.name == self.name))

    def is_orphan(self, owner: ColumnElement[Any], now: datetime) -> ColumnElement[bool]:
        """Whether a claimed row's owner is gone; this process's own rows never are orphans."""
        there = select(_processes.c.name).where(_processes.c.seen_at > now - GONE_AFTER)
        return or_(owner.is_(None), (owner != self.name) & owner.not_in(there))


async def _every(seconds: float, *steps: Step) -> None:
    """A database that cannot be reached is tried again."""
    while True:
        await asyncio.sleep(seconds)
        for step in steps:
            try:
                await step()
            except SQLAlchemyError as fault:
                log.warning("processes: %s", type(fault).__name__)
