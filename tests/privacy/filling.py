"""Fills every table with rows about two people, whatever tables there are: new ones as well.

Each row says whose it is in every text that it holds. Where a row has places for several people,
there is one more row for each of them, in which one of them stands beside the other.
"""

from __future__ import annotations

import contextlib
import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from typing import Any, Final

from sqlalchemy import Column, Table, insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.erasers import ERASERS
from bot.kit.personal.holdings import Erased
from bot.schema import METADATA

NOW: Final = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
# What a person's number or account stands in without a foreign key.
NUMBERS: Final = frozenset({"person_id", "owner_id"})
ACCOUNTS: Final = frozenset({"telegram_id", "chat_id", "live_chat"})
# Filled by the program itself while it erases; the log refuses rows that it has not written.
OWN: Final = frozenset(
    {"audit_row", "audit_head", "people_person", "people_grant", "privacy_erasure", "kit_task"}
)
IMPERSONAL: Final = frozenset(name for one in ERASERS for name in one.impersonal)
FILES: Final = {rows.table.name: rows.file for one in ERASERS for rows in one.rows if rows.file}


@dataclass(frozen=True)
class Somebody:
    """A person who is in the database, and what stands in all of their texts."""

    whose: Erased
    mark: str


@dataclass
class Filling:
    """`files` are the keys of objects that rows name, by the mark of whose they are."""

    session: AsyncSession
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1000))
    ids: dict[tuple[str, str], Any] = field(default_factory=dict[Any, Any])
    files: list[tuple[str, str]] = field(default_factory=list[Any])

    async def fill(self, one: Somebody, other: Somebody) -> None:
        """One row of everything for each; then those in which both stand."""
        for table in METADATA.sorted_tables:
            if table.name not in OWN:
                for owner in (one, other):
                    self.ids[table.name, owner.mark] = await self._add(table, owner, {})
        for table in METADATA.sorted_tables:
            for column in places(table) if table.name not in OWN else []:
                if len(places(table)) + len(parents(table)) > 1:
                    await self._add_beside(table, other, {column.name: one})

    async def _add_beside(
        self, table: Table, owner: Somebody, instead: dict[str, Somebody]
    ) -> None:
        """Nothing where there can be only one such row."""
        with contextlib.suppress(IntegrityError):
            async with self.session.begin_nested():
                await self._add(table, owner, instead)

    async def _add(self, table: Table, owner: Somebody, instead: dict[str, Somebody]) -> Any:
        values = {c.name: self._value(c, owner, instead) for c in table.c}
        stored = await self.session.execute(
            insert(table).values(values).returning(*table.primary_key.columns)
        )
        if table.name in FILES:
            self.files.append((owner.mark, values[FILES[table.name]]))
        return stored.one()[0]

    def _value(self, column: Column[Any], owner: Somebody, instead: dict[str, Somebody]) -> Any:
        who = instead.get(column.name, owner)
        if column in places(column.table):
            return who.whose.telegram_id if column.name in ACCOUNTS else who.whose.person_id
        key = next(iter(column.foreign_keys), None)
        if key is not None:
            return self.ids.get((key.column.table.name, owner.mark))
        return self._plain(column, owner)

    def _plain(self, column: Column[Any], owner: Somebody) -> Any:
        number = next(self.numbers)
        mark = "nobodys" if column.table.name in IMPERSONAL else owner.mark
        if column.name == FILES.get(column.table.name):
            return f"evidence/aa/{owner.mark}{number}"
        kind = str(column.type.compile()).partition("(")[0]
        if kind in ("DATETIME", "TIMESTAMP"):
            return None if column.nullable else NOW
        plain = {"BOOLEAN": False, "DATE": NOW.date(), "TIME": time(9), "FLOAT": 0.5}
        if kind in plain:
            return plain[kind]
        return number if "INT" in kind else json.dumps([f"{mark} {number}"])


def places(table: Table) -> list[Column[Any]]:
    """The columns in which somebody can stand."""
    return [
        column
        for column in table.c
        if column.name in NUMBERS | ACCOUNTS
        or any(key.column.table.name == "people_person" for key in column.foreign_keys)
    ]


def parents(table: Table) -> set[str]:
    """The tables of rows that a row hangs on, which can be another's."""
    pointed = {key.column.table.name for key in table.foreign_keys}
    return {name for name in pointed - {"people_person"} if name != "delivery_content"}
