"""Rows of connected groups and their topics. Only numbers of what others hold, and no words."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Column, Index, UniqueConstraint, text
from sqlmodel import Field

from bot.kit.db import Instant, Record

_BEHIND = text("shown <> wanted")
_OPEN = text("thread_id IS NOT NULL AND NOT closed")
_WAITING = text("said = 'waiting'")


class RoomRow(Record, table=True):
    """A connected group; `scope_kind` and `scope` are those of a grant.

    `fault` is why nothing can be done in it now. `changes` counts what made it look again, `worker`
    is the task that works on it, and until `again_at` it waits for its pace.
    """

    __tablename__ = "staffrooms_room"

    id: int | None = Field(default=None, primary_key=True)
    group_id: int = Field(sa_column=Column(BigInteger, unique=True, nullable=False))
    title: str
    language: str
    zone: str
    scope_kind: str
    scope: str | None = None
    connected_by: int = Field(foreign_key="people_person.id", index=True)
    connected_at: datetime = Field(sa_type=Instant)
    fault: str | None = None
    changes: int = 0
    worker: int | None = None
    worked_at: datetime | None = Field(default=None, sa_type=Instant)
    again_at: datetime | None = Field(default=None, sa_type=Instant)


class TopicRow(Record, table=True):
    """A question's topic in one group. `question_id` is no foreign key: it may outlive its question
    by the moment that deleting the topic takes.

    `title` and `card` are digests of what stands there. It is behind while `shown` is not `wanted`.
    """

    __tablename__ = "staffrooms_topic"
    __table_args__ = (
        UniqueConstraint("room_id", "question_id"),
        Index("ix_staffrooms_topic_thread", "room_id", "thread_id"),
        Index(
            "ix_staffrooms_topic_behind",
            "room_id",
            "id",
            sqlite_where=_BEHIND,
            postgresql_where=_BEHIND,
        ),
        Index("ix_staffrooms_topic_open", "checked_at", sqlite_where=_OPEN, postgresql_where=_OPEN),
    )

    id: int | None = Field(default=None, primary_key=True)
    room_id: int = Field(foreign_key="staffrooms_room.id")
    question_id: int = Field(index=True)
    thread_id: int | None = Field(default=None, sa_type=BigInteger)
    title: str = ""
    closed: bool = False
    card_message: int | None = Field(default=None, sa_type=BigInteger)
    card: str = ""
    wanted: int = 1
    shown: int = 0
    version: int = 0
    checked_at: datetime | None = Field(default=None, sa_type=Instant)


class PostRow(Record, table=True):
    """A message in a topic that stands for something; without `message_id` it is to be sent.

    `kind` and `ref` say for what (an entry, a note), `number` for which edit of it. `said` is what
    a receipt says of the delivery.
    """

    __tablename__ = "staffrooms_post"
    __table_args__ = (
        UniqueConstraint("topic_id", "kind", "ref", "number"),
        Index("ix_staffrooms_post_message", "topic_id", "message_id"),
        Index(
            "ix_staffrooms_post_waiting",
            "topic_id",
            sqlite_where=_WAITING,
            postgresql_where=_WAITING,
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    topic_id: int = Field(foreign_key="staffrooms_topic.id")
    kind: str
    ref: int
    number: int = 0
    message_id: int | None = Field(default=None, sa_type=BigInteger)
    reply_to: int | None = Field(default=None, sa_type=BigInteger)
    said: str = ""


class ToldRow(Record, table=True):
    """Who has been told in a group that they are no tutor there: once is enough."""

    __tablename__ = "staffrooms_told"

    group_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    telegram_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    told_at: datetime = Field(sa_type=Instant)


class PaceRow(Record, table=True):
    """Until when a group's budget is spent, over restarts and several processes."""

    __tablename__ = "staffrooms_pace"

    group_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    free_at: datetime = Field(sa_type=Instant)
