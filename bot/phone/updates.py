"""The queue of updates that wait for the bot, as Telegram keeps it."""

import asyncio
from collections import deque
from typing import Any

from bot.phone.clock import PhoneClock
from bot.phone.errors import conflict
from bot.phone.json_values import Json
from bot.phone.shapes import as_telegram
from bot.phone.storage import Storage

KINDS = (
    "message",
    "edited_message",
    "callback_query",
    "my_chat_member",
    "chat_member",
    "message_reaction",
)
# Telegram sends these only to bots that name them in allowed_updates.
ONLY_WHEN_NAMED = ("chat_member", "message_reaction", "message_reaction_count")

_OTHER_POLLER = (
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)


class UpdateQueue:
    """Updates in order; confirmed by a higher offset; unconfirmed ones are kept for a day."""

    def __init__(self, storage: Storage, clock: PhoneClock, keep_hours: float) -> None:
        self._storage = storage
        self._clock = clock
        self.keep_hours = keep_hours
        self._pending: deque[Json] = deque()
        self._poller: asyncio.Future[bool] | None = None
        self.next_id = 1
        self.allowed: list[str] = []

    def load(self, gap: int) -> None:
        """Takes up what was stored; `gap` ids are skipped so that none is ever given twice."""
        rows = sorted((body for _, body in self._storage.load("update")), key=_id_of)
        self._pending.extend(rows)
        for _, body in self._storage.load("updates"):
            self.next_id = body["next_id"] + gap
            self.allowed = body["allowed"]
        if rows:
            self.next_id = max(self.next_id, _id_of(rows[-1]) + 1)

    def save(self) -> None:
        body = {"next_id": self.next_id, "allowed": list(self.allowed)}
        self._storage.put("updates", "queue", body)

    def allow(self, kinds: list[Any] | None) -> None:
        """Telegram keeps the last list; an empty one means the default."""
        if kinds is not None:
            self.allowed = [str(kind) for kind in kinds]
            self.save()

    def add(self, kind: str, payload: Json) -> None:
        """Queues an update unless the bot has said that it does not want this kind."""
        if not self._wants(kind):
            return
        update_id = self.next_id
        update = as_telegram("Update", {"update_id": update_id}) | {kind: payload}
        row = {"update": update, "date": self._clock.date()}
        self.next_id += 1
        self._pending.append(row)
        self._storage.put("update", update_id, row)
        self.save()
        self._wake()

    async def poll(self, offset: int, limit: int, timeout: float) -> list[Json]:
        """What getUpdates answers; a second poller throws the first one out with 409."""
        self.throw_out(_OTHER_POLLER)
        self.confirm(offset)
        if not self._pending and timeout > 0:
            await self._wait(timeout)
        return self.first(limit)

    def throw_out(self, words: str) -> None:
        if self._poller is not None and not self._poller.done():
            self._poller.set_exception(conflict(words))

    def confirm(self, offset: int) -> None:
        """Forgets what comes before `offset`; a negative one keeps only the last ones."""
        self.drop_old()
        if offset < 0:
            while len(self._pending) > -offset:
                self._forget_first()
        while offset > 0 and self._pending and _id_of(self._pending[0]) < offset:
            self._forget_first()

    def first(self, limit: int) -> list[Json]:
        count = min(limit, len(self._pending))
        return [self._pending[index]["update"] for index in range(count)]

    def forget(self, update_ids: list[int]) -> None:
        """Takes out updates that a webhook has taken."""
        gone = set(update_ids)
        for update_id in gone:
            self._storage.put("update", update_id, None)
        self._pending = deque(row for row in self._pending if _id_of(row) not in gone)

    def drop_all(self) -> None:
        while self._pending:
            self._forget_first()

    def drop_old(self) -> None:
        oldest = self._clock.now() - self.keep_hours * 3600
        while self._pending and self._pending[0]["date"] < oldest:
            self._forget_first()

    async def wait_for_any(self, timeout: float) -> bool:
        """Whether something waits, now or within `timeout` seconds."""
        if not self._pending:
            await self._wait(timeout)
        return bool(self._pending)

    def __len__(self) -> int:
        return len(self._pending)

    def _wants(self, kind: str) -> bool:
        return kind in self.allowed if self.allowed else kind not in ONLY_WHEN_NAMED

    def _forget_first(self) -> None:
        row = self._pending.popleft()
        self._storage.put("update", _id_of(row), None)

    def _wake(self) -> None:
        if self._poller is not None and not self._poller.done():
            self._poller.set_result(True)

    async def _wait(self, timeout: float) -> None:
        poller = self._poller = asyncio.get_running_loop().create_future()
        timer = asyncio.get_running_loop().call_later(timeout, _give_up, poller)
        try:
            await poller
        finally:
            timer.cancel()
            if self._poller is poller:
                self._poller = None


def _give_up(poller: asyncio.Future[bool]) -> None:
    if not poller.done():
        poller.set_result(False)


def _id_of(row: Json) -> int:
    return row["update"]["update_id"]
