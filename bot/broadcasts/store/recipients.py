"""What became of each recipient's message, and which content carries which language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.broadcasts.rules.ledger import Row
from bot.broadcasts.rules.states import Counts
from bot.broadcasts.store.answers import answers, presses
from bot.broadcasts.store.buttons import buttons
from bot.broadcasts.tables import ContentRow
from bot.kit.db import table_of
from bot.kit.delivery import batches
from bot.kit.delivery.tables import Message
from bot.people.store import people

contents = table_of(ContentRow)
messages = table_of(Message)


async def add_content(
    session: AsyncSession, broadcast_id: int, language: str, content_id: int
) -> None:
    adding = insert(contents).values(
        broadcast_id=broadcast_id, language=language, content_id=content_id
    )
    await session.execute(adding)


async def delete_contents(session: AsyncSession, broadcast_id: int) -> None:
    """Before a confirmation: what an earlier one, which was taken back, would have sent."""
    await session.execute(delete(contents).where(contents.c.broadcast_id == broadcast_id))


async def find_contents(session: AsyncSession, broadcast_id: int) -> dict[str, list[int]]:
    """By language the contents it has had, oldest first; the last is the one that counts."""
    found = select(contents.c.language, contents.c.content_id).where(
        contents.c.broadcast_id == broadcast_id
    )
    by_language: dict[str, list[int]] = {}
    for language, content in await session.execute(found.order_by(contents.c.content_id)):
        by_language.setdefault(language, []).append(content)
    return by_language


async def load_counts(session: AsyncSession, batch_id: int | None) -> Counts:
    """How far a batch is; nothing where there is none yet."""
    rows = await batches.load_counts(session, batch_id) if batch_id is not None else []
    first = min((row.first_due for row in rows if row.first_due), default=None)
    last = max((row.last_due for row in rows if row.last_due), default=None)
    return Counts({row.state: row.number for row in rows}, first, last)


async def find_counts(session: AsyncSession, batch_ids: Sequence[int]) -> dict[int, Counts]:
    """How many messages of several batches stand in which state."""
    counted = (
        select(messages.c.batch_id, messages.c.state, func.count())
        .where(messages.c.batch_id.in_(list(batch_ids)))
        .group_by(messages.c.batch_id, messages.c.state)
    )
    by_batch: dict[int, dict[str, int]] = {}
    for batch, state, number in await session.execute(counted):
        by_batch.setdefault(batch, {})[state] = number
    return {batch: Counts(of) for batch, of in by_batch.items()}


async def find_rows(
    session: AsyncSession,
    broadcast_id: int,
    batch_id: int,
    *,
    after: int,
    limit: int,
    offset: int = 0,
    state: str | None = None,
) -> list[Row]:
    """The next rows of the ledger, by id; only those of a state, if one is given."""
    found = (
        select(
            messages.c.id,
            people.c.name,
            people.c.public_id,
            contents.c.language,
            messages.c.state,
            _happened_at(),
            messages.c.error,
            answers.c.button_id,
            answers.c.at,
            _pressed(broadcast_id),
        )
        .select_from(
            messages.outerjoin(people, people.c.id == messages.c.person_id)
            .outerjoin(contents, contents.c.content_id == messages.c.content_id)
            .outerjoin(
                answers,
                (answers.c.broadcast_id == broadcast_id)
                & (answers.c.person_id == messages.c.person_id),
            )
        )
        .where(messages.c.batch_id == batch_id, messages.c.id > after)
    )
    if state is not None:
        found = found.where(messages.c.state == state)
    ordered = found.order_by(messages.c.id).limit(limit).offset(offset)
    return [Row(*row) for row in await session.execute(ordered)]


async def count_with(session: AsyncSession, batch_id: int, content_ids: Sequence[int]) -> int:
    """How many phones of a batch show one of these contents."""
    counted = select(func.count()).where(
        messages.c.batch_id == batch_id,
        messages.c.state == "sent",
        messages.c.content_id.in_(list(content_ids)),
    )
    return (await session.execute(counted)).scalar_one()


def _happened_at() -> Any:
    return func.coalesce(messages.c.sent_at, messages.c.claimed_at)


def _pressed(broadcast_id: int) -> Any:
    """How often the recipient of a row went through a button to a place in the bot."""
    of = select(buttons.c.id).where(buttons.c.broadcast_id == broadcast_id)
    pressed = select(func.coalesce(func.sum(presses.c.times), 0)).where(
        presses.c.button_id.in_(of), presses.c.person_id == messages.c.person_id
    )
    return pressed.scalar_subquery()
