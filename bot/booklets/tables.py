"""Rows of booklets."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field

from bot.kit.db import Instant, Record


class PrintedRow(Record, table=True):
    """A finished PDF in the object store, under `key`; `size` in bytes.

    `digest` is that of its words and its layout, `work` the id of the module or guide.
    """

    __tablename__ = "booklets_printed"

    digest: str = Field(primary_key=True)
    work: str = Field(index=True)
    language: str
    key: str = Field(unique=True)
    pages: int
    size: int
    printed_at: datetime = Field(sa_type=Instant)
