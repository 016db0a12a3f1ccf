"""Whatever happens in the middle of sending: what was begun is noted, the rest goes on later."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from bot.kit.db import Database
from bot.kit.delivery import outbox, store, worker
from bot.kit.delivery.outbox import Recipient
from bot.kit.delivery.tables import Message
from bot.kit.delivery.worker import Worker
from bot.kit.processes.process import Process
from bot.kit.tasks.queue import queue_task
from bot.kit.tasks.tables import Task
from bot.kit.tasks.worker import Due, TaskWorker
from bot.kit.telegram.pace import Pace, Urgency
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.tables import ChatMessage
from bot.kit.text import text
from bot.places import OpenHome
from tests.people import MONDAY, FrozenClock


class SlowShower:
    """Sends one message at a time to a server that answers when it is told to."""

    def __init__(self) -> None:
        self.pace = Pace(1, 100, 100)
        self.sending = asyncio.Semaphore(0)
        self.answered = asyncio.Event()

    async def send(self, _screen: Screen, chat_id: int, urgency: Urgency, **_rest: Any) -> int:
        await self.pace.turn(chat_id, urgency)
        self.sending.release()
        await self.answered.wait()
        return 1


async def _two_messages(database: Database) -> None:
    """Each with a text of its own."""
    async with database.transaction() as session:
        for n in (1, 2):
            screen = Screen(text(f"Hello {n}"), replies_to=OpenHome())
            await outbox.queue(
                session, Recipient(n, n), screen, dedupe_key=f"{n}", purpose="test", now=MONDAY
            )


def _worker(database: Database, shower: SlowShower, per_second: float = 30) -> Worker:
    process, clock = Process(database, FrozenClock()), FrozenClock()
    return Worker(database, shower, clock, lambda *_: asyncio.sleep(0), per_second, process)  # type: ignore[arg-type]


async def _column(database: Database, of: Any) -> list[Any]:
    async with database.reading() as session:
        return list((await session.execute(select(of))).scalars())


async def _stopped(running: asyncio.Task[None]) -> None:
    running.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await running


async def test_what_is_on_its_way_is_noted_and_what_waits_for_its_turn_goes_back(
    database: Database,
) -> None:
    await _two_messages(database)
    shower = SlowShower()
    running = asyncio.create_task(_worker(database, shower).run())
    await shower.sending.acquire()
    asyncio.get_running_loop().call_later(0.01, shower.answered.set)
    await _stopped(running)
    assert sorted(await _column(database, Message.state)) == ["sent", "waiting"]


async def test_replies_find_their_way_however_many_texts_are_under_way(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "CONTENTS_REMEMBERED", 0)
    await _two_messages(database)
    shower = SlowShower()
    shower.pace = Pace(1000, 100, 100)
    running = asyncio.create_task(_worker(database, shower, per_second=1).run())
    await shower.sending.acquire()
    await shower.sending.acquire()
    shower.answered.set()
    await _stopped(running)
    assert await _column(database, ChatMessage.address) == ["home", "home"]


async def test_what_was_sent_is_noted_as_soon_as_the_database_is_there_again(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _two_messages(sqlite_database)
    shower = SlowShower()
    shower.pace = Pace(1000, 100, 100)
    shower.answered.set()
    faults = [OperationalError("locked", None, Exception())]
    save = store.save_outcomes

    async def saving(*arguments: Any) -> None:
        if faults:
            raise faults.pop()
        await save(*arguments)

    monkeypatch.setattr(store, "save_outcomes", saving)
    await _worker(sqlite_database, shower).work_once()
    assert await _column(sqlite_database, Message.state) == ["sent", "sent"]


async def test_a_task_that_is_done_is_noted_as_soon_as_the_database_is_there_again(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sqlite_database.transaction() as session:
        await queue_task(session, "test", {}, dedupe_key="a", run_after=MONDAY)
    transaction = sqlite_database.transaction

    @contextlib.asynccontextmanager
    async def locked_once() -> AsyncIterator[Any]:
        monkeypatch.setattr(sqlite_database, "transaction", transaction)
        raise OperationalError("locked", None, Exception())
        yield

    async def handler(_task: Due) -> None:
        monkeypatch.setattr(sqlite_database, "transaction", locked_once)

    await TaskWorker(
        sqlite_database, FrozenClock(), {"test": handler}, Process(sqlite_database, FrozenClock())
    ).work_once()
    assert await _column(sqlite_database, Task.state) == ["done"]
