"""The running program: its parts, how they recover after a start, run and close."""

from __future__ import annotations

import asyncio
import gc
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.clock import Clock
from bot.kit.services import Services

if TYPE_CHECKING:
    from bot.kit.delivery.worker import Worker
    from bot.kit.processes.process import Process
    from bot.kit.tasks.worker import TaskWorker
    from bot.kit.telegram.inbox import Inbox
    from bot.kit.telegram.poll import Poller
    from bot.kit.web.page import Pages
    from bot.people.rules import Person

log = logging.getLogger(__name__)
TICK_SECONDS: Final = 30
Tick = Callable[[Services], Awaitable[None]]


@dataclass(slots=True)
class Hooks:
    """Ties the kit to the rooms above it."""

    clock: Clock
    outbox: Worker | None = None
    tasks: TaskWorker | None = None

    async def blocked(self, session: AsyncSession, chat_id: int) -> None:
        from bot.people import store

        await store.set_blocked(session, chat_id, self.clock.now())

    def committed(self, session: AsyncSession) -> None:
        from bot.kit.delivery import outbox
        from bot.kit.tasks import queue

        if self.outbox and session.info.get(outbox.QUEUED):
            self.outbox.wake()
        if self.tasks and session.info.get(queue.QUEUED):
            self.tasks.wake()


@dataclass(slots=True)
class App:
    """The running program. `run` until cancelled; tests drive its parts by hand."""

    services: Services
    inbox: Inbox[Person]
    outbox: Worker
    tasks: TaskWorker
    poller: Poller
    hooks: Hooks
    process: Process
    ticks: Mapping[str, Tick] = field(default_factory=dict[str, Tick])
    pages: Sequence[Pages] = ()

    async def recover(self) -> None:
        """After a start: what was cut off goes on."""
        from bot.home.actions import queue_default_menus

        services = self.services
        await self.process.arrive()
        async with services.database.transaction() as session:
            await queue_default_menus(session, services.bot.id, services.clock.now())
        await self.outbox.recover()
        await self.tasks.recover()
        await self.inbox.recover()

    async def tick(self) -> None:
        """Run every tick once; one that fails does not stop the others."""
        for name, tick in self.ticks.items():
            try:
                await tick(self.services)
            except Exception:
                log.exception("the tick %s failed", name)
        self.outbox.wake()
        self.tasks.wake()

    async def run(self) -> None:
        """Poll, answer, send, work off tasks, tick and serve pages, until cancelled.

        Raises PortTaken before anything else begins.
        """
        async with self.serving():
            await self._run()

    @asynccontextmanager
    async def serving(self) -> AsyncGenerator[int | None, None]:
        """The port at which pages are answered meanwhile; None where no public address is set."""
        from bot.kit.web.page import House
        from bot.kit.web.server import serving

        parts = self.services
        house = House(parts.database, parts.clock, parts.settings, parts.objects)
        async with serving(house, self.pages) as port:
            yield port

    async def _run(self) -> None:
        from apscheduler.schedulers.asyncio import AsyncIOScheduler

        await self.recover()
        scheduler: Any = AsyncIOScheduler(timezone="UTC")
        scheduler.add_job(
            self.tick, "interval", seconds=TICK_SECONDS, coalesce=True, max_instances=1
        )
        scheduler.start()
        _collect_lightly()
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self.poller.run())
                self._begin_working(group)
        finally:
            scheduler.shutdown(wait=False)
            await self.inbox.stop()
            await self.process.leave()

    def _begin_working(self, group: asyncio.TaskGroup) -> None:
        group.create_task(self.process.run(self.outbox.recover, self.tasks.recover))
        group.create_task(self.outbox.run())
        group.create_task(self.tasks.run())

    async def work(self) -> None:
        """Send and work off tasks beside the process that polls, until cancelled."""
        await self.process.arrive()
        await self.outbox.recover()
        await self.tasks.recover()
        _collect_lightly()
        try:
            async with asyncio.TaskGroup() as group:
                self._begin_working(group)
        finally:
            await self.process.leave()

    async def close(self) -> None:
        await self.services.bot.session.close()
        await self.services.database.close()


def _collect_lightly() -> None:
    """A full collection over aiogram's models would hold the loop up for 150 ms, now and then."""
    gc.freeze()
    gc.enable()
