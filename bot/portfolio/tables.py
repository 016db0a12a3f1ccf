"""Rows of exports and of the objects that hold them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Index, UniqueConstraint, text
from sqlmodel import Field

from bot.kit.db import Instant, Record

_MAKING = text("state = 'making'")


class ExportRow(Record, table=True):
    """An export that somebody asked for; one is made at a time.

    `offered` are the seconds since 1970 at which its button was made. `size` in bytes and `volumes`
    are of what was made, `left_out` counts files that are named in it alone. `told`: the person
    knows that it takes longer. `live_message` is the message that shows how far it is.
    """

    __tablename__ = "portfolio_export"
    __table_args__ = (
        UniqueConstraint("person_id", "offered", "form", "scope"),
        Index("ix_portfolio_export_person", "person_id", "asked_at"),
        Index(
            "uq_portfolio_export_making",
            "person_id",
            unique=True,
            sqlite_where=_MAKING,
            postgresql_where=_MAKING,
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(unique=True)
    person_id: int = Field(foreign_key="people_person.id")
    form: str
    scope: str
    state: str
    offered: int = Field(sa_type=BigInteger)
    asked_at: datetime = Field(sa_type=Instant)
    settled_at: datetime | None = Field(default=None, sa_type=Instant)
    expires_at: datetime | None = Field(default=None, sa_type=Instant)
    pieces: int = 0
    files: int = 0
    left_out: int = 0
    volumes: int = 0
    size: int = Field(default=0, sa_type=BigInteger)
    by_link: bool = False
    told: bool = False
    live_message: int | None = Field(default=None, sa_type=BigInteger)


class VolumeRow(Record, table=True):
    """An object of an export; its key stands here before there is one, its size afterwards."""

    __tablename__ = "portfolio_volume"
    __table_args__ = (UniqueConstraint("export_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    export_id: int = Field(foreign_key="portfolio_export.id")
    number: int
    key: str = Field(unique=True)
    name: str = ""
    size: int | None = Field(default=None, sa_type=BigInteger)
    sha256: str | None = None
