"""Notes among colleagues."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.db import table_of
from bot.people.store import people
from bot.tutoring.rules.notes import Note
from bot.tutoring.tables import NoteRow

notes = table_of(NoteRow)
MOST: Final = 100


async def find_notes(session: AsyncSession, question_id: int) -> Sequence[Note]:
    """The newest 100 on a question, oldest first."""
    found = (
        select(notes, people.c.name)
        .join_from(notes, people, people.c.id == notes.c.author_id)
        .where(notes.c.question_id == question_id)
        .order_by(notes.c.id.desc())
        .limit(MOST)
    )
    return [_note(row) for row in reversed((await session.execute(found)).all())]


def _note(row: Any) -> Note:
    return Note(row.id, row.author_id, row.name, row.text, row.message_id, row.written_at)


async def add_note(
    session: AsyncSession,
    question_id: int,
    author_id: int,
    written: str,
    message_id: int | None,
    now: datetime,
) -> int:
    """Its number."""
    adding: Any = insert(notes).values(
        question_id=question_id,
        author_id=author_id,
        text=written,
        message_id=message_id,
        written_at=now,
    )
    return (await session.execute(adding.returning(notes.c.id))).scalar_one()


async def edit_note(
    session: AsyncSession, question_id: int, author_id: int, message_id: int | None, written: str
) -> bool:
    """Its author has changed the message; whether it is a note still."""
    changed: Any = await session.execute(
        update(notes)
        .where(
            notes.c.question_id == question_id,
            notes.c.author_id == author_id,
            notes.c.message_id == message_id,
        )
        .values(text=written)
    )
    return changed.rowcount > 0


async def edit_numbered(
    session: AsyncSession, question_id: int, author_id: int, number: int, written: str
) -> bool:
    """A note by its number; whether it is one of theirs still."""
    mine = notes.c.question_id == question_id, notes.c.author_id == author_id
    changed: Any = await session.execute(
        update(notes).where(notes.c.id == number, *mine).values(text=written)
    )
    return changed.rowcount > 0


async def delete_note(
    session: AsyncSession, question_id: int, author_id: int, note_id: int
) -> None:
    """By whoever wrote it; others' notes stay."""
    await session.execute(
        delete(notes).where(
            notes.c.id == note_id,
            notes.c.question_id == question_id,
            notes.c.author_id == author_id,
        )
    )
