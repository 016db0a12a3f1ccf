"""Rows of tasks."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, Text, text
from sqlmodel import Field

from bot.kit.db import Instant, Record

_WAITING = text("state = 'waiting'")


class Task(Record, table=True):
    """Something to do later; `state` is waiting, running, done or set_aside; `payload` is JSON,
    `claimed_by` the name of a process.
    """

    __tablename__ = "kit_task"
    __table_args__ = (
        Index(
            "ix_kit_task_due", "run_after", "id", sqlite_where=_WAITING, postgresql_where=_WAITING
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    dedupe_key: str = Field(unique=True)
    kind: str
    payload: str = Field(sa_type=Text)
    state: str = "waiting"
    attempts: int = 0
    run_after: datetime = Field(sa_type=Instant)
    claimed_at: datetime | None = Field(default=None, sa_type=Instant)
    claimed_by: str | None = None
    error: str | None = None
