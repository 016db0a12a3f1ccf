"""Deleting what a part holds: everything but that there was one, and the number of its receipt."""

from __future__ import annotations

import json
from typing import Any, Final

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.evidence.rules.entries import EntryState
from bot.evidence.store.entries import entries, wordings
from bot.evidence.store.pieces import pieces, versions

# Of a short text even its hash, or its size, would tell what it was.
_NOTHING: Final[dict[str, Any]] = {
    "state": str(EntryState.PURGED),
    "caption": "",
    "key": "",
    "media_kind": "document",
    "file_id": "",
    "name": None,
    "message_id": None,
    "claimed_size": None,
    "size": None,
    "sha256": None,
    "mime": None,
    "extension": None,
    "family": None,
    "reason": None,
    "twin": None,
    "found": None,
    "position": None,
    "sent_sha256": None,
    "preview": None,
    "pages": None,
}


async def wipe_entry(session: AsyncSession, piece_id: int, entry_id: int) -> str:
    """In all wordings and versions; the key of its object, empty where there is none."""
    found = select(entries.c.key).where(entries.c.id == entry_id)
    key: str = (await session.execute(found)).scalar_one()
    await session.execute(update(entries).where(entries.c.id == entry_id).values(_NOTHING))
    emptied = update(wordings).where(wordings.c.entry_id == entry_id).values(text="[]")
    await session.execute(emptied)
    await _wipe_captions(session, piece_id, entry_id)
    return key


async def _wipe_captions(session: AsyncSession, piece_id: int, entry_id: int) -> None:
    found = select(versions.c.id, versions.c.content).where(versions.c.piece_id == piece_id)
    for row in (await session.execute(found)).all():
        held: list[list[Any]] = json.loads(row.content)
        kept = [[e, wording, "" if e == entry_id else caption] for e, wording, caption in held]
        if kept != held:
            content = json.dumps(kept, ensure_ascii=False)
            await session.execute(
                update(versions).where(versions.c.id == row.id).values(content=content)
            )


async def wipe_context(session: AsyncSession, piece_id: int, up_to: int) -> None:
    """The lines of context of the versions up to one, and of a piece that has gone no further."""
    of_piece = versions.c.piece_id == piece_id
    await session.execute(
        update(versions).where(of_piece, versions.c.version <= up_to).values(context="")
    )
    here = pieces.c.id == piece_id
    await session.execute(update(pieces).where(here, pieces.c.version <= up_to).values(context=""))
    await session.execute(update(pieces).where(here).values(context_held=0))
