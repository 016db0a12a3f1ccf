"""What rooms below, which know no rounds, are told: who sees a piece, and who may not tutor."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from bot.evidence.rules.pieces import Piece
from bot.judging.actions.refusals import JudgesThem
from bot.judging.addresses import OpenWork
from bot.judging.store import assignments, lists
from bot.people.rules import Person, Role


async def sees_as_assessor(session: AsyncSession, person: Person, piece: Piece) -> bool:
    """They have said that there is no conflict, or have signed; nobody sees their own as that."""
    if person.id == piece.person_id or not person.has(Role.ASSESSOR):
        return False
    return await assignments.is_shown(session, person.id, piece.id)


async def keep_judges_from_tutoring(
    session: AsyncSession, tutor: Person, trainee_ids: Sequence[int]
) -> None:
    """Who has somebody's evidence to judge signs it or gives it back before they tutor them.

    Raises JudgesThem.
    """
    if not tutor.has(Role.ASSESSOR):
        return
    held = await lists.find_first_unsigned(session, tutor.id, trainee_ids)
    if held is not None:
        raise JudgesThem(instead=OpenWork(held.assignment.public_id), name=held.candidate)
