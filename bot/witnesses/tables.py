"""Rows of witnesses."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, Text
from sqlmodel import Field

from bot.kit.db import Instant, Record


class RequestRow(Record, table=True):
    """An account that one witness is asked about, and the answer. `token_id` is the link's.

    `digest` is of the account, `answer_digest` of it and all that was said. `tags` have blanks
    between them. `erased_at`: the witness wished that nothing of them is kept.
    """

    __tablename__ = "witnesses_request"
    __table_args__ = (Index("ix_witnesses_request_piece", "piece_id", "id"),)

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(unique=True)
    piece_id: int = Field(foreign_key="evidence_piece.id")
    person_id: int = Field(foreign_key="people_person.id", index=True)
    outcome: str
    tags: str = Field(sa_type=Text)
    account: str = Field(sa_type=Text)
    digest: str
    state: str
    language: str = ""
    made_at: datetime = Field(sa_type=Instant)
    token_id: int | None = Field(default=None)
    sent_at: datetime | None = Field(default=None, sa_type=Instant)
    expires_at: datetime | None = Field(default=None, sa_type=Instant)
    opened_at: datetime | None = Field(default=None, sa_type=Instant)
    answered_at: datetime | None = Field(default=None, sa_type=Instant)
    answered_in: str = ""
    answer_digest: str = ""
    entry_id: int | None = Field(default=None, foreign_key="evidence_entry.id")
    name: str = Field(default="", sa_type=Text)
    role: str = Field(default="", sa_type=Text)
    organisation: str = Field(default="", sa_type=Text)
    relation: str = Field(default="", sa_type=Text)
    words: str = Field(default="", sa_type=Text)
    erased_at: datetime | None = Field(default=None, sa_type=Instant)
