"""Rows of people."""

from __future__ import annotations

from datetime import datetime, time

from sqlalchemy import BigInteger
from sqlmodel import Field

from bot.kit.db import Instant, Record


class PersonRow(Record, table=True):
    """Made when somebody gives consent. `study_days` is digits 0 (Monday) to 6; hours are wall
    time in `zone`.
    """

    __tablename__ = "people_person"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(unique=True)
    telegram_id: int = Field(sa_type=BigInteger, unique=True)
    name: str
    language: str
    zone: str
    country: str | None = Field(default=None, index=True)
    sector: str | None = None
    study_days: str = ""
    study_time: time | None = None
    quiet_from: time = time(21)
    quiet_to: time = time(8)
    weekly_budget: int = 5
    new_messages: bool = False
    consent_version: int = 0
    profile_complete: bool = False
    profile_step: int = 0
    acting_as: str | None = None
    erasing: bool = False
    blocked_at: datetime | None = Field(default=None, sa_type=Instant)
    joined_at: datetime = Field(sa_type=Instant)
    last_active_day: str | None = Field(default=None, index=True)


class GrantRow(Record, table=True):
    """A role and its scope."""

    __tablename__ = "people_grant"

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="people_person.id", index=True)
    role: str = Field(index=True)
    scope_kind: str
    scope: str | None = None
    granted_at: datetime = Field(sa_type=Instant)


class ConsentRow(Record, table=True):
    """What somebody decided about a version of the consent text; kept by Telegram id, agreed or
    not.
    """

    __tablename__ = "people_consent"

    id: int | None = Field(default=None, primary_key=True)
    telegram_id: int = Field(sa_type=BigInteger, index=True)
    version: int
    agreed: bool
    language: str
    decided_at: datetime = Field(sa_type=Instant)
