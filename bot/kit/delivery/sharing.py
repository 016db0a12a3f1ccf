"""One pace for several processes on one PostgreSQL: whoever wants to send takes turns from one row.

The row says until when the permitted pace is given away. A worker takes at most what lies within
the next second, and begins with it when its turn comes; what its process sent beside the outbox
(answers to presses) is added afterwards, so that bulk makes room for it. Telegram's *wait* to one
is told to all. The algorithm is the generic cell rate algorithm (ITU-T I.371) with the virtual
time in a row. On SQLite there is one process, and `Pace` alone is enough.
"""

from __future__ import annotations

import asyncio
import logging
import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import func, select, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.db import Database, insert_new, table_of
from bot.kit.delivery.tables import PaceRow
from bot.kit.telegram.pace import SHARE_USED, Pace, Urgency

AHEAD_SECONDS: Final = 1.0  # how far ahead turns are given away
LEAST_WAIT_SECONDS: Final = 0.05
AHEAD_AT_LEAST: Final = 3  # messages, however slow the pace
EXCHANGE_SECONDS: Final = 1.0
_NAME: Final = "telegram"
_pace = table_of(PaceRow)
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Turns:
    """So many may be sent, the first of them in `begins_in` seconds, which is at `begins_at` of the
    database's clock. Answers need no turn.
    """

    number: int
    begins_in: float = 0.0
    begins_at: datetime | None = None

    @property
    def free_in(self) -> float:
        """Seconds until there is something to take again, long before what is taken is used up;
        a bit sooner or later by chance, so that of two that wait not always the same one is first.
        """
        wait = self.begins_in - 0.75 * AHEAD_SECONDS
        return min(AHEAD_SECONDS, max(LEAST_WAIT_SECONDS, wait * random.uniform(0.5, 1.5)))


def given(given_until: datetime, now: datetime, wanted: int, per_second: float) -> Turns:
    """How many of the `wanted` turns are free within the next second, and when they begin."""
    begins = max(given_until, now)
    begins_in = (begins - now).total_seconds()
    ahead = max(AHEAD_SECONDS, AHEAD_AT_LEAST / per_second)
    free = int((ahead - begins_in) * per_second)
    return Turns(max(0, min(wanted, free)), begins_in, begins)


class SharedPace:
    """`claim` in the transaction that claims; `run()` until cancelled."""

    def __init__(self, database: Database, pace: Pace, per_second: float) -> None:
        self._database = database
        self._pace = pace
        self._per_second = per_second * SHARE_USED
        self._planned = 0
        self._charged = 0

    def sent(self, urgency: int) -> None:
        """A claimed message is dealt with; what was planned is not charged a second time."""
        if urgency != Urgency.ANSWER:
            self._planned += 1

    async def take(self, session: AsyncSession, wanted: int) -> Turns:
        """Turns for at most `wanted` messages; the row stays locked until the transaction ends."""
        if self._database.is_sqlite:
            return Turns(wanted)
        given_until, paused_until, now = await _lock(session)
        self._obey(paused_until, now)
        free_from = max(given_until + self._owed(), paused_until)
        return given(free_from, now, wanted, self._per_second)

    async def use(self, session: AsyncSession, turns: Turns, number: int) -> None:
        """Say how many of the turns taken in this transaction are used."""
        if turns.begins_at is not None:
            until = turns.begins_at + timedelta(seconds=number / self._per_second)
            await session.execute(update(_pace).values(given_until=until))

    def _owed(self) -> timedelta:
        """What this process sent without a turn since it last looked; less than nothing where
        something on its way was counted too early.
        """
        beside = self._pace.passed - self._planned
        owed, self._charged = beside - self._charged, beside
        return timedelta(seconds=owed / self._per_second)

    def _obey(self, paused_until: datetime, now: datetime) -> None:
        if (left := (paused_until - now).total_seconds()) > self._pace.pause_left:
            self._pace.pause(left)

    async def run(self) -> None:
        """Tell the others of Telegram's pauses, and learn of theirs."""
        if self._database.is_sqlite:
            return
        while True:
            await asyncio.sleep(EXCHANGE_SECONDS)
            try:
                await self._exchange()
            except SQLAlchemyError as fault:
                log.warning("shared pace: %s", type(fault).__name__)

    async def _exchange(self) -> None:
        async with self._database.transaction() as session:
            _, paused_until, now = await _lock(session)
            mine = now + timedelta(seconds=self._pace.pause_left)
            if mine > max(paused_until, now):
                await session.execute(update(_pace).values(paused_until=mine))
        self._obey(paused_until, now)


async def _lock(session: AsyncSession) -> tuple[datetime, datetime, datetime]:
    """The row's two instants, and the database's now."""
    chosen = select(_pace.c.given_until, _pace.c.paused_until, func.clock_timestamp())
    locking = chosen.where(_pace.c.name == _NAME).with_for_update()
    found: Any = (await session.execute(locking)).one_or_none()
    if found is None:
        now = func.clock_timestamp()
        first = insert_new(session, PaceRow).values(name=_NAME, given_until=now, paused_until=now)
        await session.execute(first.on_conflict_do_nothing())
        found = (await session.execute(locking)).one()
    return found[0], found[1], found[2]
