"""What is kept of booklets, on both databases."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.booklets import actions, store
from bot.booklets.rotation import HOLDER
from bot.booklets.rules import Edition, Printed
from bot.curriculum.curriculum import Curriculum
from bot.kit.db import Database, table_of
from bot.kit.delivery.tables import Message
from bot.kit.tasks.tables import Task
from bot.people import store as people
from bot.people.actions import CONSENT_VERSION
from bot.people.rules import Person

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
A_DAY = timedelta(days=1)


@pytest.fixture
async def session(database: Database, content: Curriculum) -> AsyncIterator[AsyncSession]:
    async with database.transaction() as session:
        yield session


@pytest.fixture
async def amina(session: AsyncSession) -> Person:
    number = await people.add_person(
        session, 7_000_000_001, name="Amina", language="en", zone="Europe/Stockholm",
        weekly_budget=5, consent_version=CONSENT_VERSION, now=NOW,
    )  # fmt: skip
    return await people.load_person(session, number)


@pytest.fixture
def edition(amina: Person) -> Edition:
    return actions.load_edition(amina, "m7")


def printed(edition: Edition) -> Printed:
    return Printed(edition.digest, f"booklets/{edition.digest}", 52, 384_000)


async def tasks(session: AsyncSession) -> list[tuple[str, datetime]]:
    table = table_of(Task)
    rows = await session.execute(select(table.c.kind, table.c.run_after).order_by(table.c.id))
    return [(row.kind, row.run_after) for row in rows]


async def test_whoever_asks_again_in_a_minute_queues_one_printing(
    session: AsyncSession, amina: Person
) -> None:
    for seconds in (0, 1, 30):
        offer = await actions.open_booklet(session, amina, "m7", NOW + timedelta(seconds=seconds))
        assert offer.printed is None
    assert await tasks(session) == [("booklets.print", NOW)]


async def test_what_is_printed_is_offered_and_nothing_is_queued(
    session: AsyncSession, amina: Person, edition: Edition
) -> None:
    await actions.keep_printed(session, edition, printed(edition), NOW)
    await actions.keep_printed(session, edition, printed(edition), NOW)
    offer = await actions.open_booklet(session, amina, "m7", NOW)
    assert offer.printed == printed(edition)
    assert offer.whole
    assert await tasks(session) == []


async def test_one_offer_sends_one_copy_and_another_offer_another(
    session: AsyncSession, amina: Person, edition: Edition
) -> None:
    await actions.keep_printed(session, edition, printed(edition), NOW)
    for offered in (1, 1, 2):
        await actions.send_booklet(session, amina, "m7", offered, NOW)
    messages = table_of(Message)
    keys = await session.execute(select(messages.c.dedupe_key).order_by(messages.c.id))
    assert list(keys.scalars()) == [f"booklets.m7.{amina.id}.1", f"booklets.m7.{amina.id}.2"]


async def test_a_new_edition_takes_the_place_of_the_old_one_a_day_later(
    session: AsyncSession, edition: Edition
) -> None:
    old = replace(edition, digest="0" * 64)
    other = replace(edition, digest="1" * 64, language="sv")
    for one in (old, other, edition):
        await actions.keep_printed(session, one, printed(one), NOW)
    assert await store.find_printed(session, old.digest) is None
    assert await store.find_printed(session, other.digest) == printed(other)
    assert await store.is_kept(session, printed(edition).key)
    assert not await store.is_kept(session, printed(old).key)
    assert await tasks(session) == [("booklets.discard", NOW + A_DAY)]


async def test_a_booklet_under_an_older_key_is_printed_anew_and_its_object_goes_later(
    session: AsyncSession, edition: Edition
) -> None:
    await actions.keep_printed(session, edition, printed(edition), NOW)
    [held] = await HOLDER.find(session, HOLDER.first, 10)
    assert HOLDER.forget is not None
    await HOLDER.forget(session, held, NOW)
    assert await store.find_printed(session, edition.digest) is None
    assert await tasks(session) == [("booklets.discard", NOW + A_DAY)]
    assert await HOLDER.find(session, held.id, 10) == []
