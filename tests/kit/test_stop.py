"""A stop in the middle of sending: what was begun is noted, the rest goes on after the start."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any

from sqlalchemy import select

from bot.kit.db import Database
from bot.kit.delivery import outbox
from bot.kit.delivery.tables import Message
from bot.kit.delivery.worker import Worker
from bot.kit.telegram.pace import Pace, Urgency
from bot.kit.telegram.screen import Screen
from bot.kit.text import text
from tests.people import MONDAY, FrozenClock


class SlowShower:
    """Sends one message at a time to a server that answers when it is told to."""

    def __init__(self) -> None:
        self.pace = Pace(1, 100, 100)
        self.sending = asyncio.Event()
        self.answered = asyncio.Event()

    async def send(self, _screen: Screen, chat_id: int, urgency: Urgency, **_rest: Any) -> int:
        await self.pace.turn(chat_id, urgency)
        self.sending.set()
        await self.answered.wait()
        return 1


async def _two_messages(database: Database) -> None:
    async with database.transaction() as session:
        content = await outbox.save_content(session, Screen(text("Hello")))
        rows = [
            {"dedupe_key": f"{n}", "purpose": "test", "person_id": n, "chat_id": n,
             "content_id": content, "batch_id": None, "not_before": MONDAY}
            for n in (1, 2)
        ]  # fmt: skip
        await outbox.queue_bulk(session, rows)


async def test_what_is_on_its_way_is_noted_and_what_waits_for_its_turn_goes_back(
    database: Database,
) -> None:
    await _two_messages(database)
    shower = SlowShower()
    worker = Worker(database, shower, FrozenClock(), lambda *_: asyncio.sleep(0), 30)  # type: ignore[arg-type]
    running = asyncio.create_task(worker.run())
    await shower.sending.wait()
    running.cancel()
    await asyncio.sleep(0.01)
    shower.answered.set()
    with contextlib.suppress(asyncio.CancelledError):
        await running
    async with database.reading() as session:
        found = await session.execute(select(Message.state).order_by(Message.id))  # type: ignore[arg-type]
        assert list(found.scalars()) == ["sent", "waiting"]
