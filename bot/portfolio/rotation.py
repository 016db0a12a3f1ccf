"""Exports among what is encrypted anew."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.files.rotation import Held, Holder
from bot.kit.tasks.queue import queue_task
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


HOLDER: Final = Holder(0, _find, move=_move)
