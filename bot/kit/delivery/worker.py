"""Works off the outbox at the common pace; claims at most a second's worth, so that pause and
withdraw act at once.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from typing import Final

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.address import AddressFault
from bot.kit.clock import Clock
from bot.kit.db import Database
from bot.kit.delivery import store
from bot.kit.delivery.store import Claimed, Outcome
from bot.kit.telegram.pace import Closed, Urgency
from bot.kit.telegram.screen import Screen, screen_from_data
from bot.kit.telegram.show import Blocked, NotSent, Shower, Uncertain
from bot.kit.telegram.store import save_addresses

POLL_SECONDS: Final = 1.0
CONTENTS_REMEMBERED: Final = 256
log = logging.getLogger(__name__)
OnBlocked = Callable[[AsyncSession, int], Awaitable[None]]


class Worker:
    """`run()` until cancelled; `wake()` after a commit that queued something."""

    def __init__(
        self,
        database: Database,
        shower: Shower,
        clock: Clock,
        on_blocked: OnBlocked,
        per_second: float,
    ) -> None:
        self._database = database
        self._shower = shower
        self._clock = clock
        self._on_blocked = on_blocked
        self._at_once = max(1, int(per_second))
        self._awake = asyncio.Event()
        self._screens: dict[int, Screen] = {}

    def wake(self) -> None:
        self._awake.set()

    async def recover(self) -> None:
        async with self._database.transaction() as session:
            await store.recover(session)

    async def run(self) -> None:
        """What has begun when it is cancelled is sent and noted first: nothing stays uncertain."""
        while True:
            working = asyncio.create_task(self._work())
            try:
                busy = await asyncio.shield(working)
            except asyncio.CancelledError:
                self._shower.pace.close()
                await working
                raise
            if not busy:
                await self._sleep()

    async def _work(self) -> bool:
        try:
            return await self.work_once()
        except SQLAlchemyError as fault:
            log.warning("outbox: %s", type(fault).__name__)
            return False

    async def _sleep(self) -> None:
        try:
            async with asyncio.timeout(POLL_SECONDS):
                await self._awake.wait()
        except TimeoutError:
            return
        self._awake.clear()

    async def work_once(self) -> bool:
        """Claim, send and note one second's worth; whether there was anything."""
        async with self._database.transaction() as session:
            claimed = await store.claim(session, self._at_once, self._clock.now())
            await self._load_screens(session, claimed)
        if not claimed:
            return False
        async with asyncio.TaskGroup() as group:
            sends = [group.create_task(self._send(message)) for message in claimed]
        await self._note(claimed, [send.result() for send in sends])
        return True

    async def _load_screens(self, session: AsyncSession, claimed: list[Claimed]) -> None:
        wanted = {message.content_id for message in claimed}
        if len(self._screens) > CONTENTS_REMEMBERED:
            self._screens.clear()
        missing = sorted(wanted - self._screens.keys())
        if not missing:
            return
        for number, data in (await store.load_contents(session, missing)).items():
            try:
                self._screens[number] = screen_from_data(json.loads(data))
            except AddressFault:
                log.warning("content %s has a button that leads nowhere any more", number)

    async def _send(self, message: Claimed) -> Outcome:
        screen = self._screens.get(message.content_id)
        now = self._clock.now
        if screen is None:
            return Outcome(message.id, "failed", now(), error="outdated")
        try:
            sent = await self._shower.send(
                screen,
                message.chat_id,
                Urgency(message.urgency),
                silent=message.silent,
                reply_to=message.reply_to,
            )
        except Closed:
            return Outcome(message.id, "waiting", now())
        except Blocked as blocked:
            return Outcome(message.id, "blocked", now(), error=str(blocked))
        except NotSent as refused:
            return Outcome(message.id, "failed", now(), error=str(refused)[:300])
        except Uncertain as broken:
            return Outcome(message.id, "uncertain", now(), error=str(broken)[:300])
        except Exception as fault:  # one bad message must not stop the others
            log.exception("message %s could not be sent", message.id)
            return Outcome(message.id, "failed", now(), error=type(fault).__name__)
        return Outcome(message.id, "sent", now(), sent)

    async def _note(self, claimed: list[Claimed], outcomes: list[Outcome]) -> None:
        async with self._database.transaction() as session:
            await store.save_outcomes(session, outcomes)
            addresses: list[tuple[int, int | None, str | None]] = []
            for message, outcome in zip(claimed, outcomes, strict=True):
                if outcome.state == "blocked":
                    await self._on_blocked(session, message.chat_id)
                screen = self._screens.get(message.content_id)
                target = (screen.replies_to or screen.expects) if screen else None
                if target and outcome.message_id:
                    addresses.append((message.chat_id, outcome.message_id, target.pack()))
            await save_addresses(session, addresses)
