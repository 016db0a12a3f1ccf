"""What takes minutes has a lane of its own: nothing else waits for it."""

from __future__ import annotations

import asyncio

from bot.kit.db import Database
from bot.kit.processes.process import Process
from bot.kit.tasks.queue import queue_task
from bot.kit.tasks.worker import SLOW_AT_ONCE, Due, TaskWorker
from tests.people import MONDAY, FrozenClock


async def queued(database: Database, *kinds: str) -> None:
    async with database.transaction() as session:
        for number, kind in enumerate(kinds):
            await queue_task(session, kind, {}, dedupe_key=f"{number}", run_after=MONDAY)


async def test_a_quick_task_does_not_wait_for_slow_ones(database: Database) -> None:
    await queued(database, *["slow"] * 6, "quick")
    began: asyncio.Queue[int] = asyncio.Queue()
    quick_is_done, may_end = asyncio.Event(), asyncio.Event()

    async def slow(task: Due) -> None:
        began.put_nowait(task.id)
        await may_end.wait()

    async def quick(_task: Due) -> None:
        quick_is_done.set()

    handlers = {"slow": slow, "quick": quick}
    worker = TaskWorker(
        database, FrozenClock(), handlers, Process(database, FrozenClock()), frozenset({"slow"})
    )
    running = asyncio.create_task(worker.run())
    async with asyncio.timeout(10):
        await quick_is_done.wait()
        first = [await began.get() for _ in range(SLOW_AT_ONCE)]
        assert began.empty()
        may_end.set()
        others = [await began.get() for _ in range(6 - SLOW_AT_ONCE)]
    assert len({*first, *others}) == 6
    await asyncio.sleep(0.5)  # until all is noted: SQLite's driver takes a cut-off write badly
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def test_all_lanes_are_worked_when_one_works_by_hand(database: Database) -> None:
    await queued(database, "slow", "quick")
    done: list[str] = []

    async def do(task: Due) -> None:
        done.append(task.kind)

    process, handlers = Process(database, FrozenClock()), {"slow": do, "quick": do}
    worker = TaskWorker(database, FrozenClock(), handlers, process, frozenset({"slow"}))
    assert await worker.work_once()
    assert sorted(done) == ["quick", "slow"]
    assert not await worker.work_once()
