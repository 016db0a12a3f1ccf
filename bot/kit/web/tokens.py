"""One-time tokens: whoever holds one may open one thing, until it is used, revoked or expired."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from secrets import token_urlsafe
from typing import Any, Final

from sqlalchemy import ColumnElement, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.db import table_of
from bot.kit.web.tables import ObjectRow, TokenRow

TOKEN_BYTES: Final = 24  # 192 bits: 32 characters
_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{32}")
tokens = table_of(TokenRow)
_objects = table_of(ObjectRow)


class TokenFault(StrEnum):
    """Why a link opens nothing."""

    UNKNOWN = "unknown"
    EXPIRED = "expired"
    USED = "used"
    REVOKED = "revoked"
    HELD_BACK = "held_back"


class TokenRefused(Exception):
    """The link opens nothing; the page for its `fault` reveals nothing else."""

    def __init__(self, fault: TokenFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Token:
    """What is known of a link; instants in UTC."""

    id: int
    purpose: str
    subject: str
    owner_id: int | None
    made_at: datetime
    expires_at: datetime
    used_at: datetime | None = None
    revoked_at: datetime | None = None
    why: str | None = None


def hash_of(token: str) -> str:
    """What is stored of a token. Tokens are random, so that a plain hash is enough."""
    return sha256(token.encode()).hexdigest()


def what_is_wrong(token: Token | None, now: datetime) -> TokenFault | None:
    """Used and revoked come before expired: that is what became of the link."""
    if token is None:
        return TokenFault.UNKNOWN
    if token.used_at is not None:
        return TokenFault.USED
    if token.revoked_at is not None:
        return TokenFault(token.why) if token.why else TokenFault.REVOKED
    return TokenFault.EXPIRED if token.expires_at <= now else None


async def make_token(
    session: AsyncSession,
    purpose: str,
    subject: str,
    *,
    owner_id: int | None,
    expires_at: datetime,
    now: datetime,
) -> tuple[int, str]:
    """A new token: its row's number to revoke it by, and the token itself, kept nowhere."""
    token = token_urlsafe(TOKEN_BYTES)
    stored = await session.execute(
        insert(tokens)
        .values(
            token_hash=hash_of(token),
            purpose=purpose,
            subject=subject,
            owner_id=owner_id,
            made_at=now,
            expires_at=expires_at,
        )
        .returning(tokens.c.id)
    )
    return stored.scalar_one(), token


async def find_token(session: AsyncSession, purpose: str, token: str, now: datetime) -> Token:
    """The token, if it opens something now. Raises TokenRefused."""
    found = await look_up(session, purpose, token)
    fault = what_is_wrong(found, now)
    if found is None or fault is not None:
        raise TokenRefused(fault or TokenFault.UNKNOWN)
    return found


async def look_up(session: AsyncSession, purpose: str, token: str) -> Token | None:
    """The token in whatever state; None where there is none of that purpose."""
    if not _TOKEN.fullmatch(token):
        return None
    columns = [tokens.c[name] for name in Token.__dataclass_fields__]
    found = select(*columns).where(
        tokens.c.token_hash == hash_of(token), tokens.c.purpose == purpose
    )
    row = (await session.execute(found)).one_or_none()
    return Token(*row) if row else None


async def use_token(session: AsyncSession, purpose: str, token: str, now: datetime) -> Token:
    """Use it up: of two who do so at once, one succeeds. Raises TokenRefused."""
    found = await find_token(session, purpose, token, now)
    using = update(tokens).where(tokens.c.id == found.id, *_open(now)).values(used_at=now)
    used: Any = await session.execute(using)
    if used.rowcount != 1:
        again = what_is_wrong(await look_up(session, purpose, token), now)
        raise TokenRefused(again or TokenFault.USED)
    return found


def _open(now: datetime) -> tuple[ColumnElement[bool], ...]:
    unused = tokens.c.used_at.is_(None), tokens.c.revoked_at.is_(None)
    return *unused, tokens.c.expires_at > now


async def revoke(
    session: AsyncSession, token_id: int, now: datetime, why: TokenFault = TokenFault.REVOKED
) -> bool:
    """Whether it was still open; from now on it is not, and its page says `why`."""
    revoking = update(tokens).where(tokens.c.id == token_id, *_open(now))
    told = None if why is TokenFault.REVOKED else str(why)
    revoked: Any = await session.execute(revoking.values(revoked_at=now, why=told))
    return bool(revoked.rowcount)
