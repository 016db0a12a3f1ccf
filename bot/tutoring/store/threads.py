"""One question and its thread: load, begin, write, change."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import case, delete, insert, select, true
from sqlalchemy import update as changing
from sqlalchemy.ext.asyncio import AsyncSession

from bot.events import QuestionChanged, announce
from bot.kit.db import public_id, table_of
from bot.kit.delivery.tables import Message
from bot.kit.text import Text, from_data, to_data
from bot.people.rules import Person
from bot.tutoring.rules.thread import (
    About,
    Context,
    Entry,
    Helped,
    Media,
    Question,
    Side,
    State,
    Written,
)
from bot.tutoring.tables import EntryRow, QuestionRow

questions = table_of(QuestionRow)
entries = table_of(EntryRow)
_messages = table_of(Message)
LONGEST_THREAD: Final = 300
# What the asker writes goes to whoever has the question at that very moment, or into the queue.
STATE_BY_HOLDER: Final = case(
    (questions.c.claimed_by.is_(None), str(State.OPEN)), else_=str(State.CLAIMED)
)
COLUMNS: Any = (
    questions.c.id,
    questions.c.public_id,
    questions.c.asker_id,
    questions.c.language,
    questions.c.opening,
    questions.c.version,
    questions.c.claimed_by,
    questions.c.asked_at,
    questions.c.first_answer_at,
    questions.c.due_at,
    questions.c.wait,
    questions.c.escalation,
    questions.c.escalates_at,
    questions.c.closed_at,
    questions.c.unread_asker,
    questions.c.unread_tutor,
    questions.c.about,
    questions.c.reference,
    questions.c.title,
    questions.c.excerpt,
    questions.c.state,
    questions.c.helped,
)


class QuestionGone(LookupError):
    """No question has that id."""


def question_of(row: Any) -> Question:
    *plain, about, reference, title, excerpt, state, helped = row[: len(COLUMNS)]
    names = [column.name for column in COLUMNS]
    return Question(
        **dict(zip(names, plain, strict=False)),
        context=Context(About(about), reference, title, excerpt),
        state=State(state),
        helped=Helped(helped) if helped else None,
    )


def _entry(row: Any) -> Entry:
    return Entry(
        id=row.id,
        author_id=row.author_id,
        side=Side(row.side),
        asks_back=row.asks_back,
        text=from_data(json.loads(row.text)),
        media=Media(row.media_kind, row.file_id) if row.file_id else None,
        message_id=row.message_id,
        album=row.album,
        dedupe_key=row.dedupe_key,
        written_at=row.written_at,
        edits=row.edits,
    )


async def load_question(session: AsyncSession, public: str) -> Question:
    """By public id. Raises QuestionGone."""
    found = select(*COLUMNS).where(questions.c.public_id == public)
    row = (await session.execute(found)).one_or_none()
    if row is None:
        raise QuestionGone(public)
    return question_of(row)


async def find_by_number(session: AsyncSession, question_id: int) -> Question | None:
    """For whoever keeps its number."""
    found = select(*COLUMNS).where(questions.c.id == question_id)
    row = (await session.execute(found)).one_or_none()
    return question_of(row) if row else None


async def find_draft(session: AsyncSession, asker_id: int, context: Context) -> Question | None:
    """What somebody has begun to ask about this and not sent."""
    found = select(*COLUMNS).where(
        questions.c.asker_id == asker_id,
        questions.c.state == str(State.DRAFT),
        questions.c.about == str(context.about),
        questions.c.reference == context.reference,
    )
    row = (await session.execute(found.order_by(questions.c.id.desc()).limit(1))).one_or_none()
    return question_of(row) if row else None


async def add_draft(
    session: AsyncSession, asker: Person, context: Context, now: datetime
) -> Question:
    """A question that is being written."""
    adding: Any = insert(questions).values(
        public_id=public_id(),
        asker_id=asker.id,
        language=asker.language,
        about=str(context.about),
        reference=context.reference,
        title=context.title,
        excerpt=context.excerpt,
        begun_at=now,
    )
    return question_of((await session.execute(adding.returning(*COLUMNS))).one())


async def delete_draft(session: AsyncSession, question: Question) -> None:
    """An unsent question with all that was written for it."""
    await delete_entries(session, question.id)
    gone = delete(questions).where(
        questions.c.id == question.id, questions.c.state == str(State.DRAFT)
    )
    await session.execute(gone)


async def delete_entries(session: AsyncSession, question_id: int) -> None:
    await session.execute(delete(entries).where(entries.c.question_id == question_id))


async def add_entry(
    session: AsyncSession,
    question_id: int,
    author_id: int,
    side: Side,
    written: Written,
    *,
    now: datetime,
    asks_back: bool = False,
    delivered: bool = True,
) -> Entry:
    """A further message of a thread; `delivered`: it goes to the other side, under a key."""
    media = written.media
    stored: Any = await session.execute(
        insert(entries)
        .values(
            question_id=question_id,
            author_id=author_id,
            side=str(side),
            asks_back=asks_back,
            text=_packed(written.text),
            media_kind=media.kind if media else None,
            file_id=media.file_id if media else None,
            message_id=written.message_id,
            album=written.album,
            dedupe_key=f"tutoring.entry.{public_id()}" if delivered else None,
            written_at=now,
        )
        .returning(*entries.c)
    )
    return _entry(stored.one())


async def edit_entry(
    session: AsyncSession, entry: Entry, text: Text, media: Media | None, now: datetime
) -> Entry:
    """Its author has changed the message."""
    stored: Any = await session.execute(
        changing(entries)
        .where(entries.c.id == entry.id)
        .values(
            text=_packed(text),
            media_kind=media.kind if media else None,
            file_id=media.file_id if media else None,
            edits=entries.c.edits + 1,
            edited_at=now,
        )
        .returning(*entries.c)
    )
    return _entry(stored.one())


def _packed(text: Text) -> str:
    return json.dumps(to_data(text), ensure_ascii=False)


async def find_entries(session: AsyncSession, question_id: int) -> Sequence[Entry]:
    """The newest 300 of a thread, oldest first."""
    newest = select(*entries.c).where(entries.c.question_id == question_id)
    rows = await session.execute(newest.order_by(entries.c.id.desc()).limit(LONGEST_THREAD))
    return [_entry(row) for row in reversed(rows.all())]


async def find_written(
    session: AsyncSession, author_id: int, message_id: int
) -> tuple[str, Entry] | None:
    """The entry that somebody's message became, with its question's public id."""
    found = (
        select(*entries.c, questions.c.public_id)
        .join_from(entries, questions, questions.c.id == entries.c.question_id)
        .where(entries.c.author_id == author_id, entries.c.message_id == message_id)
        .order_by(entries.c.id.desc())
        .limit(1)
    )
    row = (await session.execute(found)).one_or_none()
    return (row.public_id, _entry(row)) if row else None


async def find_delivered(
    session: AsyncSession, dedupe_key: str | None, person_id: int
) -> int | None:
    """The id of the message in which an entry reached somebody; None where it has not, or not
    them.
    """
    if dedupe_key is None:
        return None
    found = select(_messages.c.message_id).where(
        _messages.c.dedupe_key == dedupe_key, _messages.c.person_id == person_id
    )
    return (await session.execute(found)).scalar_one_or_none()


async def change(
    session: AsyncSession,
    question: Question,
    expected: Iterable[State],
    *,
    any_version: bool = False,
    unclaimed: bool = False,
    held_by: int | None = None,
    **values: object,
) -> Question | None:
    """Change a question that is in one of the states and still as it was loaded; else None.
    Whoever listens is told: whatever is done to a question ends here.

    `any_version`: whatever else has changed meanwhile does not matter. `unclaimed`: nobody has it;
    `held_by`: this tutor has.
    """
    conditions = [
        questions.c.id == question.id,
        questions.c.state.in_([str(state) for state in expected]),
        true() if any_version else questions.c.version == question.version,
        questions.c.claimed_by.is_(None) if unclaimed else true(),
        true() if held_by is None else questions.c.claimed_by == held_by,
    ]
    setting: Any = changing(questions).where(*conditions)
    setting = setting.values(version=questions.c.version + 1, **values).returning(*COLUMNS)
    row = (await session.execute(setting)).one_or_none()
    if row is None:
        return None
    await announce(session, QuestionChanged(question.id))
    return question_of(row)


async def change_held(
    session: AsyncSession, tutor_id: int, held: Iterable[Question], **values: object
) -> list[Question]:
    """Change all of several questions that this tutor has; those that they have no more stay."""
    setting: Any = changing(questions).where(
        questions.c.id.in_([one.id for one in held]),
        questions.c.claimed_by == tutor_id,
        questions.c.state.in_([str(State.CLAIMED), str(State.WAITING_FOR_ASKER)]),
    )
    setting = setting.values(version=questions.c.version + 1, **values).returning(*COLUMNS)
    return [question_of(row) for row in await session.execute(setting)]


async def mark_read(session: AsyncSession, question: Question, side: Side) -> None:
    """One side has looked at it; that is no new version."""
    of = questions.c.unread_asker if side is Side.ASKER else questions.c.unread_tutor
    await session.execute(
        changing(questions).where(questions.c.id == question.id).values({of.name: False})
    )
