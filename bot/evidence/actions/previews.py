"""Pictures of files for those who look at them: made once, found again, gone with the file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.evidence.rules.entries import Entry, EntryState
from bot.evidence.rules.previews import Preview, gets_preview, pages_shown
from bot.evidence.store import entries as entry_store
from bot.evidence.store import previews as store
from bot.kit.files.store import Stored
from bot.kit.tasks.queue import queue_task


async def queue_preview(session: AsyncSession, entry: Entry, now: datetime) -> None:
    """A picture of a stored file is made, if it is of a type that has one; once an hour at most."""
    if not gets_preview(entry) or entry.state is not EntryState.STORED or entry.preview:
        return
    key = f"evidence.preview.{entry.id}.{now:%Y%m%d%H}"
    await queue_task(
        session, "evidence.preview", {"entry": entry.id}, dedupe_key=key, run_after=now
    )


async def find_drawable(session: AsyncSession, entry_id: int) -> Entry | None:
    """The file, if it has no picture yet."""
    try:
        entry = await entry_store.load_entry(session, entry_id)
    except entry_store.EntryGone:
        return None
    waits = entry.state is EntryState.STORED and entry.preview is None
    return entry if waits and gets_preview(entry) else None


async def keep_previews(
    session: AsyncSession, entry: Entry, pages: int, made: Sequence[Stored]
) -> bool:
    """The pictures of a file, none where none could be made. False where the file is another one
    by now: then the new objects are the caller's to delete.
    """
    return await store.save_previews(session, entry.id, entry.key, pages, made)


async def look_at_page(
    session: AsyncSession, entry: Entry, page: int, now: datetime
) -> Preview | None:
    """The picture of a page of a file; where there is none yet, it is going to be made.

    For whoever may see the file: that is decided before.
    """
    if entry.preview is None:
        await queue_preview(session, entry, now)
        return None
    return await store.find_preview(session, entry.id, min(max(page, 0), pages_shown(entry) - 1))


async def discard_previews(
    session: AsyncSession, entry_id: int, now: datetime, *, again: bool = False
) -> None:
    """The pictures of a file go; `again`: new ones are made."""
    for key in await store.forget_previews(session, entry_id):
        await discard_later(session, key, now)
    if again:
        await queue_preview(session, await entry_store.load_entry(session, entry_id), now)


async def discard_later(session: AsyncSession, key: str, when: datetime) -> None:
    await queue_task(
        session,
        "evidence.discard",
        {"key": key},
        dedupe_key=f"evidence.discard.preview.{key}",
        run_after=when,
    )


async def discard_previews_of(session: AsyncSession, source: str, now: datetime) -> None:
    """What was drawn of an object that is deleted goes as well, unless its file lives on."""
    for entry_id in await store.find_without_file(session, source):
        await discard_previews(session, entry_id, now)
