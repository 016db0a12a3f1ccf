"""Snapshots on both databases."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncSession

from bot.items import store
from bot.kit.db import Database
from tests.items.samples import ALL, MATCHING, SINGLE, words

CHANGED = replace(SINGLE, question=words("Which one?"))
ITEMS = [replace(item, id=f"q-{n}") for n, item in enumerate(ALL)]


@contextmanager
def counted(session: AsyncSession) -> Iterator[list[str]]:
    """The statements sent to the database."""
    sent: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        sent.extend([] if statement.startswith("BEGIN") else [statement])

    engine = session.get_bind().engine
    event.listen(engine, "before_cursor_execute", note)
    yield sent
    event.remove(engine, "before_cursor_execute", note)


async def test_a_version_comes_back_as_it_was(database: Database) -> None:
    async with database.transaction() as session:
        await store.save_snapshots(session, ITEMS)
    versions = [(item.id, item.fingerprint) for item in ITEMS]
    async with database.reading() as session:
        assert await store.load_items(session, versions, {}) == ITEMS


async def test_what_is_kept_already_is_not_sent_again(database: Database) -> None:
    for _ in range(2):
        async with database.transaction() as session:
            await store.save_snapshots(session, ITEMS)
    async with database.transaction() as session:
        with counted(session) as sent:
            await store.save_snapshots(session, ITEMS)
    assert sent == []


async def test_many_are_one_statement(database: Database) -> None:
    async with database.transaction() as session:
        with counted(session) as sent:
            await store.save_snapshots(session, ITEMS)
    assert len(sent) == 1


async def test_what_was_rolled_back_is_sent_again(database: Database) -> None:
    async with database.transaction() as session:
        await store.save_snapshots(session, [SINGLE])
        await session.rollback()
    async with database.transaction() as session:
        await store.save_snapshots(session, [SINGLE])
    async with database.reading() as session:
        assert SINGLE.fingerprint in await store.load_snapshots(session, [_version(SINGLE)])


async def test_another_database_is_told_of_its_own(
    database: Database, sqlite_database: Database
) -> None:
    for each in (database, database, sqlite_database):
        async with each.transaction() as session:
            await store.save_snapshots(session, [SINGLE])
    async with sqlite_database.reading() as session:
        assert await store.load_snapshots(session, [_version(SINGLE)])


async def test_a_changed_item_is_read_from_its_snapshot(database: Database) -> None:
    async with database.transaction() as session:
        await store.save_snapshots(session, [SINGLE])
    taught = {SINGLE.id: CHANGED}
    async with database.reading() as session:
        assert await store.load_items(session, [_version(SINGLE)], taught) == [SINGLE]


async def test_what_is_taught_unchanged_needs_no_statement(database: Database) -> None:
    async with database.reading() as session:
        with counted(session) as sent:
            found = await store.load_items(session, [_version(SINGLE)], {SINGLE.id: SINGLE})
    assert (found, sent) == ([SINGLE], [])


async def test_a_version_never_kept_is_named(database: Database) -> None:
    async with database.reading() as session:
        with pytest.raises(LookupError, match=MATCHING.fingerprint):
            await store.load_items(session, [_version(MATCHING)], {})


def _version(item: Any) -> store.Version:
    return item.id, item.fingerprint
