"""Tokens of links, the objects that links lead to, and wrong tokens by whence they came."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Text
from sqlmodel import Field

from bot.kit.db import Instant, Record


class TokenRow(Record, table=True):
    """A link that somebody holds. The token is known to them alone; here is its SHA-256.

    `subject` says which thing of the purpose it opens; `owner_id` whose data that is. `why` tells a
    link that was stopped for a reason of its own from others that were revoked.
    """

    __tablename__ = "web_token"

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(unique=True)
    purpose: str
    subject: str
    owner_id: int | None = Field(default=None, index=True)
    made_at: datetime = Field(sa_type=Instant)
    expires_at: datetime = Field(sa_type=Instant, index=True)
    used_at: datetime | None = Field(default=None, sa_type=Instant)
    revoked_at: datetime | None = Field(default=None, sa_type=Instant)
    why: str | None = None


class ObjectRow(Record, table=True):
    """An object of the store that a link leads to, and that goes when the link has expired."""

    __tablename__ = "web_object"

    id: int | None = Field(default=None, primary_key=True)
    token_id: int = Field(foreign_key="web_token.id", unique=True)
    key: str
    name: str = Field(sa_type=Text)
    mime: str
    size: int = Field(sa_type=BigInteger)


class GuessRow(Record, table=True):
    """Wrong tokens from one address, of which only a hash is kept that changes its salt daily."""

    __tablename__ = "web_guess"

    client: str = Field(primary_key=True)
    failures: int
    last_at: datetime = Field(sa_type=Instant, index=True)
