"""Rows of broadcasts. Who got what stands in the outbox, one row a person, under the batch."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import BigInteger, Index, Text, UniqueConstraint, text
from sqlmodel import Field

from bot.kit.db import Instant, Record

_ACTIVE = text("finished_at IS NULL")


class BroadcastRow(Record, table=True):
    """One message to many; `state` as in `rules.states`.

    `audience` is JSON of `rules.audience`, `media` of pairs of kind and file; `album` is Telegram's
    word for those that came together. `version` grows with every change of what recipients
    would get, so that an approval is of one version. `send_on` and `send_at_time` are wall time in
    `zone`, or in each recipient's own zone. `frozen_after` is the last person whose row is in the
    outbox, `frozen_until` the last who was there when it was confirmed.
    """

    __tablename__ = "broadcasts_broadcast"
    __table_args__ = (
        Index(
            "ix_broadcasts_broadcast_active",
            "state",
            sqlite_where=_ACTIVE,
            postgresql_where=_ACTIVE,
        ),
        Index("ix_broadcasts_broadcast_live", "live_chat", "live_message"),
    )

    id: int | None = Field(default=None, primary_key=True)
    composer_id: int = Field(foreign_key="people_person.id", index=True)
    state: str = "draft"
    version: int = 1
    audience: str = Field(sa_type=Text)
    fallback: str | None = None
    media: str | None = Field(default=None, sa_type=Text)
    album: str | None = None
    send_on: date | None = None
    send_at_time: time | None = None
    zone: str
    own_zones: bool = False
    asked_count: int | None = None
    confirmed_count: int | None = None
    frozen_after: int = 0
    frozen_until: int = 0
    batch_id: int | None = Field(default=None, foreign_key="delivery_batch.id")
    approver_id: int | None = Field(default=None, foreign_key="people_person.id", index=True)
    live_chat: int | None = Field(default=None, sa_type=BigInteger)
    live_message: int | None = Field(default=None, sa_type=BigInteger)
    followed_at: datetime | None = Field(default=None, sa_type=Instant)
    followed_done: int = 0
    made_at: datetime = Field(sa_type=Instant)
    started_at: datetime | None = Field(default=None, sa_type=Instant)
    finished_at: datetime | None = Field(default=None, sa_type=Instant)


class VariantRow(Record, table=True):
    """The text in one language, as nodes of `kit.text` in JSON.

    `message_id` is the message it was composed in, whose edits change it. `replacement` is a new
    text for what has been sent already, until it is confirmed.
    """

    __tablename__ = "broadcasts_variant"

    broadcast_id: int = Field(foreign_key="broadcasts_broadcast.id", primary_key=True)
    language: str = Field(primary_key=True)
    words: str = Field(sa_type=Text)
    message_id: int = Field(sa_type=BigInteger)
    replacement: str | None = Field(default=None, sa_type=Text)
    composed_at: datetime = Field(sa_type=Instant)


class ContentRow(Record, table=True):
    """What a language's recipients got, or will get; the newest `content_id` is the one that
    counts.
    """

    __tablename__ = "broadcasts_content"

    content_id: int = Field(foreign_key="delivery_content.id", primary_key=True)
    broadcast_id: int = Field(foreign_key="broadcasts_broadcast.id", index=True)
    language: str


class ButtonRow(Record, table=True):
    """A button under the message, as in `rules.buttons`; `labels` is JSON by language.

    `through` is the address of our own page that counts in `opened` and leads on, by `token`.
    """

    __tablename__ = "broadcasts_button"

    id: int | None = Field(default=None, primary_key=True)
    broadcast_id: int = Field(foreign_key="broadcasts_broadcast.id", index=True)
    kind: str
    target: str
    label: str = ""
    labels: str = Field(default="{}", sa_type=Text)
    token: str | None = Field(default=None, unique=True)
    through: str | None = None
    opened: int = 0


class AnswerRow(Record, table=True):
    """What somebody answered last, by a button; one a person."""

    __tablename__ = "broadcasts_answer"
    __table_args__ = (Index("ix_broadcasts_answer_button", "broadcast_id", "button_id"),)

    broadcast_id: int = Field(foreign_key="broadcasts_broadcast.id", primary_key=True)
    person_id: int = Field(foreign_key="people_person.id", primary_key=True, index=True)
    button_id: int = Field(foreign_key="broadcasts_button.id")
    at: datetime = Field(sa_type=Instant)


class PressRow(Record, table=True):
    """That somebody went through a button to a place in the bot, and how often."""

    __tablename__ = "broadcasts_press"

    button_id: int = Field(foreign_key="broadcasts_button.id", primary_key=True)
    person_id: int = Field(foreign_key="people_person.id", primary_key=True, index=True)
    times: int = 1
    first_at: datetime = Field(sa_type=Instant)


class AudienceRow(Record, table=True):
    """Rules that a coordinator keeps under a name; `audience` is JSON of `rules.audience`."""

    __tablename__ = "broadcasts_audience"
    __table_args__ = (UniqueConstraint("owner_id", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    owner_id: int = Field(foreign_key="people_person.id")
    name: str
    audience: str = Field(sa_type=Text)
    made_at: datetime = Field(sa_type=Instant)


class AskedRow(Record, table=True):
    """A coordinator who was asked to approve, and may."""

    __tablename__ = "broadcasts_asked"

    broadcast_id: int = Field(foreign_key="broadcasts_broadcast.id", primary_key=True)
    person_id: int = Field(foreign_key="people_person.id", primary_key=True, index=True)


class EventRow(Record, table=True):
    """The audit log: who did what when; `detail` is a number, a language or a reason."""

    __tablename__ = "broadcasts_event"

    id: int | None = Field(default=None, primary_key=True)
    broadcast_id: int = Field(foreign_key="broadcasts_broadcast.id", index=True)
    person_id: int = Field(foreign_key="people_person.id")
    what: str
    detail: str | None = None
    at: datetime = Field(sa_type=Instant)
