"""Broadcasts, who was asked to approve, and the audit log."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, insert, or_, select, true, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.broadcasts.rules import audience, media
from bot.broadcasts.rules.states import Broadcast, Event, State
from bot.broadcasts.store.texts import variants
from bot.broadcasts.tables import AskedRow, BroadcastRow, EventRow
from bot.kit.db import table_of
from bot.people.store import people

broadcasts = table_of(BroadcastRow)
asked = table_of(AskedRow)
events = table_of(EventRow)
ACTIVE = (State.SENDING, State.WITHDRAWN)


def _broadcast(row: Any) -> Broadcast:
    same = {
        name: getattr(row, name)
        for name in (
            "id", "composer_id", "version", "album", "fallback", "send_on", "zone", "own_zones",
            "asked_count", "confirmed_count", "frozen_after", "frozen_until", "batch_id",
            "approver_id", "live_chat", "live_message", "followed_at", "followed_done", "made_at",
            "started_at", "finished_at",
        )
    }  # fmt: skip
    return Broadcast(
        state=State(row.state),
        audience=audience.from_json(row.audience),
        media=media.from_json(row.media),
        send_at=row.send_at_time,
        **same,
    )


async def add_broadcast(
    session: AsyncSession, composer_id: int, zone: str, now: datetime
) -> Broadcast:
    """A new, empty draft."""
    values = {"composer_id": composer_id, "zone": zone, "made_at": now}
    of = audience.to_json(audience.BEGINS_WITH)
    adding = insert(broadcasts).values(
        state=str(State.DRAFT), version=1, own_zones=False, frozen_after=0, frozen_until=0,
        followed_done=0, audience=of, **values,
    )  # fmt: skip
    stored = await session.execute(adding.returning(*broadcasts.c))
    return _broadcast(stored.one())


async def find_broadcast(session: AsyncSession, broadcast_id: int) -> Broadcast | None:
    found = await session.execute(select(broadcasts).where(broadcasts.c.id == broadcast_id))
    row = found.one_or_none()
    return _broadcast(row) if row else None


async def find_empty(session: AsyncSession, composer_id: int) -> Broadcast | None:
    """A draft of somebody's that has neither a text nor an attachment yet."""
    written = select(variants.c.broadcast_id).where(variants.c.broadcast_id == broadcasts.c.id)
    found = select(broadcasts).where(
        broadcasts.c.composer_id == composer_id,
        broadcasts.c.state == str(State.DRAFT),
        broadcasts.c.media.is_(None),
        ~written.exists(),
    )
    row = (await session.execute(found.limit(1))).one_or_none()
    return _broadcast(row) if row else None


async def find_page(
    session: AsyncSession, person_id: int, *, sees_all: bool, limit: int, offset: int
) -> list[Broadcast]:
    """Own ones and those one was asked to approve, or everybody's but their drafts; newest
    first.
    """
    own: ColumnElement[bool] = broadcasts.c.composer_id == person_id
    was_asked = broadcasts.c.id.in_(
        select(asked.c.broadcast_id).where(asked.c.person_id == person_id)
    )
    others = broadcasts.c.state != str(State.DRAFT)
    visible = or_(own, others & (true() if sees_all else was_asked))
    kept = broadcasts.c.state != str(State.DISCARDED)
    found = select(broadcasts).where(visible, kept).order_by(broadcasts.c.id.desc())
    return [_broadcast(row) for row in await session.execute(found.limit(limit).offset(offset))]


async def find_active(session: AsyncSession, limit: int = 100) -> list[Broadcast]:
    """Those with which something is still to happen, newest first."""
    active = broadcasts.c.state.in_([str(state) for state in ACTIVE])
    found = select(broadcasts).where(active, broadcasts.c.finished_at.is_(None))
    ordered = found.order_by(broadcasts.c.id.desc()).limit(limit)
    return [_broadcast(row) for row in await session.execute(ordered)]


async def change(
    session: AsyncSession, broadcast: Broadcast, *states: State, **values: object
) -> bool:
    """Change columns while it is in one of the states and of the version that was loaded; False
    where somebody was faster.
    """
    changing = update(broadcasts).where(
        broadcasts.c.id == broadcast.id,
        broadcasts.c.version == broadcast.version,
        broadcasts.c.state.in_([str(state) for state in states]),
    )
    changed: Any = await session.execute(changing.values(**values))
    return changed.rowcount == 1


async def move_on(session: AsyncSession, broadcast: Broadcast, after: int) -> bool:
    """Note up to whom rows are in the outbox; False where another worker was faster, or it is
    wanted no more.
    """
    moving = update(broadcasts).where(
        broadcasts.c.id == broadcast.id,
        broadcasts.c.state == str(State.PREPARING),
        broadcasts.c.batch_id == broadcast.batch_id,
        broadcasts.c.frozen_after == broadcast.frozen_after,
    )
    moved: Any = await session.execute(moving.values(frozen_after=after))
    return moved.rowcount == 1


async def follow(
    session: AsyncSession, broadcast: Broadcast, not_since: datetime, now: datetime, done: int
) -> bool:
    """Note that its progress is told now; False where that happened since then already."""
    last = broadcasts.c.followed_at
    following = update(broadcasts).where(
        broadcasts.c.id == broadcast.id, or_(last.is_(None), last <= not_since)
    )
    followed: Any = await session.execute(following.values(followed_at=now, followed_done=done))
    return followed.rowcount == 1


async def set_live(
    session: AsyncSession, broadcast: Broadcast, chat_id: int, message_id: int | None
) -> bool:
    """The message that shows the progress as it goes; None for none. It stays as it is, and False,
    where another one has become it meanwhile.
    """
    before = broadcasts.c.live_message.is_not_distinct_from(broadcast.live_message)
    setting = update(broadcasts).where(broadcasts.c.id == broadcast.id, before)
    set_now: Any = await session.execute(setting.values(live_chat=chat_id, live_message=message_id))
    return set_now.rowcount == 1


async def leave_live(session: AsyncSession, chat_id: int, message_id: int) -> None:
    """The message shows something else from now on: no progress is written over it."""
    leaving = update(broadcasts).where(
        broadcasts.c.live_chat == chat_id, broadcasts.c.live_message == message_id
    )
    await session.execute(leaving.values(live_message=None))


async def forget_live(session: AsyncSession, chat_id: int) -> None:
    """Progress is shown in this chat no more: whose it was goes on in another."""
    theirs = update(broadcasts).where(broadcasts.c.live_chat == chat_id)
    await session.execute(theirs.values(live_chat=None, live_message=None))


async def save_asked(session: AsyncSession, broadcast_id: int, people: Sequence[int]) -> None:
    """These may approve, and nobody else."""
    await session.execute(delete(asked).where(asked.c.broadcast_id == broadcast_id))
    if people:
        rows = [{"broadcast_id": broadcast_id, "person_id": person} for person in people]
        await session.execute(insert(asked), rows)


async def was_asked(session: AsyncSession, broadcast_id: int, person_id: int) -> bool:
    found = select(asked.c.person_id).where(
        asked.c.broadcast_id == broadcast_id, asked.c.person_id == person_id
    )
    return (await session.execute(found)).first() is not None


async def add_event(
    session: AsyncSession,
    broadcast_id: int,
    person_id: int,
    what: str,
    now: datetime,
    detail: str | None = None,
) -> None:
    """A row of the audit log."""
    adding = insert(events).values(
        broadcast_id=broadcast_id, person_id=person_id, what=what, detail=detail, at=now
    )
    await session.execute(adding)


async def find_events(session: AsyncSession, broadcast_id: int, limit: int) -> list[Event]:
    """The newest rows of the audit log, newest first."""
    found = (
        select(events.c.what, people.c.name, events.c.at, events.c.detail)
        .join_from(events, people, people.c.id == events.c.person_id)
        .where(events.c.broadcast_id == broadcast_id)
        .order_by(events.c.id.desc())
        .limit(limit)
    )
    return [Event(*row) for row in await session.execute(found)]
