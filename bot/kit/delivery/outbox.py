"""What slices call: put a message into the outbox, in their own transaction; ask what became of
it.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, TypedDict, Unpack

from sqlalchemy import delete, exists, false, func, insert, not_, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.db import insert_new, table_of
from bot.kit.delivery.tables import Batch, Content, Message
from bot.kit.telegram.pace import Urgency
from bot.kit.telegram.screen import Screen, screen_to_data

_messages = table_of(Message)
_batches = table_of(Batch)
_contents = table_of(Content)
QUEUED = "delivery.queued"
EMPTY: Final = '{"text": []}'  # what a message said that was forgotten
# States that use up a weekly budget: on its way, or on the phone, if only for a while.
REACHING = ("waiting", "claimed", "sent", "uncertain", "deleted", "kept")


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom a message goes to: the person, and the chat that is theirs."""

    person_id: int
    chat_id: int


async def save_content(session: AsyncSession, screen: Screen) -> int:
    """Store a rendered screen once, for any number of messages; its id."""
    data = json.dumps(screen_to_data(screen), ensure_ascii=False, separators=(",", ":"))
    stored: Any = await session.execute(insert(Content).values(screen=data).returning(Content.id))  # type: ignore[arg-type]
    return stored.scalar_one()


class Handling(TypedDict, total=False):
    """How a message is treated; what is left out is a plain notice, due now.

    `counts`: it uses up the person's weekly budget. `twice_is_harmless`: sent again by itself when
    a crash left it unclear whether it arrived. `reply_to`: a message of the same chat.
    """

    urgency: Urgency
    not_before: datetime | None
    expires_at: datetime | None
    counts: bool
    twice_is_harmless: bool
    silent: bool
    reply_to: int | None


PLAIN_NOTICE: Final[Handling] = {
    "urgency": Urgency.NOTICE,
    "not_before": None,
    "expires_at": None,
    "counts": False,
    "twice_is_harmless": False,
    "silent": False,
    "reply_to": None,
}


async def queue(
    session: AsyncSession,
    to: Recipient,
    screen: Screen,
    *,
    dedupe_key: str,
    purpose: str,
    now: datetime,
    **handling: Unpack[Handling],
) -> bool:
    """Queue one message; False where one of this `dedupe_key` is there already.

    `purpose` is the slice's word and what it is (`tutoring.answer`).
    """
    values: dict[str, Any] = {**PLAIN_NOTICE, **handling}
    values["urgency"] = int(values["urgency"])
    values["not_before"] = values["not_before"] or now
    inserted: Any = await session.execute(
        insert_new(session, Message)
        .values(
            dedupe_key=dedupe_key,
            purpose=purpose,
            person_id=to.person_id,
            chat_id=to.chat_id,
            content_id=await save_content(session, screen),
            state="waiting",
            **values,
        )
        .on_conflict_do_nothing()
    )
    session.info[QUEUED] = True
    return inserted.rowcount == 1


async def open_batch(session: AsyncSession, *, paused: bool = False) -> int:
    """A new batch for bulk messages; its id."""
    state = "paused" if paused else "open"
    stored: Any = await session.execute(insert(Batch).values(state=state).returning(Batch.id))  # type: ignore[arg-type]
    return stored.scalar_one()


async def set_batch(session: AsyncSession, batch_id: int, state: str) -> None:
    """Pause (paused), resume (open) or withdraw (withdrawn) what is unsent of a batch; at once."""
    await session.execute(update(_batches).where(_batches.c.id == batch_id).values(state=state))
    if state == "withdrawn":
        await session.execute(
            update(_messages)
            .where(_messages.c.batch_id == batch_id, _messages.c.state == "waiting")
            .values(state="withdrawn")
        )
    session.info[QUEUED] = True


async def count_states(session: AsyncSession, batch_id: int) -> dict[str, int]:
    """How many messages of a batch stand in which state."""
    found = select(_messages.c.state, func.count()).where(_messages.c.batch_id == batch_id)
    rows = await session.execute(found.group_by(_messages.c.state))
    return {row[0]: row[1] for row in rows}


async def find_states(session: AsyncSession, dedupe_keys: Iterable[str]) -> dict[str, str]:
    """The state of each message by its key; keys never queued are not in the answer."""
    found = select(_messages.c.dedupe_key, _messages.c.state)
    rows = await session.execute(found.where(_messages.c.dedupe_key.in_(list(dedupe_keys))))
    return {row[0]: row[1] for row in rows}


async def count_reached(
    session: AsyncSession, person_ids: Iterable[int], since: datetime
) -> dict[int, int]:
    """How many counting messages each person got, or is about to get, since then."""
    counting = (
        select(_messages.c.person_id, func.count())
        .where(
            _messages.c.person_id.in_(list(person_ids)),
            _messages.c.counts.is_(True),
            _messages.c.state.in_(REACHING),
            func.coalesce(_messages.c.sent_at, _messages.c.not_before) >= since,
        )
        .group_by(_messages.c.person_id)
    )
    return {row[0]: row[1] for row in await session.execute(counting)}


async def resend_uncertain(session: AsyncSession, batch_id: int) -> int:
    """Queue again, on purpose, what a crash left uncertain; how many."""
    again: Any = await session.execute(
        update(_messages)
        .where(_messages.c.batch_id == batch_id, _messages.c.state == "uncertain")
        .values(state="waiting", claimed_at=None)
    )
    session.info[QUEUED] = True
    return again.rowcount


async def readdress(session: AsyncSession, person_id: int, old: int, new: int) -> None:
    """Somebody goes on in another chat: what waits for them goes there, as a reply to nothing."""
    waiting = _messages.c.state == "waiting"
    await session.execute(
        update(_messages)
        .where(_messages.c.person_id == person_id, _messages.c.chat_id == old, waiting)
        .values(chat_id=new, reply_to=None)
    )
    session.info[QUEUED] = True


async def delete_notices(session: AsyncSession, person_id: int, chat_id: int, limit: int) -> int:
    """Part of erasing somebody: messages to them alone go with what they said; how many of at most
    `limit` there were. Those of a batch share it with others.
    """
    alone = select(_messages.c.id, _messages.c.content_id).where(
        or_(_messages.c.person_id == person_id, _messages.c.chat_id == chat_id),
        _messages.c.batch_id.is_(None),
    )
    rows = (await session.execute(alone.order_by(_messages.c.id).limit(limit))).all()
    await session.execute(delete(_messages).where(_messages.c.id.in_([row.id for row in rows])))
    await _empty(session, [row.content_id for row in rows])
    return len(rows)


async def _empty(session: AsyncSession, contents: Collection[int]) -> None:
    """What nobody gets any more says nothing. The rows go later: SQLite would give a number again,
    and the worker remembers what stood under it.
    """
    others = exists().where(_messages.c.content_id == _contents.c.id)
    said = update(_contents).where(_contents.c.id.in_(contents), not_(others))
    await session.execute(said.values(screen=EMPTY))


async def forget_said(session: AsyncSession, led: Collection[int], named: Collection[int]) -> None:
    """Empty contents that lead to somebody who is erased, or name them, unless they are a batch's.

    What still waits and leads to them is not sent any more; what only names them is, if it waits.
    """
    alone = _messages.c.batch_id.is_(None)
    await session.execute(
        update(_messages)
        .where(_messages.c.content_id.in_(led), _messages.c.state == "waiting", alone)
        .values(state="withdrawn")
    )
    waits = exists().where(
        _messages.c.content_id == _contents.c.id,
        or_(_messages.c.batch_id.is_not(None), _messages.c.state.in_(("waiting", "claimed"))),
    )
    chosen = _contents.c.id.in_({*led, *named})
    await session.execute(update(_contents).where(chosen, not_(waits)).values(screen=EMPTY))


async def delete_notice(session: AsyncSession, dedupe_key: str) -> None:
    """One notice and what it said: nothing of it is kept."""
    found = select(_messages.c.content_id).where(_messages.c.dedupe_key == dedupe_key)
    row = (await session.execute(found)).one_or_none()
    if row is not None:
        await session.execute(delete(_messages).where(_messages.c.dedupe_key == dedupe_key))
        await _empty(session, [row.content_id])


async def find_sent(
    session: AsyncSession, person_id: int, chat_id: int, since: datetime
) -> list[int]:
    """The ids of the messages that somebody got in their chat since then."""
    found = select(_messages.c.message_id).where(
        _messages.c.person_id == person_id,
        _messages.c.sent_at >= since,
        _messages.c.chat_id == chat_id,
        _messages.c.message_id.is_not(None),
    )
    return list((await session.execute(found)).scalars())


async def find_place(session: AsyncSession, dedupe_key: str) -> tuple[int, int | None] | None:
    """The chat that a message goes to, and its id there once it was sent."""
    found = select(_messages.c.chat_id, _messages.c.message_id).where(
        _messages.c.dedupe_key == dedupe_key
    )
    row = (await session.execute(found)).one_or_none()
    return (row.chat_id, row.message_id) if row else None


async def take_words_back(
    session: AsyncSession, beginnings: Iterable[str]
) -> list[tuple[int, int]]:
    """Empty what was queued under these keys, or under them and a dot; (chat, message) of what was
    sent, which the caller has to take back from the chats. What waits is not sent any more.
    """
    key = _messages.c.dedupe_key
    keys = [
        condition
        for one in beginnings
        for condition in (key == one, key.startswith(f"{one}.", autoescape=True))
    ]
    found = select(
        _messages.c.id, _messages.c.content_id, _messages.c.chat_id, _messages.c.message_id
    )
    rows = (await session.execute(found.where(or_(false(), *keys)))).all()
    await session.execute(
        update(_contents)
        .where(_contents.c.id.in_([row.content_id for row in rows]))
        .values(screen=EMPTY)
    )
    await session.execute(
        update(_messages)
        .where(
            _messages.c.id.in_([row.id for row in rows]),
            _messages.c.state.in_(("waiting", "uncertain")),
        )
        .values(state="withdrawn")
    )
    return [(row.chat_id, row.message_id) for row in rows if row.message_id]
