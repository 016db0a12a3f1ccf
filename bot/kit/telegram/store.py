"""All SQL of the inbox and of chats. On the path of every update, so Core statements only."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Text, bindparam, case, delete, func, null, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.db import insert_new, table_of
from bot.kit.telegram.sent import LONGEST, noted, still_deletable
from bot.kit.telegram.tables import Chat, ChatMessage, Fact, ShownMessage, StoredUpdate

_updates = table_of(StoredUpdate)
_chats = table_of(Chat)
_messages = table_of(ChatMessage)
_facts = table_of(Fact)
_shown = table_of(ShownMessage)

_MARK_HANDLED = (
    update(_updates)
    .where(_updates.c.update_id == bindparam("of"), _updates.c.state == "waiting")
    .values(state="handled", payload="", handled_at=bindparam("at"))
)
_LOAD_CHAT = select(_chats.c.expects, _chats.c.draft).where(_chats.c.chat_id == bindparam("of"))
_FORGET_SHOWN = delete(_shown).where(
    _shown.c.chat_id == bindparam("chat"), _shown.c.message_id == bindparam("message")
)
_IS_PAID = _chats.c.owed_by == bindparam("by")
_SENT = func.coalesce(_chats.c.sent, "").concat(bindparam("sent", type_=Text))
# One statement, so that keeping what was sent costs no other; each cuts off from the end its way.
_SETTLE = {
    dialect: update(_chats)
    .where(_chats.c.chat_id == bindparam("of"))
    .values(
        owed=case((_IS_PAID, null()), else_=_chats.c.owed),
        owed_by=case((_IS_PAID, null()), else_=_chats.c.owed_by),
        sent=newest,
    )
    for dialect, newest in (
        ("sqlite", func.substr(_SENT, -LONGEST)),
        ("postgresql", func.right(_SENT, LONGEST)),
    )
}


@dataclass(frozen=True, slots=True)
class WaitingUpdate:
    update_id: int
    chat_id: int
    payload: str
    attempts: int = 0


@dataclass(slots=True)
class ChatState:
    """What a chat expects, and an unaddressed draft, both packed."""

    expects: str | None = None
    draft: str | None = None
    known: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A screen that reached its chat: the debt it settles, where answers to it go, what is on it.

    `edited`: the message was there before, with something else on it. `at`: when it was shown.
    """

    chat_id: int
    update_id: int
    message_id: int | None
    address: str | None
    shows: str = ""
    edited: bool = False
    at: datetime | None = None

    @property
    def sent(self) -> str:
        """What the chat's row keeps of it, see `sent.noted`."""
        is_new = self.message_id is not None and not self.edited
        return noted(self.message_id or 0, self.at) if is_new and self.at else ""


async def add_updates(
    session: AsyncSession, updates: Sequence[tuple[int, int, str]], now: datetime
) -> None:
    """Store (update_id, chat_id, payload); one that is there already stays as it is."""
    rows = [
        {"update_id": number, "chat_id": chat, "payload": payload, "received_at": now,
         "state": "waiting", "attempts": 0}
        for number, chat, payload in updates
    ]  # fmt: skip
    await session.execute(insert_new(session, StoredUpdate).on_conflict_do_nothing(), rows)


async def find_waiting(
    session: AsyncSession, after: int = -1, limit: int = 1000
) -> list[WaitingUpdate]:
    """Updates stored and not handled, in their order, a page at a time."""
    columns = (_updates.c.update_id, _updates.c.chat_id, _updates.c.payload, _updates.c.attempts)
    found = select(*columns).where(_updates.c.state == "waiting", _updates.c.update_id > after)
    rows = await session.execute(found.order_by(_updates.c.update_id).limit(limit))
    return [WaitingUpdate(*row) for row in rows]


async def mark_handled(session: AsyncSession, update_id: int, now: datetime) -> bool:
    """Whether it was still waiting. Its payload is emptied."""
    done: Any = await session.execute(_MARK_HANDLED, {"of": update_id, "at": now})
    return done.rowcount == 1


async def count_failure(
    session: AsyncSession,
    update_id: int,
    error: str,
    attempts: int,
    *,
    set_aside: bool,
    now: datetime,
) -> None:
    values: dict[str, Any] = {"attempts": attempts, "error": error}
    if set_aside:
        values |= {"state": "set_aside", "handled_at": now}
    await session.execute(update(_updates).where(_updates.c.update_id == update_id).values(values))


async def load_chat(session: AsyncSession, chat_id: int) -> ChatState:
    statement = _LOAD_CHAT
    if session.get_bind().dialect.name == "postgresql":
        statement = statement.with_for_update()
    row = (await session.execute(statement, {"of": chat_id})).one_or_none()
    return ChatState(row.expects, row.draft, known=True) if row else ChatState()


async def save_chat(
    session: AsyncSession, chat_id: int, values: dict[str, Any], *, known: bool
) -> None:
    if known:
        await session.execute(update(_chats).where(_chats.c.chat_id == chat_id), values)
        return
    inserting = insert_new(session, Chat).values(chat_id=chat_id, **values)
    await session.execute(inserting.on_conflict_do_update(index_elements=["chat_id"], set_=values))


async def find_owed(session: AsyncSession) -> list[Any]:
    """(chat_id, owed, owed_by) of every chat whose screen did not come before the last stop."""
    owed = select(_chats.c.chat_id, _chats.c.owed, _chats.c.owed_by)
    return list(await session.execute(owed.where(_chats.c.owed.is_not(None))))


async def save_shown(session: AsyncSession, shown: Iterable[Shown]) -> None:
    """Clear the debts, remember what was sent and where answers to the messages go."""
    debts = [{"of": s.chat_id, "by": s.update_id, "sent": s.sent} for s in shown]
    if debts:
        connection = await session.connection()
        await connection.execute(_SETTLE[connection.dialect.name], debts)
    await save_addresses(
        session, [(s.chat_id, s.message_id, s.address) for s in shown if s.message_id and s.address]
    )
    await forget_shown(
        session, [(s.chat_id, s.message_id or 0) for s in shown if s.edited and not s.shows]
    )
    await save_shows(
        session, [(s.chat_id, s.message_id, s.shows) for s in shown if s.message_id and s.shows]
    )


async def save_shows(
    session: AsyncSession, messages: Sequence[tuple[int, int | None, str]]
) -> None:
    """Remember what is on (chat, message); what was on it before is forgotten."""
    if not messages:
        return
    rows = [{"chat_id": c, "message_id": m, "shows": what} for c, m, what in messages]
    inserting = insert_new(session, ShownMessage)
    await session.execute(
        inserting.on_conflict_do_update(
            index_elements=["chat_id", "message_id"], set_={"shows": inserting.excluded.shows}
        ),
        rows,
    )


async def find_deletable(session: AsyncSession, chat_id: int, now: datetime) -> list[int]:
    """The ids of our messages that answered in a chat and can be deleted yet."""
    found = select(_chats.c.sent).where(_chats.c.chat_id == chat_id)
    return still_deletable((await session.execute(found)).scalar_one_or_none(), now)


async def find_shown(session: AsyncSession, shows: str, limit: int) -> list[tuple[int, int]]:
    """(chat_id, message_id) of the messages that have this on them."""
    found = select(_shown.c.chat_id, _shown.c.message_id).where(_shown.c.shows == shows)
    ordered = found.order_by(_shown.c.chat_id, _shown.c.message_id).limit(limit)
    return [(row.chat_id, row.message_id) for row in await session.execute(ordered)]


async def forget_shown(session: AsyncSession, messages: Iterable[tuple[int, int]]) -> None:
    """These have it on them no more."""
    rows = [{"chat": chat, "message": message} for chat, message in messages]
    if rows:
        connection = await session.connection()
        await connection.execute(_FORGET_SHOWN, rows)


async def forget_words_of(session: AsyncSession, chat_id: int) -> None:
    """An unaddressed draft, and updates of the chat that were set aside, keep no words."""
    await session.execute(update(_chats).where(_chats.c.chat_id == chat_id).values(draft=None))
    aside = update(_updates).where(_updates.c.chat_id == chat_id, _updates.c.state == "set_aside")
    await session.execute(aside.values(payload=""))


async def save_addresses(
    session: AsyncSession, messages: Sequence[tuple[int, int | None, str | None]]
) -> None:
    """Remember (chat, message, packed address); a message that moved on points to its new place."""
    if not messages:
        return
    rows = [{"chat_id": c, "message_id": m, "address": a} for c, m, a in messages]
    inserting = insert_new(session, ChatMessage)
    await session.execute(
        inserting.on_conflict_do_update(
            index_elements=["chat_id", "message_id"], set_={"address": inserting.excluded.address}
        ),
        rows,
    )


async def find_address(session: AsyncSession, chat_id: int, message_id: int) -> str | None:
    found = select(_messages.c.address).where(
        _messages.c.chat_id == chat_id, _messages.c.message_id == message_id
    )
    return (await session.execute(found)).scalar_one_or_none()


async def find_chats_expecting(session: AsyncSession, limit: int, after: int = 0) -> list[Any]:
    """(chat_id, expects) of chats in the middle of something, by chat id, a page at a time."""
    found = select(_chats.c.chat_id, _chats.c.expects).where(
        _chats.c.expects.is_not(None), _chats.c.chat_id > after
    )
    return list(await session.execute(found.order_by(_chats.c.chat_id).limit(limit)))


async def load_fact(session: AsyncSession, name: str) -> str | None:
    found = select(_facts.c.value).where(_facts.c.name == name)
    return (await session.execute(found)).scalar_one_or_none()


async def save_fact(session: AsyncSession, name: str, value: str) -> None:
    inserting = insert_new(session, Fact).values(name=name, value=value)
    await session.execute(
        inserting.on_conflict_do_update(index_elements=["name"], set_={"value": value})
    )


async def count_set_aside(session: AsyncSession) -> int:
    found = select(func.count()).where(_updates.c.state == "set_aside")
    return (await session.execute(found)).scalar_one()


async def forget_places(session: AsyncSession, messages: Collection[tuple[int, int]]) -> None:
    """Replies to these messages (chat, message) lead nowhere any more."""
    of = tuple_(_messages.c.chat_id, _messages.c.message_id)
    await session.execute(delete(_messages).where(of.in_(messages)))


async def forget_expectations(session: AsyncSession, chat_ids: Collection[int]) -> None:
    """These chats expect nothing any more."""
    await session.execute(update(_chats).where(_chats.c.chat_id.in_(chat_ids)).values(expects=None))


async def forget_debts(session: AsyncSession, chat_ids: Collection[int]) -> None:
    """These chats are owed no screen any more."""
    owed = update(_chats).where(_chats.c.chat_id.in_(chat_ids))
    await session.execute(owed.values(owed=None, owed_by=None))


async def forget_chat(session: AsyncSession, chat_id: int) -> None:
    """What is known of a chat in which nothing waits any more."""
    await session.execute(delete(_messages).where(_messages.c.chat_id == chat_id))
    await session.execute(delete(_chats).where(_chats.c.chat_id == chat_id))
    handled = _updates.c.state != "waiting"
    await session.execute(delete(_updates).where(_updates.c.chat_id == chat_id, handled))
