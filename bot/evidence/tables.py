"""Rows of evidence. Outcomes and statements are named by their ids in the content."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Index, Text, UniqueConstraint, text
from sqlmodel import Field

from bot.kit.db import Instant, Record

_HERE = text("state IN ('stored', 'quarantined', 'withheld') AND removed_at IS NULL")
_OPEN = text("state IN ('reported', 'objected', 'upheld')")


class PieceRow(Record, table=True):
    """A piece of evidence; `version` is the one that is being worked on or was handed in last.

    `tags` and `checks` are ids and names with blanks between them. `context_held`: the lines of
    context of the versions up to this one are withheld from others. `told_at`: its owner knows
    since then that the draft goes by itself.
    """

    __tablename__ = "evidence_piece"
    __table_args__ = (
        Index("ix_evidence_piece_person", "person_id", "changed_at"),
        Index("ix_evidence_piece_waiting", "state", "submitted_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(unique=True)
    person_id: int = Field(foreign_key="people_person.id")
    outcome: str = ""
    kind: str | None = None
    state: str
    version: int = 1
    context: str = Field(default="", sa_type=Text)
    checks: str = ""
    tags: str = Field(default="", sa_type=Text)
    unread: bool = False
    context_held: int = 0
    changed_at: datetime = Field(sa_type=Instant)
    submitted_at: datetime | None = Field(default=None, sa_type=Instant)
    told_at: datetime | None = Field(default=None, sa_type=Instant)


class EntryRow(Record, table=True):
    """A file, text or link of a piece. `key` names the object before there is one.

    `removed_at`: taken out of the draft; versions that were handed in with it still hold it.
    `told`: the person knows that it takes longer. `found` names the virus in it. `position` says
    what became of the place in it, `sent_sha256` what it was before that was cut out. `preview`
    says whether others see a picture of it, `pages` of how many pages. `told_at`: its owner knows
    since then that it goes unless a scanner comes.
    """

    __tablename__ = "evidence_entry"
    __table_args__ = (
        UniqueConstraint("person_id", "number"),
        Index("ix_evidence_entry_piece", "piece_id", "id"),
        Index(
            "ix_evidence_entry_twin",
            "person_id",
            "sha256",
            sqlite_where=_HERE,
            postgresql_where=_HERE,
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    piece_id: int = Field(foreign_key="evidence_piece.id")
    person_id: int = Field(foreign_key="people_person.id")
    form: str
    state: str
    number: int | None = None
    message_id: int | None = Field(default=None, sa_type=BigInteger)
    wording: int = 0
    caption: str = Field(default="", sa_type=Text)
    key: str = ""
    media_kind: str = ""
    file_id: str = Field(default="", sa_type=Text)
    name: str | None = Field(default=None, sa_type=Text)
    claimed_size: int | None = Field(default=None, sa_type=BigInteger)
    size: int | None = Field(default=None, sa_type=BigInteger)
    sha256: str | None = None
    mime: str | None = None
    extension: str | None = None
    family: str | None = None
    reason: str | None = None
    twin: int | None = None
    found: str | None = None
    told: bool = False
    position: str | None = None
    sent_sha256: str | None = None
    preview: str | None = None
    pages: int | None = None
    sent_at: datetime = Field(sa_type=Instant)
    stored_at: datetime | None = Field(default=None, sa_type=Instant)
    removed_at: datetime | None = Field(default=None, sa_type=Instant)
    told_at: datetime | None = Field(default=None, sa_type=Instant)


class WordingRow(Record, table=True):
    """One version of a written text; `text` is a formatted text as JSON."""

    __tablename__ = "evidence_wording"
    __table_args__ = (UniqueConstraint("entry_id", "version"),)

    id: int | None = Field(default=None, primary_key=True)
    entry_id: int = Field(foreign_key="evidence_entry.id")
    version: int
    text: str = Field(sa_type=Text)
    written_at: datetime = Field(sa_type=Instant)


class VersionRow(Record, table=True):
    """What was handed in, never changed. `content` is JSON: [[entry id, wording, caption], …]."""

    __tablename__ = "evidence_version"
    __table_args__ = (UniqueConstraint("piece_id", "version"),)

    id: int | None = Field(default=None, primary_key=True)
    piece_id: int = Field(foreign_key="evidence_piece.id")
    version: int
    outcome: str
    kind: str
    context: str = Field(sa_type=Text)
    tags: str = Field(sa_type=Text)
    content: str = Field(sa_type=Text)
    submitted_at: datetime = Field(sa_type=Instant)


class FeedbackRow(Record, table=True):
    """What a tutor said about a version; a file of it stays with Telegram."""

    __tablename__ = "evidence_feedback"
    __table_args__ = (Index("ix_evidence_feedback_piece", "piece_id", "id"),)

    id: int | None = Field(default=None, primary_key=True)
    piece_id: int = Field(foreign_key="evidence_piece.id")
    version: int
    tutor_id: int = Field(foreign_key="people_person.id")
    text: str = Field(sa_type=Text)
    media_kind: str | None = None
    file_id: str | None = Field(default=None, sa_type=Text)
    given_at: datetime = Field(sa_type=Instant)


class NumberRow(Record, table=True):
    """The last receipt number that somebody got."""

    __tablename__ = "evidence_number"

    person_id: int = Field(primary_key=True, foreign_key="people_person.id")
    last: int = 0


class PreviewRow(Record, table=True):
    """A picture of a file, or of a page of it, in the object store under `key`; `size` in bytes.

    `page` counts from 0; `source` is the object that it was made from.
    """

    __tablename__ = "evidence_preview"
    __table_args__ = (UniqueConstraint("entry_id", "page"),)

    id: int | None = Field(default=None, primary_key=True)
    entry_id: int = Field(foreign_key="evidence_entry.id")
    page: int
    key: str = Field(unique=True)
    size: int
    sha256: str
    source: str = Field(index=True)


class HabitRow(Record, table=True):
    """What somebody wants done with their files without being asked again."""

    __tablename__ = "evidence_habit"

    person_id: int = Field(primary_key=True, foreign_key="people_person.id")
    removes_positions: bool = False


class HoldRow(Record, table=True):
    """A part that may hold client data, and what became of it; nothing of the part itself.

    `entry_id` is 0 for the line of context. One that was deleted for good stays as the trace of
    that: when, by whom, why. `left` counts messages with it that Telegram kept in chats.
    """

    __tablename__ = "evidence_hold"
    __table_args__ = (
        Index(
            "ix_evidence_hold_part",
            "piece_id",
            "entry_id",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        Index("ix_evidence_hold_due", "state", "due_at"),
        Index("ix_evidence_hold_person", "person_id", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    piece_id: int = Field(foreign_key="evidence_piece.id")
    entry_id: int
    person_id: int = Field(foreign_key="people_person.id")
    number: int | None = None
    version: int
    state: str
    reported_at: datetime = Field(sa_type=Instant)
    due_at: datetime = Field(sa_type=Instant)
    warned: bool = False
    decided_by: int | None = Field(default=None, foreign_key="people_person.id")
    why: str | None = None
    ended_at: datetime | None = Field(default=None, sa_type=Instant)
    left: int = 0


class ReportRow(Record, table=True):
    """Who reported it; `place` is where it stands in their words, until it has ended."""

    __tablename__ = "evidence_report"
    __table_args__ = (UniqueConstraint("hold_id", "person_id"),)

    id: int | None = Field(default=None, primary_key=True)
    hold_id: int = Field(foreign_key="evidence_hold.id")
    person_id: int = Field(foreign_key="people_person.id", index=True)
    place: str = Field(default="", sa_type=Text)
    reported_at: datetime = Field(sa_type=Instant)
