"""Rows of questions to tutors."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Index, Text, text
from sqlmodel import Field

from bot.kit.db import Instant, Record

_ESCALATES = text("escalates_at IS NOT NULL")


class QuestionRow(Record, table=True):
    """A question. `state`: draft, open, claimed, waiting_for_asker, closed.

    `about`, `reference`, `title` and `excerpt` are what it was flagged at, as the asker saw it;
    `opening` is how the question itself begins. `due_at` is empty while nobody owes an answer.
    """

    __tablename__ = "tutoring_question"
    __table_args__ = (
        Index("ix_tutoring_question_queue", "state", "due_at"),
        Index("ix_tutoring_question_asker", "asker_id", "state"),
        Index("ix_tutoring_question_tutor", "claimed_by", "state"),
        Index("ix_tutoring_question_asked", "asked_at"),
        Index(
            "ix_tutoring_question_escalates",
            "escalates_at",
            sqlite_where=_ESCALATES,
            postgresql_where=_ESCALATES,
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(unique=True)
    asker_id: int = Field(foreign_key="people_person.id")
    language: str
    about: str
    reference: str = ""
    title: str = ""
    excerpt: str = ""
    opening: str = ""
    state: str = "draft"
    version: int = 1
    claimed_by: int | None = Field(default=None, foreign_key="people_person.id")
    claimed_at: datetime | None = Field(default=None, sa_type=Instant)
    begun_at: datetime = Field(sa_type=Instant)
    asked_at: datetime | None = Field(default=None, sa_type=Instant)
    first_answer_at: datetime | None = Field(default=None, sa_type=Instant)
    due_at: datetime | None = Field(default=None, sa_type=Instant)
    wait: int = 0
    escalation: int = 0
    escalates_at: datetime | None = Field(default=None, sa_type=Instant)
    closed_at: datetime | None = Field(default=None, sa_type=Instant)
    helped: str | None = None
    unread_asker: bool = False
    unread_tutor: bool = False


class EntryRow(Record, table=True):
    """One message of a thread; `side` is asker or tutor, `text` a formatted text as JSON.

    `message_id` is the author's message in the author's chat. `dedupe_key` is that of its message
    to the other side; a question's own first messages have none, tutors are told of the question.
    """

    __tablename__ = "tutoring_entry"
    __table_args__ = (Index("ix_tutoring_entry_message", "author_id", "message_id"),)

    id: int | None = Field(default=None, primary_key=True)
    question_id: int = Field(foreign_key="tutoring_question.id", index=True)
    author_id: int = Field(foreign_key="people_person.id")
    side: str
    asks_back: bool = False
    text: str = Field(sa_type=Text)
    media_kind: str | None = None
    file_id: str | None = None
    message_id: int | None = Field(default=None, sa_type=BigInteger)
    album: str | None = None
    dedupe_key: str | None = None
    written_at: datetime = Field(sa_type=Instant)
    edits: int = 0
    edited_at: datetime | None = Field(default=None, sa_type=Instant)


class NoteRow(Record, table=True):
    """What a colleague noted on a question for the others; it never goes to whoever asked."""

    __tablename__ = "tutoring_note"
    __table_args__ = (Index("ix_tutoring_note_message", "author_id", "message_id"),)

    id: int | None = Field(default=None, primary_key=True)
    question_id: int = Field(foreign_key="tutoring_question.id", index=True)
    author_id: int = Field(foreign_key="people_person.id")
    text: str = Field(sa_type=Text)
    message_id: int | None = Field(default=None, sa_type=BigInteger)
    written_at: datetime = Field(sa_type=Instant)


class CannedRow(Record, table=True):
    """A ready-made answer by its name; with a scope it is shared with whoever answers there.

    `scope_kind` and `scope` are those of a grant.
    """

    __tablename__ = "tutoring_canned"

    id: int | None = Field(default=None, primary_key=True)
    owner_id: int = Field(foreign_key="people_person.id", index=True)
    name: str
    scope_kind: str | None = Field(default=None, index=True)
    scope: str | None = None


class CannedTextRow(Record, table=True):
    """Its text in one language, with fields in braces; a new text is a new row."""

    __tablename__ = "tutoring_canned_text"

    id: int | None = Field(default=None, primary_key=True)
    canned_id: int = Field(foreign_key="tutoring_canned.id", index=True)
    language: str
    text: str = Field(sa_type=Text)
    written_at: datetime = Field(sa_type=Instant)
