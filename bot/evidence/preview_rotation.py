"""Pictures of trainees' files among what is encrypted anew."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot.evidence.actions.previews import discard_later, discard_previews
from bot.evidence.rules.previews import PREFIX
from bot.evidence.rules.verifying import REPLACED_KEPT
from bot.evidence.store import previews as store
from bot.kit.files.rotation import Held, Holder


async def _find(session: AsyncSession, after: int, limit: int) -> list[Held]:
    found = await store.find_previews(session, after, limit)
    return [Held(one.id, one.key, one.size, one.sha256) for one in found]


async def _move(session: AsyncSession, held: Held, key: str, now: datetime) -> bool:
    if not await store.move_preview(session, held.id, held.key, key):
        return False
    await discard_later(session, held.key, now + REPLACED_KEPT)
    return True


async def _lost(session: AsyncSession, held: Held, now: datetime) -> None:
    entry_id = await store.find_file_of(session, held.id)
    if entry_id is not None:
        await discard_previews(session, entry_id, now, again=True)


HOLDER: Final = Holder(0, _find, store.find_known, PREFIX, move=_move, lost=_lost)
