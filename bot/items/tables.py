"""Items as they were when somebody was asked."""

from __future__ import annotations

from sqlalchemy import Text
from sqlmodel import Field

from bot.kit.db import Record


class SnapshotRow(Record, table=True):
    """One version of an item: `hash` is its fingerprint, `data` what `bot.items.snapshots` reads.

    A later deployment may change or take away the item; results are explained against this.
    """

    __tablename__ = "items_snapshot"

    item_id: str = Field(primary_key=True)
    hash: str = Field(primary_key=True)
    version: int
    data: str = Field(sa_type=Text)
