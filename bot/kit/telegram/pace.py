"""One pace for all sending: answers before notices before bulk, within Telegram's budgets.

Budgets: over all chats, per private chat, per group. When Telegram asks for a pause
(`retry_after`), everybody
waits. Monotonic time throughout: moving the demo's clock does not change the pace.
"""

from __future__ import annotations

import asyncio
import heapq
import itertools
from collections import OrderedDict
from enum import IntEnum
from typing import Final

from aiolimiter import AsyncLimiter

SHARE_USED: Final = 0.985  # of the permitted pace, so that a burst on the wire never crosses it
# Bulk on the wire at once: where answers to it come late, it must not fill all connections, else
# the answer to a button would wait behind it after its turn came.
BULK_SECONDS: Final = 0.12
BULK_AT_LEAST: Final = 16
CHATS_REMEMBERED: Final = 4096
CHAT_BURST: Final = 5  # messages that a private chat may get at once


class Urgency(IntEnum):
    """Who goes first."""

    ANSWER = 0
    NOTICE = 1
    BULK = 2


class Closed(Exception):
    """The program stops: only answers still go."""


class Pace:
    """`await pace.turn(chat_id, urgency)` returns when one message to that chat may go; `passed`
    counts them.
    """

    def __init__(self, per_second: float, per_chat_second: float, per_group_minute: float) -> None:
        self._overall = AsyncLimiter(
            max(1.0, per_second / 30), max(1.0, per_second / 30) / (per_second * SHARE_USED)
        )
        self._per_chat = per_chat_second
        self._per_group = per_group_minute
        self._chats: OrderedDict[int, AsyncLimiter] = OrderedDict()
        self._waiting: list[tuple[int, int, asyncio.Future[None]]] = []
        self._order = itertools.count()
        self._pump: asyncio.Task[None] | None = None
        self._closed = False
        self.bulk = asyncio.Semaphore(max(BULK_AT_LEAST, int(per_second * BULK_SECONDS)))
        self.paused_until = 0.0
        self.passed = 0

    async def turn(self, chat_id: int, urgency: Urgency, messages: int = 1) -> None:
        """Wait for this chat's budget and then for the common one, for so many messages in one
        call; an album of more than a chat may get at once waits for as many. Raises Closed.
        """
        limiter = self._limiter(chat_id)
        await limiter.acquire(min(messages, limiter.max_rate))
        for _ in range(messages):
            await self._common_turn(urgency)

    async def _common_turn(self, urgency: Urgency) -> None:
        if self._closed and urgency is not Urgency.ANSWER:
            raise Closed
        loop = asyncio.get_running_loop()
        if not self._waiting and self.paused_until <= loop.time() and self._overall.has_capacity():
            await self._overall.acquire()
            self.passed += 1
            return
        turn: asyncio.Future[None] = loop.create_future()
        heapq.heappush(self._waiting, (urgency, next(self._order), turn))
        if self._pump is None or self._pump.done():
            self._pump = asyncio.create_task(self._release())
        await turn

    def close(self) -> None:
        """Before a stop: whoever still waits, with anything less urgent than an answer, is told."""
        self._closed = True
        for urgency, _, turn in self._waiting:
            if urgency != Urgency.ANSWER and not turn.done():
                turn.set_exception(Closed())

    def pause(self, seconds: float) -> None:
        """Nobody sends for so long: Telegram asked for it."""
        until = asyncio.get_running_loop().time() + seconds
        self.paused_until = max(self.paused_until, until)

    @property
    def pause_left(self) -> float:
        """Seconds until sending goes on; 0 when nothing stops it."""
        return max(0.0, self.paused_until - asyncio.get_running_loop().time())

    async def _release(self) -> None:
        while self._waiting:
            if self.pause_left:
                await asyncio.sleep(self.pause_left)
                continue
            await self._overall.acquire()
            while self._waiting:
                _, _, turn = heapq.heappop(self._waiting)
                if not turn.done():
                    turn.set_result(None)
                    self.passed += 1
                    break

    def _limiter(self, chat_id: int) -> AsyncLimiter:
        limiter = self._chats.pop(chat_id, None)
        if limiter is None:
            # Telegram lets short bursts into a private chat pass; a group's minute is counted as a
            # whole.
            limiter = (
                AsyncLimiter(CHAT_BURST, CHAT_BURST / self._per_chat)
                if chat_id > 0
                else AsyncLimiter(self._per_group, 60)
            )
        self._chats[chat_id] = limiter
        if len(self._chats) > CHATS_REMEMBERED:
            self._chats.popitem(last=False)
        return limiter
