"""Exports among what is encrypted anew."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.files.rotation import Held, Holder, named_in
from bot.kit.tasks.queue import queue_task
from bot.portfolio.actions.asking import discard
from bot.portfolio.rules.exports import State
from bot.portfolio.store import exports as store

STILL_READ: Final = timedelta(hours=1)


async def _find(session: AsyncSession, after: int, limit: int) -> list[Held]:
    found = await store.find_finished(session, after, limit)
    return [Held(one.id, one.key, one.size or 0, one.sha256) for one in found]


async def _move(session: AsyncSession, held: Held, key: str, now: datetime) -> bool:
    moved = await store.move_volume(session, held.id, held.key, key)
    if moved:
        await queue_task(
            session,
            "portfolio.replaced",
            {"key": held.key},
            dedupe_key=f"portfolio.replaced.{held.key}",
            run_after=now + STILL_READ,
        )
    return moved


async def _lost(session: AsyncSession, held: Held, now: datetime) -> None:
    """The whole export is over: another can be asked for."""
    export = await store.find_export_of(session, held.id)
    if export is None or export.state is State.MAKING:
        return
    if export.state is State.MADE:
        await store.settle(session, export, State.GONE, now)
    await discard(session, export, now)


HOLDER: Final = Holder(
    0, _find, named_in(store.volumes.c.key), store.PREFIX, move=_move, lost=_lost
)
