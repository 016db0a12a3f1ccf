"""What becomes of a file on its way: stored with a receipt, or refused with a reason."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.evidence.actions.notices import (
    give_receipt,
    tell_checked,
    tell_refused,
    tell_tutors_checked,
    tell_waiting,
)
from bot.evidence.actions.positions import begin_question
from bot.evidence.actions.previews import queue_preview
from bot.evidence.rules.entries import Entry, EntryState, Why, pause_before
from bot.evidence.rules.pieces import State
from bot.evidence.store import entries as store
from bot.evidence.store import pieces
from bot.evidence.store.reviews import find_version
from bot.kit.files.filetype import FileType
from bot.kit.files.scanning import Away, Verdict
from bot.kit.files.store import Stored
from bot.kit.tasks.queue import queue_task


@dataclass(frozen=True, slots=True)
class Brought:
    """A file as it lies in the store, the type that its bytes show, and the scanner's verdict,
    which is None where no scanner is set; `says_where` it was made.
    """

    stored: Stored
    kind: FileType
    verdict: Verdict | None = None
    says_where: bool = False


async def find_arriving(session: AsyncSession, entry_id: int) -> Entry | None:
    """The entry, if it still is on its way."""
    return await _find(session, entry_id, EntryState.ARRIVING)


async def find_quarantined(session: AsyncSession, entry_id: int) -> Entry | None:
    """The entry, if it still waits for the scanner."""
    return await _find(session, entry_id, EntryState.QUARANTINED)


async def _find(session: AsyncSession, entry_id: int, state: EntryState) -> Entry | None:
    try:
        entry = await store.load_entry(session, entry_id)
    except store.EntryGone:
        return None
    return entry if entry.state is state else None


async def keep_file(session: AsyncSession, entry: Entry, brought: Brought, now: datetime) -> None:
    """The file gets its receipt, stored or, while the scanner is away, in quarantine; the same
    file of the same person is not kept twice.
    """
    if not await _is_first(session, entry, now):
        return
    found, kind = brought.stored, brought.kind
    twin = await store.find_twin(session, entry.person_id, found.sha256)
    if twin is not None:
        await _refuse(session, replace(entry, twin=twin), Why.DUPLICATE, now)
        return
    values = {
        "number": await store.next_number(session, entry.person_id),
        "size": found.size,
        "sha256": found.sha256,
        "mime": kind.mime,
        "extension": kind.extension,
        "family": str(kind.family),
    }
    await store.settle_entry(session, entry, **values, **_state(brought, now))
    if brought.says_where:
        await begin_question(session, await store.load_entry(session, entry.id), now)
    if isinstance(brought.verdict, Away):
        await scan_later(session, entry, 0, now)
    kept = await store.load_entry(session, entry.id)
    await queue_preview(session, kept, now)
    await give_receipt(session, kept, now)


def _state(brought: Brought, now: datetime) -> dict[str, object]:
    if isinstance(brought.verdict, Away):
        return {"state": str(EntryState.QUARANTINED)}
    return {"state": str(EntryState.STORED), "stored_at": now}


async def scan_later(session: AsyncSession, entry: Entry, tries: int, now: datetime) -> None:
    """A quarantined file is scanned again after a pause that grows with the number of tries."""
    await queue_task(
        session,
        "evidence.scan",
        {"entry": entry.id, "tries": tries},
        dedupe_key=f"evidence.scan.{entry.id}.{tries}",
        run_after=now + pause_before(tries),
    )


async def release_file(session: AsyncSession, entry: Entry, now: datetime) -> None:
    """A quarantined file is clean: it is stored, and whoever waited for it is told."""
    if not await _is_first(session, entry, now):
        return
    await store.settle_entry(session, entry, state=str(EntryState.STORED), stored_at=now)
    released = await store.load_entry(session, entry.id)
    await queue_preview(session, released, now)
    await tell_checked(session, released, now)
    await _end_quarantine(session, entry, now)


async def _end_quarantine(session: AsyncSession, entry: Entry, now: datetime) -> None:
    """The tutors hear of it when the last file of what is handed in has been checked."""
    piece = await pieces.load_piece_by_id(session, entry.piece_id)
    frozen = await find_version(session, piece, piece.version)
    if piece.state is not State.SUBMITTED or frozen is None:
        return
    waits = any(one.state is EntryState.QUARANTINED for one in frozen.entries)
    if not waits and any(one.id == entry.id for one in frozen.entries):
        await tell_tutors_checked(session, piece, now)


async def refuse_file(
    session: AsyncSession, entry: Entry, reason: str, now: datetime, found: str | None = None
) -> None:
    """The file is not kept: the person is told why and what to do; its object goes.

    `found` names the virus in it.
    """
    if not await _is_first(session, entry, now):
        return
    now_there = await store.load_entry(session, entry.id)  # a quarantined object may have moved
    await _refuse(session, replace(now_there, found=found), reason, now)
    if entry.state is EntryState.QUARANTINED:
        await _end_quarantine(session, entry, now)


async def _is_first(session: AsyncSession, entry: Entry, now: datetime) -> bool:
    """Whether it is as it was found, so that nobody was faster.

    From here on others who settle for them wait. Whose owner was erased meanwhile is gone.
    """
    try:
        await store.load_entry(session, entry.id)
    except store.EntryGone:
        await _discard(session, entry, now, "gone")
        return False
    await store.open_numbers(session, entry.person_id)
    await pieces.touch_piece(session, entry.piece_id, now)
    state = (await store.load_entry(session, entry.id)).state
    if state is EntryState.REFUSED:
        # Somebody else was faster, and this try may have put the object there once more.
        await _discard(session, entry, now, "again")
    return state is entry.state


async def _refuse(session: AsyncSession, entry: Entry, reason: str, now: datetime) -> None:
    state = {"state": str(EntryState.REFUSED), "reason": str(reason)}
    await store.settle_entry(session, entry, **state, twin=entry.twin, found=entry.found)
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
