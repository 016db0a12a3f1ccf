"""Rows of published answers, of their index, and of who was helped."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from sqlalchemy import DDL, Index, Text, event
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlmodel import Field

from bot.kit.db import Instant, Record, table_of


class AnswerRow(Record, table=True):
    """An answer that is being made, stands published, or was withdrawn.

    `entry_id` is what was written to `asker_id` in the first place, empty once one of them is gone.
    `cleared` are words that somebody has said to name nobody, as JSON. From `review_by` on it is
    marked as being looked at again.
    """

    __tablename__ = "answers_answer"
    __table_args__ = (
        Index("ix_answers_answer_review", "state", "review_by"),
        Index("ix_answers_answer_topic", "state", "topic"),
    )

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(unique=True)
    author_id: int = Field(foreign_key="people_person.id", index=True)
    asker_id: int | None = Field(default=None, foreign_key="people_person.id", index=True)
    entry_id: int | None = Field(default=None, unique=True)
    state: str = "draft"
    topic: str = ""
    country: str | None = None
    language: str
    cleared: str = Field(default="[]", sa_type=Text)
    version: int = 1
    made_at: datetime = Field(sa_type=Instant)
    published_at: datetime | None = Field(default=None, sa_type=Instant)
    withdrawn_at: datetime | None = Field(default=None, sa_type=Instant)
    valid_as_of: date | None = None
    review_by: date | None = None


class TextRow(Record, table=True):
    """Its question and answer in one language; what is not live yet waits to be published."""

    __tablename__ = "answers_text"
    __table_args__ = (Index("ix_answers_text_of", "answer_id", "language", "is_live", unique=True),)

    id: int | None = Field(default=None, primary_key=True)
    answer_id: int = Field(foreign_key="answers_answer.id")
    language: str
    is_live: bool = False
    question: str = Field(sa_type=Text)
    answer: str = Field(sa_type=Text)
    written_at: datetime = Field(sa_type=Instant)


class SearchRow(Record, table=True):
    """What can be found, in one language: `c.` and an id of the content, or `p.` and a public id.

    `title_words` and `body_words` are folded; `words` is the same as PostgreSQL looks it up, and
    empty on SQLite, which keeps an index of its own beside the table.
    """

    __tablename__ = "answers_search"
    __table_args__ = (
        Index("ix_answers_search_reference", "reference", "language", unique=True),
        Index("ix_answers_search_words", "words", postgresql_using="gin"),
    )

    id: int | None = Field(default=None, primary_key=True)
    reference: str
    language: str
    country: str | None = None
    digest: str
    title: str = Field(sa_type=Text)
    title_words: str = Field(sa_type=Text)
    body_words: str = Field(sa_type=Text)
    words: str | None = Field(
        default=None,
        sa_type=Text().with_variant(TSVECTOR(), "postgresql"),  # pyright: ignore[reportArgumentType]
    )


class VoteRow(Record, table=True):
    """What somebody said to *Did this help?*; `asking`: it was offered before they asked."""

    __tablename__ = "answers_vote"

    person_id: int = Field(foreign_key="people_person.id", primary_key=True)
    reference: str = Field(primary_key=True, index=True)
    helped: bool
    asking: bool = False
    said_at: datetime = Field(sa_type=Instant)


# SQLite's index is filled by triggers, so that nothing can be in one and not in the other.
SQLITE_INDEX: Final = (
    (
        "CREATE VIRTUAL TABLE answers_fts USING fts5(language, title_words, body_words, "
        "content='answers_search', content_rowid='id', "
        "tokenize='unicode61 remove_diacritics 0', prefix='3 4 5')"
    ),
    (
        "CREATE TRIGGER answers_search_added AFTER INSERT ON answers_search BEGIN "
        "INSERT INTO answers_fts(rowid, language, title_words, body_words) "
        "VALUES (new.id, new.language, new.title_words, new.body_words); END"
    ),
    (
        "CREATE TRIGGER answers_search_gone AFTER DELETE ON answers_search BEGIN "
        "INSERT INTO answers_fts(answers_fts, rowid, language, title_words, body_words) "
        "VALUES ('delete', old.id, old.language, old.title_words, old.body_words); END"
    ),
)
for _statement in SQLITE_INDEX:
    event.listen(table_of(SearchRow), "after_create", DDL(_statement).execute_if(dialect="sqlite"))
