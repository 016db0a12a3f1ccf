"""Which processes share the database: what one of them leaves behind is taken over, once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.kit.db import Database
from bot.kit.delivery import outbox
from bot.kit.delivery.outbox import Recipient
from bot.kit.delivery.tables import Message
from bot.kit.delivery.worker import Worker
from bot.kit.processes.process import GONE_AFTER, Process
from bot.kit.tasks.queue import queue_task
from bot.kit.tasks.tables import Task
from bot.kit.tasks.worker import TaskWorker
from bot.kit.telegram.pace import Pace
from bot.kit.telegram.screen import Screen
from bot.kit.text import text
from tests.people import MONDAY, FrozenClock


class Silent:
    """Telegram, which nobody reaches in these tests."""

    def __init__(self) -> None:
        self.pace = Pace(1000, 100, 100)


class Pair:
    """Two processes on one database, with what each works off."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.clock = FrozenClock()
        self.processes = [Process(database, self.clock) for _ in range(2)]
        self.outboxes = [
            Worker(database, Silent(), self.clock, lambda *_: None, 30, process)  # type: ignore[arg-type]
            for process in self.processes
        ]
        self.tasks = [
            TaskWorker(database, self.clock, {"test": lambda _task: None}, process)  # type: ignore[arg-type, dict-item]
            for process in self.processes
        ]

    async def begin(self) -> None:
        """Both are there; the first has a reminder, an answer and a task in hand."""
        for process in self.processes:
            await process.arrive()
        async with self.database.transaction() as session:
            for key, harmless in (("reminder", False), ("answer", True)):
                await outbox.queue(
                    session, Recipient(1, 1), Screen(text("Hello")), dedupe_key=key, purpose="test",
                    now=MONDAY, twice_is_harmless=harmless,
                )  # fmt: skip
            await queue_task(session, "test", {}, dedupe_key="task", run_after=MONDAY)
        await self.outboxes[0]._claim(10)
        await self.tasks[0]._claim()

    async def recover(self, number: int) -> None:
        await self.outboxes[number].recover()
        await self.tasks[number].recover()

    async def states(self) -> list[str]:
        async with self.database.reading() as session:
            messages = await session.execute(select(Message.state).order_by(Message.id))  # type: ignore[arg-type]
            tasks = await session.execute(select(Task.state))
            return [*messages.scalars(), *tasks.scalars()]


@pytest.fixture
async def pair(postgres_database: Database) -> Pair:
    made = Pair(postgres_database)
    await made.begin()
    return made


IN_HAND = ["claimed", "claimed", "running"]
TAKEN_OVER = ["uncertain", "waiting", "waiting"]


@pytest.mark.postgres
async def test_what_somebody_has_in_hand_is_theirs_as_long_as_they_are_there(pair: Pair) -> None:
    await pair.recover(1)
    assert await pair.states() == IN_HAND


@pytest.mark.postgres
async def test_what_somebody_who_is_gone_had_in_hand_is_taken_over(pair: Pair) -> None:
    pair.clock.at += GONE_AFTER + timedelta(seconds=1)
    await pair.processes[1].beat()
    await pair.recover(1)
    assert await pair.states() == TAKEN_OVER


@pytest.mark.postgres
async def test_who_says_goodbye_is_not_waited_for(pair: Pair) -> None:
    await pair.processes[0].leave()
    await pair.recover(1)
    assert await pair.states() == TAKEN_OVER


@pytest.mark.postgres
async def test_nobody_takes_over_from_themselves(pair: Pair) -> None:
    pair.clock.at += GONE_AFTER * 2
    await pair.recover(0)
    assert await pair.states() == IN_HAND


async def test_an_embedded_database_has_one_process_and_a_new_one_takes_over_at_once(
    sqlite_database: Database,
) -> None:
    pair = Pair(sqlite_database)
    await pair.processes[0].arrive()
    await pair.begin()
    await pair.recover(1)
    assert await pair.states() == TAKEN_OVER
