"""Rows of the plan."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from bot.kit.db import Instant, Record


class PinRow(Record, table=True):
    """A lesson, by its id in the content, that a tutor has put on top of a trainee's plan."""

    __tablename__ = "plan_pin"
    __table_args__ = (UniqueConstraint("person_id", "lesson"),)

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="people_person.id")
    lesson: str
    tutor_id: int = Field(foreign_key="people_person.id")
    pinned_at: datetime = Field(sa_type=Instant)
