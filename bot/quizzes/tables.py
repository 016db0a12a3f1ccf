"""Rows of quizzes. Quizzes and items are named by their ids in the content."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, Text, UniqueConstraint, text
from sqlmodel import Field

from bot.kit.db import Instant, Record


class AttemptRow(Record, table=True):
    """One attempt at a quiz. `asked` is JSON, [[id, hash], …] of its items in order.

    `position` is the question to answer next, counted from 1, and beyond the last one when the
    attempt is finished: it only grows, so it is the version that changes are compared with.
    `begun` is the way gone so far where that question is a case, packed by `bot.items.answers`.
    `points` are in 2520ths. The public id is also the seed of everything shuffled in the attempt.
    """

    __tablename__ = "quizzes_attempt"
    __table_args__ = (
        Index("ix_quizzes_attempt_person", "person_id", "quiz"),
        Index(
            "uq_quizzes_attempt_open",
            "person_id",
            "quiz",
            unique=True,
            sqlite_where=text("finished_at IS NULL"),
            postgresql_where=text("finished_at IS NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(unique=True)
    person_id: int = Field(foreign_key="people_person.id")
    quiz: str
    quiz_version: int
    pass_mark: int
    asked: str = Field(sa_type=Text)
    total: int
    position: int = 1
    points: int = 0
    begun: str | None = None
    started_at: datetime = Field(sa_type=Instant)
    finished_at: datetime | None = Field(default=None, sa_type=Instant)


class AnswerRow(Record, table=True):
    """The one answer to a question of an attempt, packed by `bot.items.answers`.

    `hash` is the fingerprint of the item as it was asked, `points` are in 2520ths, `language` the
    one that it was asked in.
    """

    __tablename__ = "quizzes_answer"
    __table_args__ = (UniqueConstraint("attempt_id", "position"),)

    id: int | None = Field(default=None, primary_key=True)
    attempt_id: int = Field(foreign_key="quizzes_attempt.id")
    position: int
    item_id: str
    hash: str
    answer: str
    points: int
    correct: bool
    language: str
    answered_at: datetime = Field(sa_type=Instant)
