"""What is done with a batch as a whole: how far it is, sending again, taking back, changing.

Whatever reaches many phones goes by pages, so that a crash repeats a page at most, and Telegram's
answers to it (a message that is deleted already, or not modified) are success.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, case, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.db import table_of
from bot.kit.delivery.outbox import QUEUED
from bot.kit.delivery.tables import Message

_messages = table_of(Message)
_WAITS = case((_messages.c.state == "waiting", _messages.c.not_before))


@dataclass(frozen=True, slots=True)
class StateCount:
    """How many messages of a batch stand in a state, and between when and when they are due."""

    state: str
    number: int
    first_due: datetime | None
    last_due: datetime | None


@dataclass(frozen=True, slots=True)
class SentMessage:
    """A message that lies on somebody's phone; `others` are those of the same album."""

    id: int
    chat_id: int
    message_id: int
    others: tuple[int, ...] = ()


async def load_counts(session: AsyncSession, batch_id: int) -> list[StateCount]:
    """Each state once; the due instants are of what waits."""
    counted = (
        select(_messages.c.state, func.count(), func.min(_WAITS), func.max(_WAITS))
        .where(_messages.c.batch_id == batch_id)
        .group_by(_messages.c.state)
    )
    return [StateCount(*row) for row in await session.execute(counted)]


async def discard(session: AsyncSession, batch_id: int) -> None:
    """Delete what waits in a batch that was never opened, so that it can be queued anew."""
    waiting = (_messages.c.batch_id == batch_id) & (_messages.c.state == "waiting")
    await session.execute(delete(_messages).where(waiting))


async def resend_failed(session: AsyncSession, batch_id: int) -> int:
    """Queue again what Telegram refused; how many."""
    again: Any = await session.execute(
        update(_messages)
        .where(_messages.c.batch_id == batch_id, _messages.c.state == "failed")
        .values(state="waiting", claimed_at=None, error=None)
    )
    session.info[QUEUED] = True
    return again.rowcount


async def find_sent(session: AsyncSession, batch_id: int, limit: int) -> list[SentMessage]:
    """Some messages that are on phones and were neither deleted nor tried to."""
    return await _sent(session, limit, _messages.c.batch_id == batch_id)


async def find_outdated(
    session: AsyncSession, batch_id: int, contents: Sequence[int], limit: int
) -> list[SentMessage]:
    """Some messages that are on phones with one of these contents."""
    of = (_messages.c.batch_id == batch_id) & _messages.c.content_id.in_(contents)
    return await _sent(session, limit, of)


async def _sent(session: AsyncSession, limit: int, of: Any) -> list[SentMessage]:
    found = (
        select(_messages.c.id, _messages.c.chat_id, _messages.c.message_id, _messages.c.others)
        .where(of, _messages.c.state == "sent", _messages.c.message_id.is_not(None))
        .limit(limit)
    )
    return [
        SentMessage(
            row.id, row.chat_id, row.message_id, tuple(map(int, (row.others or "").split()))
        )
        for row in await session.execute(found)
    ]


async def count_claimed(session: AsyncSession, batch_id: int) -> int:
    """How many are on their way to Telegram right now."""
    claimed = (_messages.c.batch_id == batch_id) & (_messages.c.state == "claimed")
    return (await session.execute(select(func.count()).where(claimed))).scalar_one()


async def note_deletions(session: AsyncSession, deleted: dict[int, str | None]) -> None:
    """By message: None where it is gone from the phone, else why Telegram kept it."""
    rows = [
        {"of": of, "became": "kept" if why else "deleted", "why": why}
        for of, why in deleted.items()
    ]
    await _note(session, rows, state=bindparam("became"), error=bindparam("why"))


async def note_changes(
    session: AsyncSession, changed: dict[int, str | None], content_id: int
) -> None:
    """By message: None where the phone shows this content now, else why it shows the old one."""
    rows = [{"of": of, "content": content_id, "why": why} for of, why in changed.items()]
    await _note(session, rows, content_id=bindparam("content"), error=bindparam("why"))


async def _note(session: AsyncSession, rows: list[dict[str, Any]], **values: Any) -> None:
    if rows:
        connection = await session.connection()
        noting = update(_messages).where(_messages.c.id == bindparam("of")).values(values)
        await connection.execute(noting, rows)


async def replace_waiting(
    session: AsyncSession, batch_id: int, contents: Sequence[int], content_id: int
) -> None:
    """What has not been sent yet will have this content instead of any of those."""
    await session.execute(
        update(_messages)
        .where(
            _messages.c.batch_id == batch_id,
            _messages.c.state == "waiting",
            _messages.c.content_id.in_(contents),
        )
        .values(content_id=content_id)
    )
