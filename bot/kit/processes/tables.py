"""Rows of running processes."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field

from bot.kit.db import Instant, Record


class ProcessRow(Record, table=True):
    """A process that works off rows; `seen_at` is when it last said that it is there."""

    __tablename__ = "kit_process"

    name: str = Field(primary_key=True)
    seen_at: datetime = Field(sa_type=Instant)
