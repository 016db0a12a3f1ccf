"""Loading a piece for whoever may see it."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from bot import places
from bot.evidence.actions.refusals import HandedIn
from bot.evidence.rules.entries import Entry
from bot.evidence.rules.pieces import Opened, Piece, State
from bot.evidence.store import entries as entry_store
from bot.evidence.store import pieces as store
from bot.evidence.store import reviews
from bot.kit.refusals import ScreenOutdated
from bot.people.rules import Person


async def load_own(session: AsyncSession, person: Person, public: str) -> Piece:
    """Their own piece, not withdrawn. Raises ScreenOutdated, which leads to the list."""
    piece = await load_any_own(session, person, public)
    if piece.state is State.WITHDRAWN:
        raise ScreenOutdated(instead=places.OpenEvidence())
    return piece


async def load_any_own(session: AsyncSession, person: Person, public: str) -> Piece:
    """Their own piece, withdrawn or not. Raises ScreenOutdated."""
    try:
        return await store.load_piece(session, person.id, public)
    except store.PieceGone:
        raise ScreenOutdated(instead=places.OpenEvidence()) from None


async def load_draft(session: AsyncSession, person: Person, public: str) -> Piece:
    """Their own piece, open for changes. Raises HandedIn, ScreenOutdated."""
    piece = await load_own(session, person, public)
    if not piece.is_draft:
        raise HandedIn(instead=places.OpenPieceOfEvidence(public))
    return piece


async def open_piece(session: AsyncSession, person: Person, public: str) -> Opened:
    """Their own piece with all that belongs to it; feedback is read then. Raises ScreenOutdated."""
    piece = await load_own(session, person, public)
    if piece.unread:
        await store.mark_read(session, piece)
    return await opened(session, piece)


async def opened(session: AsyncSession, piece: Piece) -> Opened:
    """The piece with what it holds now and what was said."""
    entries = await entry_store.find_entries(session, piece.id)
    return Opened(piece, entries, tuple(await reviews.find_feedback(session, piece)))


async def open_entry(
    session: AsyncSession, person: Person, public: str, entry_id: int
) -> tuple[Piece, Entry]:
    """One entry of their own piece. Raises ScreenOutdated."""
    piece = await load_own(session, person, public)
    for entry in await entry_store.find_entries(session, piece.id):
        if entry.id == entry_id:
            return piece, entry
    raise ScreenOutdated(instead=places.OpenPieceOfEvidence(public))
