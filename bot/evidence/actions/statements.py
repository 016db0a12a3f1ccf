"""What somebody without Telegram said becomes a part of a piece, as it was said."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.evidence.rules.entries import EntryState, Form
from bot.evidence.rules.pieces import Piece
from bot.evidence.store import entries as store
from bot.evidence.store import pieces
from bot.kit.text import Text


async def add_statement(
    session: AsyncSession, piece: Piece, said: Text, now: datetime
) -> tuple[int, int]:
    """A statement in one wording for good: no message leads to it, so no edit of one changes it.

    It may come after the piece was handed in; then it goes with the next version. The number of
    its row, and that of its receipt.
    """
    await pieces.touch_piece(session, piece.id, now)
    await store.open_numbers(session, piece.person_id)
    number = await store.next_number(session, piece.person_id)
    entry = await store.add_entry(
        session,
        piece.id,
        piece.person_id,
        Form.WITNESS,
        now,
        state=str(EntryState.STORED),
        stored_at=now,
        number=number,
    )
    await store.add_wording(session, entry, 1, said, now)
    return entry, number


async def erase_statement(session: AsyncSession, entry_id: int, instead: Text) -> None:
    """On the wish of whoever made it: another sentence stands in every version that holds it."""
    await store.replace_wording(session, entry_id, instead)
