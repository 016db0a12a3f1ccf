"""Where others are led to what is somebody's: places in their chats, notices, tasks.

Those rows are about nobody, and there is no index to find them by: all are looked through, a page
at a time.
"""

from __future__ import annotations

import json
import re
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Table, select, tuple_

from bot.kit.db import Database, table_of
from bot.kit.delivery import outbox
from bot.kit.delivery.tables import Content
from bot.kit.personal.holdings import Erased
from bot.kit.tasks.queue import delete_tasks
from bot.kit.tasks.tables import Task
from bot.kit.telegram.store import forget_debts, forget_expectations, forget_places
from bot.kit.telegram.tables import Chat, ChatMessage

A_PAGE: Final = 2_000
_WORD: Final = re.compile(r"[\w-]+")
# How tasks call a person in what they are handed.
_PEOPLE: Final = frozenset({"person", "person_id", "trainee", "telegram_id", "chat", "chat_id"})
_chats = table_of(Chat)
_places = table_of(ChatMessage)
_contents = table_of(Content)
_tasks = table_of(Task)


@dataclass(frozen=True, slots=True)
class Sought:
    """What somebody is known by: their name, public `ids` of them and of what is theirs."""

    whose: Erased
    name: str
    ids: frozenset[str]

    def is_led_to(self, stored: str | None) -> bool:
        """Whether one of the ids stands in it as a word of its own."""
        return bool(stored) and not self.ids.isdisjoint(_WORD.findall(stored or ""))

    def is_named(self, stored: str | None) -> bool:
        """Whether their name stands in it: somebody else's who is called the same as well."""
        found = re.search(rf"(?<!\w){re.escape(self.name)}(?!\w)", stored or "")
        return bool(self.name and found)

    def is_of(self, task: Any) -> bool:
        """Whether a task is about them."""
        if self.is_led_to(task.dedupe_key) or self.is_led_to(task.payload):
            return True
        numbers = {self.whose.person_id, self.whose.telegram_id}
        if task.state == "done":
            return not {str(number) for number in numbers}.isdisjoint(task.dedupe_key.split("."))
        payload: dict[str, Any] = json.loads(task.payload)
        return any(payload.get(key) in numbers for key in _PEOPLE)


async def forget_mentions(database: Database, sought: Sought) -> None:
    """Take out of others' chats, notices and the tasks what leads to somebody or names them."""
    await _forget_places(database, sought)
    await _forget_in_chats(database, sought)
    await _forget_said(database, sought)
    await _forget_tasks(database, sought)


async def _forget_places(database: Database, sought: Sought) -> None:
    async for rows in _pages(database, _places):
        led = [(row.chat_id, row.message_id) for row in rows if sought.is_led_to(row.address)]
        if led:
            async with database.transaction() as session:
                await forget_places(session, led)


async def _forget_in_chats(database: Database, sought: Sought) -> None:
    async for rows in _pages(database, _chats):
        led = [row.chat_id for row in rows if sought.is_led_to(row.expects)]
        owed = [r.chat_id for r in rows if sought.is_led_to(r.owed) or sought.is_named(r.owed)]
        if led or owed:
            async with database.transaction() as session:
                await forget_expectations(session, led)
                await forget_debts(session, owed)


async def _forget_said(database: Database, sought: Sought) -> None:
    async for rows in _pages(database, _contents):
        led = [row.id for row in rows if sought.is_led_to(row.screen)]
        named = [row.id for row in rows if sought.is_named(row.screen)]
        if led or named:
            async with database.transaction() as session:
                await outbox.forget_said(session, led, named)


async def _forget_tasks(database: Database, sought: Sought) -> None:
    async for rows in _pages(database, _tasks):
        theirs = [row.id for row in rows if sought.is_of(row) and row.state != "running"]
        if theirs:
            async with database.transaction() as session:
                await delete_tasks(session, theirs)


async def _pages(database: Database, table: Table) -> AsyncGenerator[Sequence[Any]]:
    keys = tuple(table.primary_key.columns)
    chosen = select(*keys, *_others(table)).order_by(*keys).limit(A_PAGE)
    after: tuple[Any, ...] | None = None
    while True:
        page = chosen if after is None else chosen.where(tuple_(*keys) > after)
        async with database.reading() as session:
            rows = (await session.execute(page)).all()
        places = [tuple(row[: len(keys)]) for row in rows[-1:]]
        yield rows
        if len(rows) < A_PAGE:
            return
        after = places[0]


def _others(table: Table) -> list[Any]:
    return [column for column in table.c if not column.primary_key]
