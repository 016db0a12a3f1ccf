"""ZIPs of people's data among what is encrypted anew: they are made again when asked for."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.files.rotation import Held, Holder, named_in
from bot.privacy.actions.exporting import PREFIX, let_go
from bot.privacy.store.exports import ExportState, exports
from bot.privacy.store.volumes import volumes


async def _find(session: AsyncSession, after: int, limit: int) -> list[Held]:
    columns = exports.c.person_id, exports.c.key, exports.c.size
    found = select(*columns).where(
        exports.c.person_id > after, exports.c.state == str(ExportState.READY)
    )
    rows: Any = (await session.execute(found.order_by(exports.c.person_id).limit(limit))).all()
    return [Held(row.person_id, row.key, row.size, None) for row in rows]


async def _find_further(session: AsyncSession, after: int, limit: int) -> list[Held]:
    columns = volumes.c.id, volumes.c.key, volumes.c.size
    found = select(*columns).where(volumes.c.id > after, volumes.c.size.is_not(None))
    rows: Any = (await session.execute(found.order_by(volumes.c.id).limit(limit))).all()
    return [Held(row.id, row.key, row.size, None) for row in rows]


async def _forget(session: AsyncSession, held: Held, now: datetime) -> None:
    await let_go(session, held.id, held.key, now)


async def _forget_further(session: AsyncSession, held: Held, now: datetime) -> None:
    """One of several is worth nothing without the others."""
    found = (
        select(exports.c.person_id, exports.c.key)
        .join(volumes, volumes.c.person_id == exports.c.person_id)
        .where(volumes.c.id == held.id)
    )
    row: Any = (await session.execute(found)).one_or_none()
    if row is not None:
        await let_go(session, row.person_id, row.key, now)


HOLDER: Final = Holder(0, _find, named_in(exports.c.key), PREFIX, forget=_forget)
FURTHER: Final = Holder(0, _find_further, named_in(volumes.c.key), forget=_forget_further)
