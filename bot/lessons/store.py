"""All SQL of lessons. Turning a card is an update, the first time an insert, and one look-up."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, bindparam, case, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.curriculum.items import Item
from bot.kit.db import insert_new, table_of
from bot.kit.text import Text, from_data, to_data
from bot.lessons.rules import CardInPlace, Note, Reading
from bot.lessons.tables import CasePathRow, CheckAnswerRow, NoteRow, ReadingRow

_readings = table_of(ReadingRow)
_notes = table_of(NoteRow)
_answers = table_of(CheckAnswerRow)
_paths = table_of(CasePathRow)
_COLUMNS: Any = (
    _readings.c.lesson,
    _readings.c.card,
    _readings.c.furthest,
    _readings.c.turned_at,
    _readings.c.finished_at,
)
_OF_PERSON = select(*_COLUMNS).where(_readings.c.person_id == bindparam("person"))
_OF_LESSON = _OF_PERSON.where(_readings.c.lesson == bindparam("of"))
_IS_THIS = (_readings.c.person_id == bindparam("person"), _readings.c.lesson == bindparam("of"))
_POSITION = bindparam("at", type_=Integer())
_TURN = (
    update(_readings)
    .where(*_IS_THIS)
    .values(
        card=bindparam("to"),
        furthest=case((_readings.c.furthest < _POSITION, _POSITION), else_=_readings.c.furthest),
        turned_at=bindparam("now"),
    )
)
_FINISH = (
    update(_readings)
    .where(*_IS_THIS, _readings.c.finished_at.is_(None))
    .values(finished_at=bindparam("now"))
)
_NEWEST_NOTE = (
    select(_notes.c.text, _notes.c.version, _notes.c.message_id, _notes.c.written_at)
    .where(
        _notes.c.person_id == bindparam("person"),
        _notes.c.lesson == bindparam("of"),
        _notes.c.card == bindparam("card"),
    )
    .order_by(_notes.c.version.desc())
    .limit(1)
)
_ANSWER = select(_answers.c.answer).where(
    _answers.c.person_id == bindparam("person"),
    _answers.c.item == bindparam("item"),
    _answers.c.fingerprint == bindparam("fingerprint"),
)
_PATH = select(_paths.c.path).where(
    _paths.c.person_id == bindparam("person"),
    _paths.c.item == bindparam("item"),
    _paths.c.fingerprint == bindparam("fingerprint"),
)


async def load_summary(session: AsyncSession, person_id: int) -> dict[str, Reading]:
    """How far somebody has come in each lesson they have begun, by lesson; one statement."""
    rows = await session.execute(_OF_PERSON, {"person": person_id})
    return {row.lesson: Reading(*row) for row in rows}


async def find_reading(session: AsyncSession, person_id: int, lesson: str) -> Reading | None:
    row = (await session.execute(_OF_LESSON, {"person": person_id, "of": lesson})).one_or_none()
    return Reading(*row) if row else None


async def save_position(
    session: AsyncSession, person_id: int, at: CardInPlace, now: datetime
) -> None:
    """Somebody is at this card now; the lesson is begun if it was not."""
    place = {"to": at.card.id, "at": at.position}
    turned: Any = await session.execute(
        _TURN, {"person": person_id, "of": at.lesson.id, "now": now, **place}
    )
    if turned.rowcount == 0:
        await session.execute(
            insert(_readings).values(
                person_id=person_id,
                lesson=at.lesson.id,
                card=at.card.id,
                furthest=at.position,
                started_at=now,
                turned_at=now,
            )
        )


async def save_finished(session: AsyncSession, person_id: int, lesson: str, now: datetime) -> bool:
    """Whether this was the first time; the reading has to be there."""
    done: Any = await session.execute(_FINISH, {"person": person_id, "of": lesson, "now": now})
    return done.rowcount == 1


async def find_note(session: AsyncSession, person_id: int, lesson: str, card: str) -> Note | None:
    """The newest version."""
    of = {"person": person_id, "of": lesson, "card": card}
    row = (await session.execute(_NEWEST_NOTE, of)).one_or_none()
    if row is None:
        return None
    return Note(from_data(json.loads(row.text)), row.version, row.message_id, row.written_at)


async def add_note(
    session: AsyncSession, person_id: int, lesson: str, card: str, note: Note
) -> None:
    """A further version; earlier ones stay."""
    await session.execute(
        insert(_notes).values(
            person_id=person_id,
            lesson=lesson,
            card=card,
            version=note.version,
            message_id=note.message_id,
            text=_packed(note.text),
            written_at=note.written_at,
        )
    )


def _packed(note: Text) -> str:
    return json.dumps(to_data(note), ensure_ascii=False)


async def find_answer(session: AsyncSession, person_id: int, item: Item) -> str | None:
    """What was answered to the item as it is now, packed."""
    return (await session.execute(_ANSWER, _of(person_id, item))).scalar_one_or_none()


async def find_path(session: AsyncSession, person_id: int, item: Item) -> str | None:
    """The way gone so far in the case as it is now, packed."""
    return (await session.execute(_PATH, _of(person_id, item))).scalar_one_or_none()


async def save_path(
    session: AsyncSession, person_id: int, item: Item, path: str, *, was: str
) -> bool:
    """Whether the way still was `was`, and is this one now."""
    row = {"person_id": person_id, "item": item.id, "fingerprint": item.fingerprint}
    inserting = insert_new(session, CasePathRow).values(**row, path=path)
    saved: Any = await session.execute(
        inserting.on_conflict_do_update(
            index_elements=list(row), set_={"path": path}, where=_paths.c.path == was
        )
    )
    return saved.rowcount == 1


def _of(person_id: int, item: Item) -> Mapping[str, Any]:
    return {"person": person_id, "item": item.id, "fingerprint": item.fingerprint}


async def add_answer(
    session: AsyncSession,
    person_id: int,
    at: CardInPlace,
    item: Item,
    *,
    answer: str,
    right: bool,
    now: datetime,
) -> None:
    """The first answer; where there is one already, that stays as it is."""
    await session.execute(
        insert_new(session, CheckAnswerRow)
        .values(
            person_id=person_id,
            lesson=at.lesson.id,
            card=at.card.id,
            item=item.id,
            item_version=item.version,
            fingerprint=item.fingerprint,
            answer=answer,
            correct=right,
            answered_at=now,
        )
        .on_conflict_do_nothing()
    )
