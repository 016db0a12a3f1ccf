"""Whether the place stays in a file that says where it was made: asked once, settled by one tap."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import places
from bot.evidence.actions.notices import tell_place_removed, tell_place_stays
from bot.evidence.actions.opening import load_own, open_entry, opened
from bot.evidence.actions.refusals import HandedIn, PlaceRemoved
from bot.evidence.addresses import OpenEntry
from bot.evidence.rules.entries import Entry
from bot.evidence.rules.pieces import Opened, Piece, can_be_replaced
from bot.evidence.rules.positions import Position
from bot.evidence.store import entries as entry_store
from bot.evidence.store import pieces, positions
from bot.kit.files.keys import new_key
from bot.kit.files.store import Stored
from bot.kit.refusals import ScreenOutdated
from bot.kit.tasks.queue import queue_task
from bot.people.rules import Person


async def begin_question(session: AsyncSession, entry: Entry, now: datetime) -> None:
    """A file that says where it was made has come: it is asked about, or the place goes at once
    where somebody wanted that always.
    """
    if not await positions.removes_positions(session, entry.person_id):
        await positions.set_position(session, entry.id, Position.OPEN, None)
        return
    await positions.set_position(session, entry.id, Position.REMOVING, None)
    await _queue_removal(session, entry.id, now, tell=False)


async def _queue_removal(
    session: AsyncSession, entry_id: int, now: datetime, *, tell: bool = True
) -> None:
    """The key of the object to come stands in the task: begun again, it makes the same one."""
    key = new_key("evidence")
    await queue_task(
        session,
        "evidence.unplace",
        {"entry": entry_id, "key": key, "tell": tell},
        dedupe_key=f"evidence.unplace.{key}",
        run_after=now,
    )


async def ask_place(
    session: AsyncSession, person: Person, public: str, entry_id: int
) -> tuple[Piece, Entry]:
    """A file of their own that says, or said, where it was made. Raises ScreenOutdated."""
    piece, entry = await open_entry(session, person, public, entry_id)
    if entry.position is None:
        raise ScreenOutdated(instead=OpenEntry(public, entry_id))
    return piece, entry


async def settle_place(
    session: AsyncSession,
    person: Person,
    public: str,
    entry_id: int,
    *,
    remove: bool,
    now: datetime,
) -> tuple[Opened, Entry]:
    """The place goes, or stays; settled so already, nothing happens.

    Raises HandedIn, PlaceRemoved, ScreenOutdated.
    """
    piece = await load_own(session, person, public)
    await pieces.touch_piece(session, piece.id, now)
    piece, entry = await ask_place(session, person, public, entry_id)
    if entry.position in (Position.REMOVING, Position.REMOVED):
        if not remove:
            raise PlaceRemoved(instead=OpenEntry(public, entry_id))
    elif remove or entry.position is Position.OPEN:
        if not can_be_replaced(piece, entry):
            raise HandedIn(instead=places.OpenPieceOfEvidence(public))
        await _settle(session, entry, now, remove=remove)
    return await opened(session, piece), await entry_store.load_entry(session, entry_id)


async def _settle(session: AsyncSession, entry: Entry, now: datetime, *, remove: bool) -> None:
    if not remove:
        await positions.set_position(session, entry.id, Position.KEPT, Position.OPEN)
        return
    was = (Position.OPEN, Position.KEPT)
    if await positions.set_position(session, entry.id, Position.REMOVING, *was):
        await _queue_removal(session, entry.id, now)


async def always_remove(
    session: AsyncSession, person: Person, public: str, entry_id: int, now: datetime
) -> tuple[Opened, Entry]:
    """The place goes out of this file, of all that are still asked about, and of all to come.

    Raises HandedIn, ScreenOutdated.
    """
    await positions.save_habit(session, person.id, removes=True)
    settled = await settle_place(session, person, public, entry_id, remove=True, now=now)
    for other in await positions.find_open(session, person.id):
        if await positions.set_position(session, other, Position.REMOVING, Position.OPEN):
            await _queue_removal(session, other, now, tell=False)
    return await opened(session, settled[0].piece), settled[1]


async def ask_again(session: AsyncSession, person: Person) -> None:
    """From now on there is a question for each file."""
    await positions.save_habit(session, person.id, removes=False)


async def find_removing(session: AsyncSession, entry_id: int) -> Entry | None:
    """The file, if its place is still to be removed."""
    try:
        entry = await entry_store.load_entry(session, entry_id)
    except entry_store.EntryGone:
        return None
    return entry if entry.position is Position.REMOVING else None


async def keep_without_place(
    session: AsyncSession, entry: Entry, stored: Stored, now: datetime, *, tell: bool
) -> bool:
    """The file is the one without the place from now on, and what it was goes.

    False where the row has moved on: then the new object is the caller's to delete.
    """
    if not await positions.replace_without_place(session, entry, stored):
        return False
    await queue_task(
        session,
        "evidence.discard",
        {"key": entry.key},
        dedupe_key=f"evidence.discard.placed.{entry.key}",
        run_after=now,
    )
    if tell:
        await tell_place_removed(session, await entry_store.load_entry(session, entry.id), now)
    return True


async def give_up_removing(session: AsyncSession, entry: Entry, now: datetime) -> None:
    """It could not be removed: the question is open again, and nobody else gets the file."""
    if await positions.set_position(session, entry.id, Position.OPEN, Position.REMOVING):
        await tell_place_stays(session, await entry_store.load_entry(session, entry.id), now)
