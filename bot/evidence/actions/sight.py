"""Who may see a part of a piece, and what somebody has to do with it: checked here alone."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot.cohorts import store as cohorts
from bot.cohorts.rules import covers
from bot.evidence.actions.refusals import HoldEnded
from bot.evidence.rules.entries import Entry, EntryState
from bot.evidence.rules.holds import THE_CONTEXT, Bearing
from bot.evidence.rules.pieces import Piece
from bot.evidence.store import entries as entry_store
from bot.evidence.store import holds as store
from bot.evidence.store import pieces
from bot.kit.refusals import ScreenOutdated
from bot.people.rules import Person, Role
from bot.people.store import load_people

MaySee = Callable[[AsyncSession, Person, Piece], Awaitable[bool]]
_OTHERS: list[MaySee] = []
_STAFF: Final = {Role.TUTOR: Bearing.TUTOR, Role.COORDINATOR: Bearing.COORDINATOR}
_SEEN: Final = (EntryState.STORED, EntryState.QUARANTINED, EntryState.WITHHELD)


def let_see(check: MaySee) -> None:
    """Called by `app` alone: rooms above say who else sees handed-in versions of a piece."""
    _OTHERS.append(check)


def forget_others() -> None:
    """Before an application is put together anew in the same process."""
    _OTHERS.clear()


@dataclass(frozen=True, slots=True)
class Part:
    """An entry, or the line of context where it is None. `version`: the newest that holds it, 0
    where none that was handed in does.
    """

    piece: Piece
    entry: Entry | None
    version: int

    @property
    def id(self) -> int:
        return self.entry.id if self.entry else THE_CONTEXT


async def find_bearings(
    session: AsyncSession, person: Person, trainee_id: int
) -> frozenset[Bearing]:
    """What somebody is to a trainee's evidence; nothing for whom no scope covers the trainee."""
    if person.id == trainee_id:
        return frozenset({Bearing.OWNER})
    trainee = (await load_people(session, [trainee_id])).get(trainee_id)
    if trainee is None:
        return frozenset()
    own = (await cohorts.find_cohort_ids(session, [trainee_id])).get(trainee_id, frozenset[int]())
    return frozenset(
        bearing
        for role, bearing in _STAFF.items()
        if covers(person, [role], country=trainee.country, cohort_ids=own)
    )


async def load_part(session: AsyncSession, person: Person, public: str, entry_id: int) -> Part:
    """A part that somebody may see. Raises ScreenOutdated, or HoldEnded for one that is gone."""
    try:
        piece = await pieces.load_piece_of_anybody(session, public)
    except pieces.PieceGone:
        raise ScreenOutdated from None
    held = await store.find_versions_with(session, piece.id, entry_id)
    entry = await _entry(session, piece, entry_id) if entry_id else None
    own = person.id == piece.person_id
    seen = held or (own and entry is not None)
    if not seen or not (own or await _is_shown_to(session, person, piece)):
        raise ScreenOutdated
    return Part(piece, entry, held[-1] if held else 0)


async def _entry(session: AsyncSession, piece: Piece, entry_id: int) -> Entry:
    try:
        entry = await entry_store.load_entry(session, entry_id)
    except entry_store.EntryGone:
        raise ScreenOutdated from None
    if entry.piece_id == piece.id and entry.state is EntryState.PURGED:
        raise HoldEnded
    if entry.piece_id != piece.id or entry.state not in _SEEN:
        raise ScreenOutdated
    return entry


async def _is_shown_to(session: AsyncSession, person: Person, piece: Piece) -> bool:
    if Bearing.TUTOR in await find_bearings(session, person, piece.person_id):
        return True
    for check in _OTHERS:
        if await check(session, person, piece):
            return True
    return False
