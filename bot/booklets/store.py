"""All SQL of booklets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.booklets.rules import Edition, Printed
from bot.booklets.tables import PrintedRow
from bot.kit.db import insert_new, table_of

_printed = table_of(PrintedRow)


async def find_printed(session: AsyncSession, digest: str) -> Printed | None:
    found = select(_printed.c.digest, _printed.c.key, _printed.c.pages, _printed.c.size)
    row = (await session.execute(found.where(_printed.c.digest == digest))).one_or_none()
    return Printed(*row) if row else None


async def save_printed(
    session: AsyncSession, edition: Edition, printed: Printed, now: datetime
) -> None:
    """One that is there already stays as it is."""
    await session.execute(
        insert_new(session, PrintedRow)
        .values(
            digest=edition.digest,
            work=edition.work.id,
            language=edition.language,
            key=printed.key,
            pages=printed.pages,
            size=printed.size,
            printed_at=now,
        )
        .on_conflict_do_nothing()
    )


async def forget_older(session: AsyncSession, edition: Edition) -> list[str]:
    """Earlier editions of the same work in the same language are no longer offered; their keys."""
    older = delete(_printed).where(
        _printed.c.work == edition.work.id,
        _printed.c.language == edition.language,
        _printed.c.digest != edition.digest,
    )
    return list((await session.execute(older.returning(_printed.c.key))).scalars())


async def find_all_printed(session: AsyncSession, after: str, limit: int) -> list[Printed]:
    """A page of them behind a digest, in the order of digests."""
    found = select(_printed.c.digest, _printed.c.key, _printed.c.pages, _printed.c.size)
    page = found.where(_printed.c.digest > after).order_by(_printed.c.digest).limit(limit)
    return [Printed(*row) for row in await session.execute(page)]


async def forget_printed(session: AsyncSession, digest: str) -> None:
    """It is printed anew when somebody asks for it."""
    await session.execute(delete(_printed).where(_printed.c.digest == digest))


async def find_known(session: AsyncSession, keys: Sequence[str]) -> set[str]:
    """Which of these keys are of objects that are offered."""
    found = select(_printed.c.key).where(_printed.c.key.in_(keys))
    return set((await session.execute(found)).scalars())


async def is_kept(session: AsyncSession, key: str) -> bool:
    """Whether the object of this key is one that is offered."""
    found = await session.execute(select(_printed.c.digest).where(_printed.c.key == key))
    return found.first() is not None
