"""Earlier versions of a piece, and what changed from one to the next."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import places
from bot.evidence.actions.opening import load_own, opened
from bot.evidence.actions.reviewing import open_review
from bot.evidence.rules.changes import Changes, changes_between
from bot.evidence.rules.entries import Entry, EntryState
from bot.evidence.rules.pieces import Frozen, Piece, Review
from bot.evidence.store import reviews
from bot.kit.refusals import ScreenOutdated
from bot.people.rules import Person


async def open_changes(
    session: AsyncSession, person: Person, public: str, version: int
) -> tuple[Piece, Changes]:
    """From the version before to this one of their own piece; a draft counts as it stands now.

    Raises ScreenOutdated where either is none.
    """
    piece = await load_own(session, person, public)
    drafted = piece.is_draft and piece.version == version
    new = await (_as_it_stands(session, piece) if drafted else _own(session, piece, version))
    return piece, changes_between(await _own(session, piece, version - 1), new)


async def open_version(
    session: AsyncSession, person: Person, public: str, version: int
) -> tuple[Piece, Frozen]:
    """A version of their own piece as it was handed in. Raises ScreenOutdated."""
    piece = await load_own(session, person, public)
    return piece, await _own(session, piece, version)


async def open_version_entry(
    session: AsyncSession, person: Person, public: str, version: int, entry_id: int
) -> tuple[Piece, Entry]:
    """A file, text or link as a version of their own piece has it. Raises ScreenOutdated."""
    piece, frozen = await open_version(session, person, public, version)
    for entry in frozen.entries:
        if entry.id == entry_id:
            return piece, entry
    raise ScreenOutdated(instead=places.OpenPieceOfEvidence(public))


async def review_changes(
    session: AsyncSession, tutor: Person, public: str, version: int, now: datetime
) -> tuple[Review, Changes]:
    """From the version before to this one of a piece in scope. It is logged.

    Raises ScreenOutdated, NotHandedIn.
    """
    review = await open_review(session, tutor, public, version, now=now)
    old = await reviews.find_version(session, review.piece, version - 1)
    if old is None:
        raise ScreenOutdated(instead=places.OpenPieceOfEvidence(public))
    return review, changes_between(old, review.frozen)


async def _own(session: AsyncSession, piece: Piece, version: int) -> Frozen:
    found = await reviews.find_version(session, piece, version, own=True)
    if found is None:
        raise ScreenOutdated(instead=places.OpenPieceOfEvidence(piece.public_id))
    return found


async def _as_it_stands(session: AsyncSession, piece: Piece) -> Frozen:
    """A draft as if it were handed in now."""
    now = await opened(session, piece)
    kept = tuple(one for one in now.entries if one.state is not EntryState.REFUSED)
    if piece.kind is None:
        raise ScreenOutdated(instead=places.OpenPieceOfEvidence(piece.public_id))
    return Frozen(
        piece.id, piece.version, piece.outcome, piece.kind, piece.context, piece.tags, kept,
        piece.changed_at,
    )  # fmt: skip
