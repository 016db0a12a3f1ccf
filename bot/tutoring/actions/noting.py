"""Notes that those who may answer write for each other."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from sqlalchemy.ext.asyncio import AsyncSession

from bot.events import QuestionChanged, announce
from bot.people.rules import Person
from bot.tutoring.actions.notices import tell
from bot.tutoring.actions.opening import as_tutor, find_tutor, load_for_tutor
from bot.tutoring.actions.refusals import EditTooLate, NoteTooLong
from bot.tutoring.addresses import AddNote
from bot.tutoring.rules.notes import LONGEST
from bot.tutoring.rules.thread import Question, Thread
from bot.tutoring.screens import noting as screens
from bot.tutoring.store import notes as store


async def open_notes(session: AsyncSession, tutor: Person, public: str, now: datetime) -> Thread:
    """A question with its notes, by those who may answer it. Raises ScreenOutdated."""
    question, asker = await load_for_tutor(session, tutor, public)
    return await as_tutor(session, tutor, question, asker, now)


async def write_note(
    session: AsyncSession,
    tutor: Person,
    public: str,
    written: str,
    message_id: int | None,
    now: datetime,
) -> Thread:
    """A note; whoever has the question is told of one by somebody else.

    Raises NoteTooLong, ScreenOutdated.
    """
    question, asker = await load_for_tutor(session, tutor, public)
    _must_be_short(public, written)
    number = await store.add_note(session, question.id, tutor.id, written, message_id, now)
    await _tell(session, question, tutor, asker, number, now)
    await announce(session, QuestionChanged(question.id))
    return await as_tutor(session, tutor, question, asker, now)


def _must_be_short(public: str, written: str) -> None:
    if len(written) > LONGEST:
        raise NoteTooLong(instead=AddNote(public), most=LONGEST)


async def _tell(
    session: AsyncSession,
    question: Question,
    tutor: Person,
    asker: Person,
    number: int,
    now: datetime,
) -> None:
    holder = await find_tutor(session, question)
    await tell(
        session,
        [holder] if holder and holder.id != tutor.id else [],
        partial(screens.noted_notice, question=question, tutor=tutor.name, name=asker.name),
        dedupe_key=f"tutoring.noted.{number}",
        purpose="tutoring.noted",
        now=now,
    )


async def edit_note(
    session: AsyncSession,
    tutor: Person,
    public: str,
    written: str,
    message_id: int | None,
    now: datetime,
) -> Thread:
    """The note follows its message. Raises EditTooLate, NoteTooLong, ScreenOutdated."""
    question, asker = await load_for_tutor(session, tutor, public)
    _must_be_short(public, written)
    if not await store.edit_note(session, question.id, tutor.id, message_id, written):
        raise EditTooLate
    await announce(session, QuestionChanged(question.id))
    return await as_tutor(session, tutor, question, asker, now)


async def edit_numbered(
    session: AsyncSession, tutor: Person, public: str, number: int, written: str
) -> None:
    """Their own note, by its number. Raises EditTooLate, NoteTooLong, ScreenOutdated."""
    question, _ = await load_for_tutor(session, tutor, public)
    _must_be_short(public, written)
    if not await store.edit_numbered(session, question.id, tutor.id, number, written):
        raise EditTooLate
    await announce(session, QuestionChanged(question.id))


async def take_back(
    session: AsyncSession, tutor: Person, public: str, note: int, now: datetime
) -> Thread:
    """Their own note goes; gone already, nothing happens. Raises ScreenOutdated."""
    question, asker = await load_for_tutor(session, tutor, public)
    await store.delete_note(session, question.id, tutor.id, note)
    await announce(session, QuestionChanged(question.id))
    return await as_tutor(session, tutor, question, asker, now)
