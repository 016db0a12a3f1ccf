"""SQL of the worker: claim, note what became of each message, and recover after a crash."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, case, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.db import table_of
from bot.kit.delivery.tables import Batch, Content, Message
from bot.kit.telegram.pace import Urgency

_messages = table_of(Message)
_batches = table_of(Batch)
_contents = table_of(Content)


@dataclass(frozen=True, slots=True)
class Claimed:
    id: int
    chat_id: int
    urgency: int
    content_id: int
    silent: bool
    reply_to: int | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one claimed message."""

    id: int
    state: str
    at: datetime
    message_id: int | None = None
    error: str | None = None
    others: tuple[int, ...] = ()


async def claim(
    session: AsyncSession,
    limit: int,
    now: datetime,
    owner: str | None = None,
    *,
    least_urgent: int = Urgency.BULK,
) -> list[Claimed]:
    """A process takes up to `limit` messages that are due, answers before notices before bulk."""
    due = due_messages(limit, now, least_urgent)
    if session.get_bind().dialect.name == "postgresql":
        due = due.with_for_update(skip_locked=True, of=_messages)
    state = case((_messages.c.expires_at < now, "expired"), else_="claimed")
    taking = (
        update(_messages)
        .where(_messages.c.id.in_(due.scalar_subquery()))
        .values(state=state, claimed_at=now, claimed_by=owner)
        .returning(
            _messages.c.id,
            _messages.c.chat_id,
            _messages.c.urgency,
            _messages.c.content_id,
            _messages.c.silent,
            _messages.c.reply_to,
            _messages.c.state,
        )
    )
    rows = (await session.execute(taking)).all()
    claimed = [Claimed(*row[:6]) for row in rows if row.state == "claimed"]
    return sorted(claimed, key=lambda message: (message.urgency, message.id))


def due_messages(limit: int, now: datetime, least_urgent: int) -> Select[Any]:
    """Ids of what is to be sent now, in the order in which it goes."""
    open_batches = select(_batches.c.id).where(_batches.c.state == "open")
    return (
        select(_messages.c.id)
        .where(
            _messages.c.state == "waiting",
            _messages.c.not_before <= now,
            _messages.c.urgency <= int(least_urgent),
            or_(_messages.c.batch_id.is_(None), _messages.c.batch_id.in_(open_batches)),
        )
        .order_by(_messages.c.urgency, _messages.c.not_before, _messages.c.id)
        .limit(limit)
    )


async def load_contents(session: AsyncSession, ids: Sequence[int]) -> dict[int, str]:
    found = select(_contents.c.id, _contents.c.screen).where(_contents.c.id.in_(ids))
    return {row[0]: row[1] for row in await session.execute(found)}


async def save_outcomes(session: AsyncSession, outcomes: Sequence[Outcome]) -> None:
    connection = await session.connection()
    await connection.execute(
        update(_messages)
        .where(_messages.c.id == bindparam("of"))
        .values(
            state=bindparam("became"),
            sent_at=bindparam("at"),
            message_id=bindparam("message"),
            error=bindparam("why"),
            others=bindparam("more"),
        ),
        [
            {
                "of": o.id,
                "became": o.state,
                "at": o.at if o.state in ("sent", "uncertain") else None,
                "message": o.message_id,
                "why": o.error,
                "more": " ".join(map(str, o.others)) or None,
            }
            for o in outcomes
        ],
    )


async def recover(session: AsyncSession, is_orphan: ColumnElement[bool]) -> int:
    """What a process that is gone had claimed and not noted is uncertain; harmless ones go again
    by themselves. How many there were.
    """
    left: Any = await session.execute(
        update(_messages)
        .where(_messages.c.state == "claimed", is_orphan)
        .values(state=case((_messages.c.twice_is_harmless.is_(True), "waiting"), else_="uncertain"))
    )
    return left.rowcount
