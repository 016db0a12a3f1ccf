"""Rows of the outbox."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Index, Text, text
from sqlmodel import Field

from bot.kit.db import Instant, Record

_WAITING = text("state = 'waiting'")


class Batch(Record, table=True):
    """Messages that are paused or withdrawn together; `state` is open, paused or withdrawn."""

    __tablename__ = "delivery_batch"

    id: int | None = Field(default=None, primary_key=True)
    state: str = "open"


class Content(Record, table=True):
    """A rendered screen as plain data, shared by all messages that carry it."""

    __tablename__ = "delivery_content"

    id: int | None = Field(default=None, primary_key=True)
    screen: str = Field(sa_type=Text)


class Message(Record, table=True):
    """One message to one person. `state`: waiting, claimed, sent, blocked, failed, uncertain,
    withdrawn, expired; of a sent one that was taken back: deleted, or kept where Telegram kept it.
    `claimed_by` is the name of a process; `others` are the further messages of an album, with
    spaces.
    """

    __tablename__ = "delivery_message"
    __table_args__ = (
        Index(
            "ix_delivery_message_waiting",
            "urgency",
            "not_before",
            "id",
            sqlite_where=_WAITING,
            postgresql_where=_WAITING,
        ),
        Index("ix_delivery_message_batch", "batch_id", "state"),
        Index("ix_delivery_message_reached", "person_id", "sent_at"),
        Index("ix_delivery_message_state", "state"),
    )

    id: int | None = Field(default=None, primary_key=True)
    dedupe_key: str = Field(unique=True)
    purpose: str
    person_id: int
    chat_id: int = Field(sa_type=BigInteger)
    urgency: int
    content_id: int = Field(foreign_key="delivery_content.id", index=True)
    batch_id: int | None = Field(default=None, foreign_key="delivery_batch.id")
    state: str = "waiting"
    counts: bool = False
    twice_is_harmless: bool = False
    silent: bool = False
    reply_to: int | None = Field(default=None, sa_type=BigInteger)
    not_before: datetime = Field(sa_type=Instant)
    expires_at: datetime | None = Field(default=None, sa_type=Instant)
    claimed_at: datetime | None = Field(default=None, sa_type=Instant)
    claimed_by: str | None = None
    sent_at: datetime | None = Field(default=None, sa_type=Instant)
    message_id: int | None = Field(default=None, sa_type=BigInteger)
    others: str | None = None
    error: str | None = None


class PaceRow(Record, table=True):
    """What processes that send side by side share: until when the permitted pace is given away, and
    until when Telegram wants nobody to send. Instants by the database's own clock.
    """

    __tablename__ = "delivery_pace"

    name: str = Field(primary_key=True)
    given_until: datetime = Field(sa_type=Instant)
    paused_until: datetime = Field(sa_type=Instant)
