"""Rows of lessons. Lessons, cards and items are named by their ids in the content."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Text, UniqueConstraint
from sqlmodel import Field

from bot.kit.db import Instant, Record


class ReadingRow(Record, table=True):
    """How far somebody has come in a lesson. `furthest` counts cards from 1.

    `card` is where they stopped; it goes back to the first card when the lesson is finished.
    """

    __tablename__ = "lessons_reading"
    __table_args__ = (UniqueConstraint("person_id", "lesson"),)

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="people_person.id")
    lesson: str
    card: str
    furthest: int
    started_at: datetime = Field(sa_type=Instant)
    turned_at: datetime = Field(sa_type=Instant)
    finished_at: datetime | None = Field(default=None, sa_type=Instant)


class NoteRow(Record, table=True):
    """One version of a private note on a reflection card; `text` is a formatted text as JSON.

    `message_id` is the message it was written in, so that an edit of that message finds it.
    """

    __tablename__ = "lessons_note"
    __table_args__ = (UniqueConstraint("person_id", "lesson", "card", "version"),)

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="people_person.id")
    lesson: str
    card: str
    version: int
    message_id: int = Field(sa_type=BigInteger)
    text: str = Field(sa_type=Text)
    written_at: datetime = Field(sa_type=Instant)


class CasePathRow(Record, table=True):
    """The way gone so far in a case that is not handed in, packed by `bot.items.answers`."""

    __tablename__ = "lessons_case_path"

    person_id: int = Field(foreign_key="people_person.id", primary_key=True)
    item: str = Field(primary_key=True)
    fingerprint: str = Field(primary_key=True)
    path: str


class CheckAnswerRow(Record, table=True):
    """The one answer to a check question as it was then, packed by `bot.items.answers`."""

    __tablename__ = "lessons_check_answer"
    __table_args__ = (UniqueConstraint("person_id", "item", "fingerprint"),)

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="people_person.id")
    lesson: str
    card: str
    item: str
    item_version: int
    fingerprint: str
    answer: str
    correct: bool
    answered_at: datetime = Field(sa_type=Instant)
