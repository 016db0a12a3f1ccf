"""Works off the outbox at the common pace; claims at most a second's worth, so that pause and
withdraw act at once.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.address import AddressFault
from bot.kit.clock import Clock
from bot.kit.db import Database, table_of, until_stored
from bot.kit.delivery import store
from bot.kit.delivery.sharing import SharedPace, Turns
from bot.kit.delivery.store import Claimed, Outcome
from bot.kit.delivery.tables import Message
from bot.kit.processes.process import Process
from bot.kit.telegram import albums
from bot.kit.telegram.pace import Closed, Urgency
from bot.kit.telegram.screen import Screen, screen_from_data
from bot.kit.telegram.show import Blocked, NotSent, Shower, Uncertain
from bot.kit.telegram.store import save_addresses, save_shows

POLL_SECONDS: Final = 1.0
CONTENTS_REMEMBERED: Final = 256
log = logging.getLogger(__name__)
Screens = Mapping[int, Screen]
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
        process: Process,
    ) -> None:
        self._database = database
        self._shower = shower
        self._clock = clock
        self._on_blocked = on_blocked
        self._at_once = max(1, int(per_second))
        self._process = process
        self._shared = SharedPace(database, shower.pace, per_second)
        self._look_again_in = POLL_SECONDS
        self._awake = asyncio.Event()
        self._screens: dict[int, Screen] = {}

    def wake(self) -> None:
        self._awake.set()

    async def recover(self) -> None:
        """What processes that are gone had in hand; at the start, and every now and then."""
        orphans = self._process.is_orphan(table_of(Message).c.claimed_by, self._clock.now())
        async with self._database.transaction() as session:
            left = await store.recover(session, orphans)
        if left:
            log.warning("outbox: %d messages were in hand of a process that is gone", left)

    async def run(self) -> None:
        """What has begun when it is cancelled is sent and noted first: nothing stays uncertain."""
        sharing = asyncio.create_task(self._shared.run())
        try:
            await self._run()
        finally:
            sharing.cancel()

    async def _run(self) -> None:
        under_way: asyncio.Task[None] | None = None
        while True:
            step = asyncio.create_task(self._step(under_way))
            try:
                under_way = await asyncio.shield(step)
            except asyncio.CancelledError:
                self._shower.pace.close()
                if last := await step:
                    await last
                raise
            if under_way is None:
                await self._sleep(self._look_again_in)

    async def _step(self, under_way: asyncio.Task[None] | None) -> asyncio.Task[None] | None:
        """Claim half a second's worth behind the half that is under way, and wait for that one.

        While one half is noted and the next is claimed the other is still sent: the pace never
        stands idle in between.
        """
        claimed: list[Claimed] = []
        turns = Turns(0)
        try:
            turns, claimed = await self._claim(max(1, self._at_once // 2))
        except SQLAlchemyError as fault:
            log.warning("outbox: %s", type(fault).__name__)
        following = asyncio.create_task(self._work(claimed, turns)) if claimed else None
        if under_way is not None:
            await under_way
        return following

    async def _work(self, claimed: list[Claimed], turns: Turns) -> None:
        try:
            await self._send_all(claimed, turns)
        except SQLAlchemyError as fault:
            log.warning("outbox: %s", type(fault).__name__)

    async def _sleep(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._awake.wait()
        except TimeoutError:
            return
        self._awake.clear()

    async def work_once(self) -> bool:
        """Claim, send and note one second's worth; whether there was anything. Where others have
        all the turns, wait for one.
        """
        turns, claimed = await self._claim(self._at_once)
        while not claimed and not turns.number:
            await asyncio.sleep(turns.free_in)
            turns, claimed = await self._claim(self._at_once)
        if claimed:
            await self._send_all(claimed, turns)
        return bool(claimed)

    async def _claim(self, limit: int) -> tuple[Turns, list[Claimed]]:
        """As many as there are turns for; where others have them all, answers alone."""
        now, name = self._clock.now(), self._process.name
        async with self._database.transaction() as session:
            turns = await self._shared.take(session, limit)
            least = Urgency.BULK if turns.number else Urgency.ANSWER
            claimed = await store.claim(
                session, turns.number or limit, now, name, least_urgent=least
            )
            planned = [message for message in claimed if message.urgency != Urgency.ANSWER]
            await self._shared.use(session, turns, len(planned))
            self._look_again_in = POLL_SECONDS if turns.number else turns.free_in
            await self._load_screens(session, claimed)
        return turns, claimed

    async def _send_all(self, claimed: list[Claimed], turns: Turns) -> None:
        screens = self._screens
        async with asyncio.TaskGroup() as group:
            sends = [
                group.create_task(self._send_in_turn(message, screens, turns))
                for message in claimed
            ]
        outcomes = [send.result() for send in sends]
        await until_stored(lambda: self._note(claimed, outcomes, screens))

    async def _load_screens(self, session: AsyncSession, claimed: list[Claimed]) -> None:
        wanted = {message.content_id for message in claimed}
        if len(self._screens) > CONTENTS_REMEMBERED:
            self._screens = {}  # the half that is under way keeps the old ones
        missing = sorted(wanted - self._screens.keys())
        if not missing:
            return
        for number, data in (await store.load_contents(session, missing)).items():
            try:
                self._screens[number] = screen_from_data(json.loads(data))
            except AddressFault:
                log.warning("content %s has a button that leads nowhere any more", number)

    async def _send_in_turn(self, message: Claimed, screens: Screens, turns: Turns) -> Outcome:
        if message.urgency != Urgency.ANSWER and turns.begins_in:
            await asyncio.sleep(turns.begins_in)
        try:
            return await self._send(message, screens)
        finally:
            self._shared.sent(message.urgency)

    async def _send(self, message: Claimed, screens: Screens) -> Outcome:
        screen = screens.get(message.content_id)
        now = self._clock.now
        if screen is None:
            return Outcome(message.id, "failed", now(), error="outdated")
        try:
            sent = await albums.send(
                self._shower,
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
        return Outcome(message.id, "sent", now(), sent.message_id, others=sent.others)

    async def _note(
        self, claimed: list[Claimed], outcomes: list[Outcome], screens: Screens
    ) -> None:
        async with self._database.transaction() as session:
            await store.save_outcomes(session, outcomes)
            addresses: list[tuple[int, int | None, str | None]] = []
            for message, outcome in zip(claimed, outcomes, strict=True):
                if outcome.state == "blocked":
                    await self._on_blocked(session, message.chat_id)
                screen = screens.get(message.content_id)
                target = (screen.replies_to or screen.expects) if screen else None
                if target and outcome.message_id:
                    addresses.append((message.chat_id, outcome.message_id, target.pack()))
            await save_addresses(session, addresses)
            await save_shows(session, _shows(claimed, outcomes, screens))


def _shows(
    claimed: list[Claimed], outcomes: list[Outcome], screens: Screens
) -> list[tuple[int, int | None, str]]:
    """(chat, message, what is on it) of those that arrived with something to be taken back."""
    shown: list[tuple[int, int | None, str]] = []
    for message, outcome in zip(claimed, outcomes, strict=True):
        screen = screens.get(message.content_id)
        if screen is not None and screen.shows and outcome.message_id:
            shown.append((message.chat_id, outcome.message_id, screen.shows))
    return shown
