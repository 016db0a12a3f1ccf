"""What becomes of a file on its way: stored with a receipt, or refused with a reason."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.evidence.actions.notices import give_receipt, tell_refused, tell_waiting
from bot.evidence.rules.entries import Entry, EntryState, Why
from bot.evidence.store import entries as store
from bot.evidence.store import pieces
from bot.kit.files.filetype import FileType
from bot.kit.files.store import Stored
from bot.kit.tasks.queue import queue_task


@dataclass(frozen=True, slots=True)
class Brought:
    """A file as it lies in the store, and the type that its bytes show."""

    stored: Stored
    kind: FileType


async def find_arriving(session: AsyncSession, entry_id: int) -> Entry | None:
    """The entry, if it still is on its way."""
    try:
        entry = await store.load_entry(session, entry_id)
    except store.EntryGone:
        return None
    return entry if entry.state is EntryState.ARRIVING else None


async def keep_file(session: AsyncSession, entry: Entry, brought: Brought, now: datetime) -> None:
    """The file is stored and gets its receipt; the same file of the same person is not kept
    twice.
    """
    if not await _is_first(session, entry, now):
        return
    found, kind = brought.stored, brought.kind
    twin = await store.find_twin(session, entry.person_id, found.sha256)
    if twin is not None:
        await _refuse(session, replace(entry, twin=twin), Why.DUPLICATE, now)
        return
    number = await store.next_number(session, entry.person_id)
    values = {
        "number": number,
        "size": found.size,
        "sha256": found.sha256,
        "extension": kind.extension,
        "family": str(kind.family),
    }
    state = {"state": str(EntryState.STORED), "mime": kind.mime, "stored_at": now}
    await store.settle_entry(session, entry.id, **values, **state)
    await give_receipt(session, await store.load_entry(session, entry.id), now)


async def refuse_file(session: AsyncSession, entry: Entry, reason: str, now: datetime) -> None:
    """The file is not kept: the person is told why and what to do; its object goes."""
    if await _is_first(session, entry, now):
        await _refuse(session, entry, reason, now)


async def _is_first(session: AsyncSession, entry: Entry, now: datetime) -> bool:
    """Whether nobody has settled it before. From here on others who settle for them wait."""
    await store.open_numbers(session, entry.person_id)
    await pieces.touch_piece(session, entry.piece_id, now)
    state = (await store.load_entry(session, entry.id)).state
    if state is EntryState.REFUSED:
        # Somebody else was faster, and this try may have put the object there once more.
        await _discard(session, entry, now, "again")
    return state is EntryState.ARRIVING


async def _refuse(session: AsyncSession, entry: Entry, reason: str, now: datetime) -> None:
    state = {"state": str(EntryState.REFUSED), "reason": str(reason), "twin": entry.twin}
    await store.settle_entry(session, entry.id, **state)
    await _discard(session, entry, now)
    await tell_refused(session, await store.load_entry(session, entry.id), now)


async def _discard(session: AsyncSession, entry: Entry, now: datetime, mark: str = "") -> None:
    await queue_task(
        session,
        "evidence.discard",
        {"key": entry.key},
        dedupe_key=f"evidence.discard.{entry.id}{mark}",
        run_after=now,
    )


async def say_it_takes_longer(session: AsyncSession, entry: Entry, now: datetime) -> None:
    """Once for everything that is arriving in a piece."""
    if await store.mark_told(session, entry.piece_id):
        await tell_waiting(session, entry, now)
