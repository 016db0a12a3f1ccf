"""Trainees' files among what is encrypted anew."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot.evidence.actions.verifying import replace_object
from bot.evidence.store import verifying as store
from bot.kit.files.rotation import Held, Holder


async def _find(session: AsyncSession, after: int, limit: int) -> list[Held]:
    files = await store.find_kept(session, after, limit)
    return [Held(file.id, file.key, file.size, file.sha256) for file in files]


async def _move(session: AsyncSession, held: Held, key: str, now: datetime) -> bool:
    return await replace_object(session, held.id, held.key, key, now)


HOLDER: Final = Holder(0, _find, store.find_known, move=_move)
