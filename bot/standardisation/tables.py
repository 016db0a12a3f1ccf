"""Rows of exercises, of who judges, and of what they say."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import Text, UniqueConstraint
from sqlmodel import Field

from bot.kit.db import Instant, Record


class PaperRow(Record, table=True):
    """What was judged, in every language it existed in: kept when an exercise is opened.

    A later deployment may change or take away the sample; results are explained against this.
    """

    __tablename__ = "standardisation_paper"

    sample: str = Field(primary_key=True)
    hash: str = Field(primary_key=True)
    version: int
    data: str = Field(sa_type=Text)


class ExerciseRow(Record, table=True):
    """draft → open → closed. The deadline is wall time in `zone`; the figures come after closing.

    `scope_kind` and `scope` are those of the widest grant of whoever made it.
    """

    __tablename__ = "standardisation_exercise"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(unique=True)
    sample: str
    hash: str
    state: str
    scope_kind: str = Field(index=True)
    scope: str | None = None
    made_by: int = Field(foreign_key="people_person.id", index=True)
    made_at: datetime = Field(sa_type=Instant)
    due_on: date | None = Field(default=None, index=True)
    due_time: time | None = None
    zone: str
    opened_at: datetime | None = Field(default=None, sa_type=Instant)
    closed_at: datetime | None = Field(default=None, sa_type=Instant, index=True)
    reminded_on: date | None = None
    judges: int | None = None
    units: int | None = None
    same: float | None = None
    alpha: float | None = None
    varies: bool | None = None


class JudgeRow(Record, table=True):
    """Somebody who was asked. `person_id` is empty once they are erased; then `letter` alone tells
    the verdicts of one judge from those of another.
    """

    __tablename__ = "standardisation_judge"
    __table_args__ = (UniqueConstraint("exercise_id", "person_id"),)

    id: int | None = Field(default=None, primary_key=True)
    exercise_id: int = Field(foreign_key="standardisation_exercise.id")
    person_id: int | None = Field(default=None, foreign_key="people_person.id", index=True)
    progress: str
    letter: int | None = None
    changed_at: datetime = Field(sa_type=Instant)


class VerdictRow(Record, table=True):
    """What one judge says of one criterion."""

    __tablename__ = "standardisation_verdict"

    judge_id: int = Field(foreign_key="standardisation_judge.id", primary_key=True)
    criterion: str = Field(primary_key=True)
    verdict: str | None = None
    comment: str = Field(default="", sa_type=Text)
