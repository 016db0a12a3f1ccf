"""Two workers on one database share the rows and send none twice."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from bot.kit.db import Database
from bot.kit.delivery import store as delivery
from bot.kit.delivery.worker import Worker
from bot.kit.processes.process import Process
from bot.kit.telegram.pace import Pace, Urgency
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.show import Blocked, NotSent, Uncertain
from tests.broadcasts import world
from tests.broadcasts.world import confirm, coordinator, draft, prepare, trainees
from tests.people import FrozenClock

PEOPLE = 60


@dataclass
class FakeShower:
    """Sends into a list; some people are out of reach."""

    sent: list[int] = field(default_factory=list[int])
    begun: asyncio.Event = field(default_factory=asyncio.Event)
    pace: Pace = field(default_factory=lambda: Pace(1000, 100, 20))

    async def send(self, screen: Screen, chat_id: int, urgency: Urgency, **_: Any) -> int:
        assert (screen.text, urgency, screen.expects, screen.replies_to) == (
            ("Hello",), Urgency.BULK, None, None,
        )  # fmt: skip
        await self.pace.turn(chat_id, urgency)
        self.sent.append(chat_id)
        self.begun.set()
        await asyncio.sleep(0.001)
        for fault, chat in ((Blocked("blocked"), 1001), (NotSent("no"), 1002)):
            if chat_id == chat:
                raise fault
        if chat_id == 1003:
            raise Uncertain("cut off")
        return len(self.sent)


async def _ready(database: Database) -> None:
    async with database.transaction() as session:
        carla = await coordinator(session)
        await trainees(session, PEOPLE)
        begun = await draft(session, carla)
        confirmed = await confirm(session, carla, begun.id, PEOPLE)
    await prepare(database, confirmed)


async def _ignore(_session: object, _chat: int) -> None:
    return None


def _worker(database: Database, shower: Any) -> Worker:
    return Worker(database, shower, FrozenClock(), _ignore, 20, Process(database, FrozenClock()))


async def _work_off(worker: Worker) -> None:
    busy = True
    while busy:
        busy = await worker.work_once()


async def _states(database: Database) -> Counter[str]:
    async with database.reading() as session:
        return Counter(row[0] for row in await world.rows(session, "state"))


async def test_two_workers_share_the_rows(database: Database) -> None:
    await _ready(database)
    first, second = FakeShower(), FakeShower()
    await asyncio.gather(*(_work_off(_worker(database, of)) for of in (first, second)))
    assert first.sent
    assert second.sent
    assert sorted(first.sent + second.sent) == [1000 + n for n in range(PEOPLE)]
    assert await _states(database) == {"sent": 57, "blocked": 1, "failed": 1, "uncertain": 1}


async def test_what_a_crash_cut_off_is_uncertain_and_is_not_sent_again(database: Database) -> None:
    await _ready(database)
    shower = FakeShower()
    await _worker(database, shower).work_once()
    async with database.transaction() as session:
        cut_off = await delivery.claim(session, 20, FrozenClock().now())
    worker = _worker(database, shower)
    await worker.recover()
    await _work_off(worker)
    assert set(shower.sent).isdisjoint({message.chat_id for message in cut_off})
    assert len(shower.sent) == len(set(shower.sent)) == PEOPLE - 20
    assert (await _states(database))["uncertain"] >= 20


async def test_a_worker_that_is_stopped_leaves_nothing_uncertain(database: Database) -> None:
    await _ready(database)
    shower = FakeShower()
    running = asyncio.create_task(_worker(database, shower).run())
    await shower.begun.wait()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    states = await _states(database)
    assert states["claimed"] == 0
    assert states["waiting"] + len(shower.sent) == PEOPLE
