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
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, Generic, Protocol, TypeVar

from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.clock import Clock
from bot.kit.db import Database, is_passing
from bot.kit.i18n import Words, closest_language
from bot.kit.refusals import Refusal
from bot.kit.telegram import store
from bot.kit.telegram.desk import Desk
from bot.kit.telegram.gate import Handled, Turn
from bot.kit.telegram.screen import screen_from_data, screen_to_data
from bot.kit.telegram.settle import Settler
from bot.kit.telegram.show import Blocked, NotSent, Place, Shower, Uncertain
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
        """After a start: show what chats are owed and work off what was stored but not handled."""
        async with self.database.reading() as session:
            owed = await store.find_owed(session)
            waiting = await store.find_waiting(session)
        busy = {update.chat_id for update in waiting}
        for chat_id, data, update_id in owed:
            handled = _handled_from(chat_id, update_id, data)
            if chat_id not in busy or handled.screen.fresh:
                await self._show(handled)
        for update in waiting:
            self._enqueue(update)

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
        self._queues[update.chat_id] = deque((update,))
        worker = asyncio.create_task(self._work(update.chat_id))
        self._workers.add(worker)
        worker.add_done_callback(self._workers.discard)

    async def _work(self, chat_id: int) -> None:
        queue = self._queues[chat_id]
        owed: Handled | None = None
        while queue:
            handled = await self._handle(queue[0])
            owed = handled or owed
            if owed and (owed.must_show or len(queue) == 1):
                await self._show(owed)
                owed = None
            queue.popleft()
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
                    return self._apology(update)
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
        except DBAPIError:
            log.warning("the failure of update %s could not be counted", update.update_id)
        return given_up

    def _apology(self, update: WaitingUpdate) -> Handled:
        payload = json.loads(update.payload)
        words = Words(closest_language(language_of(payload)))
        screen = self.desk.apology(words)
        return Handled(update.update_id, screen, Place(update.chat_id), must_show=True)

    async def _show(self, handled: Handled) -> None:
        message_id: int | None = None
        try:
            message_id = await self.shower.show(handled.screen, handled.place)
        except Blocked:
            async with self.database.transaction() as session:
                await self.hooks.blocked(session, handled.place.chat_id)
        except NotSent:
            log.exception("a screen of update %s was refused by Telegram", handled.update_id)
        except Uncertain:
            log.warning("unclear whether the screen of update %s arrived", handled.update_id)
            return
        screen = handled.screen
        address = screen.replies_to or screen.expects
        packed = address.pack() if address else None
        await self.settler.settle(
            Shown(handled.place.chat_id, handled.update_id, message_id, packed)
        )


def _handled_from(chat_id: int, update_id: int, data: str) -> Handled:
    owed = json.loads(data)
    place = Place(chat_id, owed["pressed"], owed["media"])
    return Handled(update_id, screen_from_data(owed["screen"]), place, must_show=True)


def slim(update: dict[str, Any]) -> dict[str, Any]:
    """Without the words and buttons of the message that was pressed: they are our own."""
    query: dict[str, Any] = update.get("callback_query") or {}
    message: dict[str, Any] = query.get("message") or {}
    if not message:
        return update
    kept = {name: message[name] for name in ("message_id", "date", "chat") if name in message}
    if "text" in message:
        kept["text"] = ""
    return {**update, "callback_query": {**query, "message": kept}}


def chat_of(update: dict[str, Any]) -> int:
    """The chat an update belongs to: its place in the order of things. 0 where there is none."""
    for body in bodies(update):
        message: dict[str, Any] = body.get("message") or body
        chat: dict[str, Any] | None = message.get("chat") or body.get("from")
        if chat:
            return chat["id"]
    return 0


def language_of(update: dict[str, Any]) -> str | None:
    """The language of the client that caused an update, as it says itself."""
    for body in bodies(update):
        if "from" in body:
            return body["from"].get("language_code")
    return None


def bodies(update: dict[str, Any]) -> list[dict[str, Any]]:
    """What an update carries besides its number; there is one, unless Telegram changes its mind."""
    return [body for body in update.values() if isinstance(body, dict)]
