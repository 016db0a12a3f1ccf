"""Rows of privacy: erasures that are carried out, exports, and accounts that nobody uses."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Text, UniqueConstraint
from sqlmodel import Field

from bot.kit.db import Instant, Record


class ErasureRow(Record, table=True):
    """An erasure. Once it is finished its number and dates are left, and nothing of whose it was.

    `names` is JSON: their name and the public ids of what was theirs, to look for where others are
    led to it. `message_id` shows the progress. `reason` is asked or inactive.
    """

    __tablename__ = "privacy_erasure"

    id: int | None = Field(default=None, primary_key=True)
    number: str = Field(unique=True)
    reason: str
    person_id: int | None = Field(default=None, unique=True)
    telegram_id: int | None = Field(default=None, sa_type=BigInteger)
    public_id: str | None = None
    language: str | None = None
    zone: str | None = None
    names: str | None = Field(default=None, sa_type=Text)
    message_id: int | None = Field(default=None, sa_type=BigInteger)
    asked_at: datetime = Field(sa_type=Instant)
    finished_at: datetime | None = Field(default=None, sa_type=Instant, index=True)


class ExportRow(Record, table=True):
    """All of somebody's data as a ZIP, the newest that they had made. `state`: making, ready, too
    large to be sent, or failed. `key` is empty once the object belongs to a link.
    """

    __tablename__ = "privacy_export"

    person_id: int = Field(foreign_key="people_person.id", primary_key=True)
    state: str
    key: str = ""
    size: int = Field(default=0, sa_type=BigInteger)
    asked_at: datetime = Field(sa_type=Instant, index=True)
    ready_at: datetime | None = Field(default=None, sa_type=Instant)


class VolumeRow(Record, table=True):
    """A further ZIP of such an export, where one would be too large: `number` from 2 on, the first
    is the export's own. The key stands here before there is an object, its `size` afterwards.
    """

    __tablename__ = "privacy_volume"
    __table_args__ = (UniqueConstraint("person_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="people_person.id")
    number: int
    key: str = Field(unique=True)
    size: int | None = Field(default=None, sa_type=BigInteger)
    asked_at: datetime = Field(sa_type=Instant, index=True)


class InactiveRow(Record, table=True):
    """Somebody who was asked whether they still want their account."""

    __tablename__ = "privacy_inactive"

    person_id: int = Field(foreign_key="people_person.id", primary_key=True)
    asked_at: datetime = Field(sa_type=Instant, index=True)
