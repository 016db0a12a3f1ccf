"""Rows of the needs analysis. Units, questions and items are named by their ids in the content."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from bot.kit.db import Instant, Record


class AnalysisRow(Record, table=True):
    """One analysis of a person; `phase` is start, middle or end.

    `content_hash` says what was asked when it began: 32 hex digits.
    """

    __tablename__ = "needs_analysis"
    __table_args__ = (UniqueConstraint("person_id", "phase"),)

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(unique=True)
    person_id: int = Field(foreign_key="people_person.id")
    phase: str
    content_hash: str
    started_at: datetime = Field(sa_type=Instant)
    finished_at: datetime | None = Field(default=None, sa_type=Instant)


class AnswerRow(Record, table=True):
    """The answer to one question as it was asked then; `question` names a statement, the outcome
    whose importance was asked, or an item.

    `value` is a step (1 to 4), an importance (1 to 3), or an answer packed by `bot.items.answers`.
    `earlier` holds the values that were changed, oldest first. `correct` is of items only.
    """

    __tablename__ = "needs_answer"
    __table_args__ = (UniqueConstraint("analysis_id", "question"),)

    id: int | None = Field(default=None, primary_key=True)
    analysis_id: int = Field(foreign_key="needs_analysis.id")
    unit: str
    question: str
    value: str
    fingerprint: str
    correct: bool | None = None
    earlier: str = ""
    answered_at: datetime = Field(sa_type=Instant)
    changed_at: datetime | None = Field(default=None, sa_type=Instant)


class PartRow(Record, table=True):
    """A part whose questions had all been answered at that moment; it stays so."""

    __tablename__ = "needs_part"

    analysis_id: int = Field(foreign_key="needs_analysis.id", primary_key=True)
    unit: str = Field(primary_key=True)
    finished_at: datetime = Field(sa_type=Instant)
