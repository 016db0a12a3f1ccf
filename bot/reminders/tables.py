"""Rows of reminders."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field

from bot.kit.db import Instant, Record


class DueRow(Record, table=True):
    """When somebody is to be looked at next; `since` is when they first could be, `looked_at` when
    they last were.
    """

    __tablename__ = "reminders_due"

    person_id: int = Field(foreign_key="people_person.id", primary_key=True)
    due_at: datetime = Field(sa_type=Instant, index=True)
    since: datetime = Field(sa_type=Instant)
    looked_at: datetime = Field(sa_type=Instant)


class PreferenceRow(Record, table=True):
    """How somebody wants a kind of reminder; without a row it comes whenever it is due.

    `frequency` is on, fewer or off. At `snoozed_until` they asked to be reminded again.
    """

    __tablename__ = "reminders_preference"

    person_id: int = Field(foreign_key="people_person.id", primary_key=True)
    kind: str = Field(primary_key=True)
    frequency: str = "on"
    snoozed_until: datetime | None = Field(default=None, sa_type=Instant)


class LogRow(Record, table=True):
    """What became of one occurrence: `outcome` is sent (it went into the outbox) or skipped, with
    the reason.
    """

    __tablename__ = "reminders_log"
    __table_args__ = (
        Index("uq_reminders_log_person_id_key", "person_id", "key", unique=True),
        Index("ix_reminders_log_person_id_at", "person_id", "at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="people_person.id")
    kind: str
    key: str
    outcome: str
    reason: str | None = None
    at: datetime = Field(sa_type=Instant)
