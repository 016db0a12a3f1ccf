"""Printed booklets when the store gets another key: they are printed anew when asked for."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot.booklets import store
from bot.booklets.actions import discard_later
from bot.kit.files.rotation import Held, Holder


async def _find(session: AsyncSession, after: str, limit: int) -> list[Held]:
    return [
        Held(printed.digest, printed.key, printed.size, None)
        for printed in await store.find_all_printed(session, after, limit)
    ]


async def _forget(session: AsyncSession, held: Held, now: datetime) -> None:
    await store.forget_printed(session, held.id)
    await discard_later(session, held.key, now)


HOLDER: Final = Holder("", _find, store.find_known, "booklets", forget=_forget)
