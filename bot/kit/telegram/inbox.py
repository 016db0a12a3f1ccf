"""The durable inbox: stored before acknowledged, handled once, in order per chat, in one
transaction.

receive → kit_update rows → one worker a chat → transaction(handled mark, slice, screen owed) → show
→ settle
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Final, Generic, Protocol, TypeVar

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.address import AddressFault
from bot.kit.clock import Clock
from bot.kit.db import Database, is_passing
from bot.kit.i18n import SOURCE, Words, closest_language
from bot.kit.refusals import Refusal
from bot.kit.telegram import store
from bot.kit.telegram.desk import Desk
from bot.kit.telegram.gate import Handled, Turn
from bot.kit.telegram.payload import chat_of, language_of, slim
from bot.kit.telegram.repeats import Repeats
from bot.kit.telegram.screen import screen_from_data, screen_to_data
from bot.kit.telegram.settle import Settler
from bot.kit.telegram.show import Blocked, NotSent, Place, Shower, Uncertain, Unreachable
from bot.kit.telegram.store import Shown, WaitingUpdate

TRIES: Final = 3
log = logging.getLogger(__name__)
P = TypeVar("P")
Answering = Callable[[AsyncSession, Turn], Awaitable[Handled | None]]


class Hooks(Protocol):
    """What the rooms above want to know of; injected by `app`."""

    async def blocked(self, session: AsyncSession, chat_id: int) -> None: ...
    def committed(self, session: AsyncSession) -> None: ...


@dataclass
class Inbox(Generic[P]):
    """Takes updates from the poller or a webhook and works them off."""

    database: Database
    desk: Desk[P]
    shower: Shower
    settler: Settler
    clock: Clock
    hooks: Hooks
    repeats: Repeats = field(default_factory=Repeats)

    def __post_init__(self) -> None:
        self._queues: dict[int, deque[WaitingUpdate]] = {}
        self._workers: set[asyncio.Task[None]] = set()

    async def receive(self, updates: list[dict[str, Any]]) -> None:
        """Store a batch, then start on it. Returns when it is stored."""
        waiting = [
            WaitingUpdate(u["update_id"], chat_of(u), json.dumps(slim(u), separators=(",", ":")))
            for u in updates
        ]
        rows = [(w.update_id, w.chat_id, w.payload) for w in waiting]
        async with self.database.transaction() as session:
            await store.add_updates(session, rows, self.clock.now())
        for update in waiting:
            self.desk.acknowledge(update.payload)
            self._enqueue(update)

    async def recover(self) -> None:
        """Before the first updates come: go on with what chats are owed and what is not handled.

        Returns at once; what is stored goes ahead of what comes.
        """
        async with self.database.reading() as session:
            owed = await store.find_owed(session)
            waiting: list[WaitingUpdate] = []
            while page := await store.find_waiting(
                session, waiting[-1].update_id if waiting else -1
            ):
                waiting += page
        for chat_id, data, update_id in owed:
            self._start(chat_id, deque(), self._owed(chat_id, update_id, data))
        for update in waiting:
            self._enqueue(update)

    def _owed(self, chat_id: int, update_id: int, data: str) -> Handled:
        owed = json.loads(data)
        language = owed.get("language", SOURCE)
        try:
            screen = screen_from_data(owed["screen"])
        except AddressFault:
            screen = self.desk.outdated(Words(language))
        place = Place(chat_id, owed["pressed"], owed["media"])
        must_show = owed.get("must_show", False)
        return Handled(update_id, screen, place, must_show, language=language)

    async def idle(self) -> None:
        """Wait until nothing is left to do."""
        while self._workers:
            await asyncio.gather(*self._workers)

    async def stop(self) -> None:
        """Stop after the updates that are being handled now; the rest waits in the database."""
        for queue in self._queues.values():
            while len(queue) > 1:
                queue.pop()
        await self.idle()

    def _enqueue(self, update: WaitingUpdate) -> None:
        queue = self._queues.get(update.chat_id)
        if queue is not None:
            queue.append(update)
            return
        self._start(update.chat_id, deque((update,)))

    def _start(
        self, chat_id: int, queue: deque[WaitingUpdate], owed: Handled | None = None
    ) -> None:
        self._queues[chat_id] = queue
        worker = asyncio.create_task(self._work(chat_id, owed))
        self._workers.add(worker)
        worker.add_done_callback(self._workers.discard)

    async def _work(self, chat_id: int, owed: Handled | None) -> None:
        queue = self._queues[chat_id]
        try:
            if owed and (owed.must_show or not queue):
                await self._show(owed)
                owed = None
            while queue:
                handled = await self._handle(queue[0])
                owed = handled or owed
                if owed and (owed.must_show or len(queue) == 1):
                    await self._show(owed)
                    owed = None
                queue.popleft()
        finally:
            del self._queues[chat_id]

    async def _handle(self, update: WaitingUpdate) -> Handled | None:
        attempts, pause = update.attempts, 0.1
        while True:
            try:
                return await self._transact(update)
            except Exception as fault:
                if is_passing(fault):
                    log.warning("database: %s, again in %.1f s", type(fault).__name__, pause)
                    await asyncio.sleep(pause)
                    pause = min(5.0, pause * 2)
                    continue
                attempts += 1
                log.exception("update %s failed (%s of %s)", update.update_id, attempts, TRIES)
                if await self._failed(update, fault, attempts):
                    return self._apology(update) if update.chat_id > 0 else None
            await asyncio.sleep(pause)
            pause = min(5.0, pause * 2)

    async def _transact(self, update: WaitingUpdate) -> Handled | None:
        """What a refusal leaves behind is written anew: the slice's own writes are rolled back."""
        turn = Turn(update)
        try:
            return await self._in_transaction(turn, self.desk.handle)
        except Refusal as refusal:
            return await self._in_transaction(turn, partial(self.desk.refuse, refusal=refusal))

    async def _in_transaction(self, turn: Turn, answer: Answering) -> Handled | None:
        update = turn.update
        async with self.database.transaction() as session:
            if not await store.mark_handled(session, update.update_id, self.clock.now()):
                return None
            turn.chat = await store.load_chat(session, update.chat_id)
            handled = await answer(session, turn)
            if handled is not None:
                await self._save_owed(session, handled, known=turn.chat.known)
        self.hooks.committed(session)
        return handled

    async def _save_owed(self, session: AsyncSession, handled: Handled, *, known: bool) -> None:
        screen, place = handled.screen, handled.place
        values: dict[str, Any] = {
            "owed": json.dumps(
                {
                    "screen": screen_to_data(screen),
                    "pressed": place.pressed,
                    "media": place.pressed_has_media,
                    "must_show": handled.must_show,
                    "language": handled.language,
                }
            ),
            "owed_by": handled.update_id,
            "handled_at": self.clock.now(),
            **handled.chat_values,
        }
        await store.save_chat(session, place.chat_id, values, known=known)

    async def _failed(self, update: WaitingUpdate, fault: Exception, attempts: int) -> bool:
        """Whether the update is set aside now."""
        given_up = attempts >= TRIES
        try:
            async with self.database.transaction() as session:
                await store.count_failure(
                    session,
                    update.update_id,
                    f"{type(fault).__name__}"[:200],
                    attempts,
                    set_aside=given_up,
                    now=self.clock.now(),
                )
        except SQLAlchemyError:
            log.warning("the failure of update %s could not be counted", update.update_id)
        return given_up

    def _apology(self, update: WaitingUpdate) -> Handled:
        payload = json.loads(update.payload)
        words = Words(closest_language(language_of(payload)))
        screen = self.desk.apology(words)
        return Handled(update.update_id, screen, Place(update.chat_id), must_show=True)

    async def _brought(self, handled: Handled) -> int | None:
        """The message that holds the screen: without its picture or file where that cannot be had,
        an apology where Telegram refuses it. Raises Blocked, Unreachable or Uncertain.
        """
        screen = handled.screen
        plain = (replace(screen, attachment=None),) if screen.attachment else ()
        for shown in (screen, *plain, self.desk.apology(Words(handled.language))):
            try:
                return await self.shower.show(shown, handled.place)
            except (Blocked, Unreachable, Uncertain):
                raise
            except NotSent:
                log.exception("a screen of update %s was refused by Telegram", handled.update_id)
            except Exception:
                log.exception("a screen of update %s could not be shown", handled.update_id)
        return None

    async def _note_blocked(self, chat_id: int) -> None:
        try:
            async with self.database.transaction() as session:
                await self.hooks.blocked(session, chat_id)
        except SQLAlchemyError:
            log.exception("that somebody blocked the bot could not be noted")

    async def _show(self, handled: Handled) -> None:
        message_id = self.repeats.answered(handled)
        try:
            if message_id is None:
                message_id = await self._brought(handled)
        except Blocked:
            await self._note_blocked(handled.place.chat_id)
        except (Unreachable, Uncertain):
            # The debt stays in the row: at the next start the screen is shown once more.
            log.warning("unclear whether the screen of update %s arrived", handled.update_id)
            return
        self.repeats.note(handled, message_id)
        screen = handled.screen
        address = screen.replies_to or screen.expects
        shown = Shown(
            handled.place.chat_id,
            handled.update_id,
            message_id,
            address=address.pack() if address else None,
            shows=screen.shows,
            edited=message_id is not None and message_id == handled.place.pressed,
            at=self.clock.now(),
        )
        await self.settler.settle(shown)
