"""Whether somebody sees a piece as its assessor: for rooms below, which know no rounds."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from bot.evidence.rules.pieces import Piece
from bot.judging.store import assignments
from bot.people.rules import Person, Role


async def sees_as_assessor(session: AsyncSession, person: Person, piece: Piece) -> bool:
    """They have said that there is no conflict, or have signed; nobody sees their own as that."""
    if person.id == piece.person_id or not person.has(Role.ASSESSOR):
        return False
    return await assignments.is_shown(session, person.id, piece.id)
