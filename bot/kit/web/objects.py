"""Files behind a link that expires: for whoever may fetch a file without Telegram, or one that is
too large for it. The object is handed over: it goes when the link has expired or was revoked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import delete, exists, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.db import Database, table_of
from bot.kit.files.failures import StoreUnreachable
from bot.kit.files.names import safe_name
from bot.kit.files.rotation import Held, Holder, named_in
from bot.kit.files.store import ObjectStore
from bot.kit.settings import Settings
from bot.kit.tasks.queue import queue_task
from bot.kit.tasks.worker import TryLater
from bot.kit.web.links import PagesMissing, link_to
from bot.kit.web.tables import ObjectRow
from bot.kit.web.tokens import TokenFault, make_token, revoke, tokens

PURPOSE: Final = "file"
DISCARD: Final = "web.discard"
STILL_READ: Final = timedelta(hours=2)  # whoever began to fetch it may finish
objects = table_of(ObjectRow)


@dataclass(frozen=True, slots=True)
class Offered:
    """A stored object as it is offered: `size` in bytes, `name` as it is saved under."""

    key: str
    name: str
    mime: str
    size: int


async def link_to_object(
    session: AsyncSession,
    settings: Settings,
    offered: Offered,
    *,
    owner_id: int | None,
    expires_at: datetime,
    now: datetime,
    language: str | None = None,
) -> str:
    """A link that whoever holds it can fetch the object by, as often as needed until it expires.

    From here on the object belongs to the link: it is deleted some time after. Raises PagesMissing
    where no page can be reached; the object is then still the caller's.
    """
    if settings.public_url is None:
        raise PagesMissing
    number, token = await make_token(
        session, PURPOSE, offered.key[:200], owner_id=owner_id, expires_at=expires_at, now=now
    )
    values = {"key": offered.key, "mime": offered.mime, "size": offered.size}
    named = {"token_id": number, "name": safe_name(offered.name)}
    await session.execute(insert(objects).values(**values, **named))
    await _discard_later(session, number, expires_at + STILL_READ)
    return link_to(settings, f"/file/{token}", language)


async def _discard_later(session: AsyncSession, token_id: int, at: datetime) -> None:
    key = f"{DISCARD}.{token_id}.{at.isoformat()}"
    await queue_task(session, DISCARD, {"token": token_id}, dedupe_key=key, run_after=at)


async def find_object(session: AsyncSession, token_id: int) -> Offered | None:
    """None where it is gone already."""
    found = select(objects.c.key, objects.c.name, objects.c.mime, objects.c.size)
    row = (await session.execute(found.where(objects.c.token_id == token_id))).one_or_none()
    return Offered(*row) if row else None


async def forget_object(session: AsyncSession, token_id: int) -> None:
    await session.execute(delete(objects).where(objects.c.token_id == token_id))


async def take_back(
    session: AsyncSession, token_id: int, now: datetime, why: TokenFault = TokenFault.REVOKED
) -> None:
    """The link opens nothing from now on, its page says `why`, and its object goes."""
    await revoke(session, token_id, now, why)
    await _discard_later(session, token_id, now)


async def take_back_all(
    session: AsyncSession, owner_id: int, now: datetime, why: TokenFault = TokenFault.REVOKED
) -> None:
    """No link to a file with somebody's data opens any more, and the files go."""
    found = select(tokens.c.id).where(tokens.c.owner_id == owner_id, tokens.c.purpose == PURPOSE)
    held = found.where(exists().where(objects.c.token_id == tokens.c.id))
    for token_id in (await session.execute(held)).scalars().all():
        await take_back(session, token_id, now, why)


async def has_open_link(session: AsyncSession, owner_id: int, now: datetime) -> bool:
    """Whether a file with somebody's data can be fetched by a link."""
    found = select(tokens.c.id).where(
        tokens.c.owner_id == owner_id,
        tokens.c.purpose == PURPOSE,
        tokens.c.revoked_at.is_(None),
        tokens.c.expires_at > now,
    )
    return (await session.execute(found.limit(1))).first() is not None


async def _find(session: AsyncSession, after: int, limit: int) -> list[Held]:
    found = select(objects.c.id, objects.c.key, objects.c.size).where(objects.c.id > after)
    rows: Sequence[Any] = (await session.execute(found.order_by(objects.c.id).limit(limit))).all()
    return [Held(row.id, row.key, row.size, None) for row in rows]


async def _move(session: AsyncSession, held: Held, key: str, now: datetime) -> bool:
    same = objects.c.id == held.id, objects.c.key == held.key
    moved: Any = await session.execute(update(objects).where(*same).values(key=key))
    if moved.rowcount:
        dedupe, at = f"{DISCARD}.moved.{held.key}", now + STILL_READ
        await queue_task(session, DISCARD, {"key": held.key}, dedupe_key=dedupe, run_after=at)
    return bool(moved.rowcount)


async def discard(database: Database, store: ObjectStore, payload: Mapping[str, Any]) -> None:
    """Delete the object of a link (`token`) or of a key (`key`). Raises TryLater."""
    key = payload.get("key")
    if key is None:
        async with database.reading() as session:
            offered = await find_object(session, payload["token"])
        if offered is None:
            return
        key = offered.key
    try:
        await store.delete(key)
    except StoreUnreachable as failed:
        raise TryLater(str(failed)) from failed
    if "token" in payload:
        async with database.transaction() as session:
            await forget_object(session, payload["token"])


async def _lost(session: AsyncSession, held: Held, now: datetime) -> None:
    """There is nothing to fetch any more: the page says so, and how to get a new one."""
    found = select(objects.c.token_id).where(objects.c.id == held.id, objects.c.key == held.key)
    token_id = (await session.execute(found)).scalar_one_or_none()
    if token_id is not None:
        await take_back(session, token_id, now, TokenFault.EXPIRED)


HOLDER: Final = Holder(0, _find, named_in(objects.c.key), move=_move, lost=_lost)
