"""ZIPs of people's data among what is encrypted anew: they are made again when asked for."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.files.rotation import Held, Holder, named_in
from bot.privacy.actions.exporting import PREFIX, discard
from bot.privacy.store.exports import ExportState, exports, settle_export


async def _find(session: AsyncSession, after: int, limit: int) -> list[Held]:
    columns = exports.c.person_id, exports.c.key, exports.c.size
    found = select(*columns).where(
        exports.c.person_id > after, exports.c.state == str(ExportState.READY)
    )
    rows: Any = (await session.execute(found.order_by(exports.c.person_id).limit(limit))).all()
    return [Held(row.person_id, row.key, row.size, None) for row in rows]


async def _forget(session: AsyncSession, held: Held, now: datetime) -> None:
    failed = {"state": str(ExportState.FAILED), "key": ""}
    if await settle_export(session, held.id, held.key, **failed):
        await discard(session, held.key, now)


HOLDER: Final = Holder(0, _find, named_in(exports.c.key), PREFIX, forget=_forget)
