"""Works off tasks, a few at once; a fault is tried again after growing pauses and set aside after
eight tries.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, select, true, update
from sqlalchemy.exc import SQLAlchemyError

from bot.kit.clock import Clock
from bot.kit.db import Database, table_of, until_stored
from bot.kit.processes.process import Process
from bot.kit.tasks.tables import Task

AT_ONCE: Final = 4
SLOW_AT_ONCE: Final = 2
POLL_SECONDS: Final = 1.0
TRIES: Final = 8
log = logging.getLogger(__name__)
_tasks = table_of(Task)


@dataclass(frozen=True, slots=True)
class Due:
    """A claimed task as its handler sees it. `last_try`: there is no further one."""

    id: int
    kind: str
    payload: Mapping[str, Any]
    attempts: int

    @property
    def last_try(self) -> bool:
        return self.attempts + 1 >= TRIES


class TryLater(Exception):
    """Raised by a handler that cannot do it now, for a reason that may pass."""


Handler = Callable[[Due], Awaitable[None]]


@dataclass(slots=True)
class _Lane:
    """Kinds of tasks that are worked off side by side, a few at once."""

    kinds: tuple[str, ...]
    at_once: int
    awake: asyncio.Event = field(default_factory=asyncio.Event)


class TaskWorker:
    """`run()` until cancelled; `wake()` after a commit that queued something.

    What is named in `slow` may take minutes: it has a lane of its own, so that nothing waits for
    it but others of its kind.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        handlers: Mapping[str, Handler],
        process: Process,
        slow: frozenset[str] = frozenset(),
    ) -> None:
        self._database = database
        self._clock = clock
        self._handlers = handlers
        self._process = process
        kinds = sorted(handlers)
        quick = _Lane(tuple(kind for kind in kinds if kind not in slow), AT_ONCE)
        taking_long = _Lane(tuple(kind for kind in kinds if kind in slow), SLOW_AT_ONCE)
        self._lanes = (quick, taking_long) if slow else (quick,)

    def wake(self) -> None:
        for lane in self._lanes:
            lane.awake.set()

    async def recover(self) -> None:
        """What was running in a process that is gone is done again from its beginning: at the
        start, and every now and then.
        """
        orphans = self._process.is_orphan(_tasks.c.claimed_by, self._clock.now())
        async with self._database.transaction() as session:
            running = update(_tasks).where(_tasks.c.state == "running", orphans)
            await session.execute(running.values(state="waiting"))

    async def run(self) -> None:
        async with asyncio.TaskGroup() as group:
            for lane in self._lanes:
                group.create_task(self._run(lane))

    async def _run(self, lane: _Lane) -> None:
        while True:
            try:
                busy = await self._work(lane)
            except SQLAlchemyError as fault:
                log.warning("tasks: %s", type(fault).__name__)
                busy = False
            if not busy:
                await self._sleep(lane)

    async def _sleep(self, lane: _Lane) -> None:
        try:
            async with asyncio.timeout(POLL_SECONDS):
                await lane.awake.wait()
        except TimeoutError:
            return
        lane.awake.clear()

    async def work_once(self) -> bool:
        """Claim and do a few tasks of each lane; whether there were any."""
        return any([await self._work(lane) for lane in self._lanes])

    async def _work(self, lane: _Lane) -> bool:
        claimed = await self._claim(lane)
        if claimed:
            await asyncio.gather(*(self._do(task) for task in claimed))
        return bool(claimed)

    async def _claim(self, lane: _Lane | None = None) -> list[Due]:
        """Of the quick lane, unless another is named."""
        lane, now = lane or self._lanes[0], self._clock.now()
        due = (
            select(_tasks.c.id)
            .where(_tasks.c.state == "waiting", _tasks.c.run_after <= now)
            .where(self._is_in(lane))
            .order_by(_tasks.c.run_after, _tasks.c.id)
            .limit(lane.at_once)
        )
        async with self._database.transaction() as session:
            if session.get_bind().dialect.name == "postgresql":
                due = due.with_for_update(skip_locked=True)
            taking = (
                update(_tasks)
                .where(_tasks.c.id.in_(due.scalar_subquery()))
                .values(state="running", claimed_at=now, claimed_by=self._process.name)
                .returning(_tasks.c.id, _tasks.c.kind, _tasks.c.payload, _tasks.c.attempts)
            )
            rows = (await session.execute(taking)).all()
        return [Due(row.id, row.kind, json.loads(row.payload), row.attempts) for row in rows]

    def _is_in(self, lane: _Lane) -> ColumnElement[bool]:
        """Kinds that nobody knows go the quick way, to be set aside."""
        others = [kind for other in self._lanes if other is not lane for kind in other.kinds]
        if lane is self._lanes[0]:
            return _tasks.c.kind.not_in(others) if others else true()
        return _tasks.c.kind.in_(lane.kinds)

    async def _do(self, task: Due) -> None:
        try:
            await self._handlers[task.kind](task)
        except TryLater as later:
            await self._again(task, str(later))
        except Exception as fault:  # a task that fails must not stop the others
            log.exception("task %s (%s) failed", task.id, task.kind)
            await self._again(task, type(fault).__name__)
        else:
            await self._set(task, {"state": "done", "payload": "{}", "error": None})

    async def _again(self, task: Due, error: str) -> None:
        state = "set_aside" if task.last_try else "waiting"
        after: datetime = self._clock.now() + timedelta(seconds=min(3600, 2 * 3**task.attempts))
        await self._set(
            task,
            {
                "state": state,
                "attempts": task.attempts + 1,
                "run_after": after,
                "error": error[:300],
            },
        )

    async def _set(self, task: Due, values: dict[str, Any]) -> None:
        """Noted whatever it takes: a task that is done must not be done again at the next start."""

        async def write() -> None:
            async with self._database.transaction() as session:
                await session.execute(update(_tasks).where(_tasks.c.id == task.id).values(values))

        await until_stored(write)
