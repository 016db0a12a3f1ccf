"""People and broadcasts straight in a database."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.broadcasts.actions import composing, confirming, preparing
from bot.broadcasts.rules.audience import Audience, to_json
from bot.broadcasts.rules.states import Broadcast, State
from bot.broadcasts.store import broadcasts as store
from bot.kit.db import Database, table_of
from bot.kit.delivery.tables import Message
from bot.kit.telegram.visit import Received
from bot.people import store as people
from bot.people.actions import CONSENT_VERSION
from bot.people.rules import Grant, Person, Role, ScopeKind
from tests.people import MONDAY

MESSAGES = table_of(Message)
EVERYBODY = Audience()


async def add(
    session: AsyncSession,
    number: int,
    *roles: Role,
    scope_kind: ScopeKind = ScopeKind.PROGRAMME,
    scope: str | None = None,
    **values: object,
) -> Person:
    """Somebody who has joined; `number` is their Telegram id."""
    person = await people.add_person(
        session, number, name=f"Person {number}", language="en", zone="Europe/Stockholm",
        weekly_budget=5, consent_version=CONSENT_VERSION, now=MONDAY,
    )  # fmt: skip
    if values:
        await people.save_person(session, person, **values)
    for role in roles:
        await people.add_grant(session, person, Grant(role, scope_kind, scope), MONDAY)
    return await people.load_person(session, person)


async def coordinator(session: AsyncSession, number: int = 1, **scope: Any) -> Person:
    return await add(session, number, Role.COORDINATOR, **scope)


async def trainees(session: AsyncSession, count: int, **values: object) -> list[Person]:
    return [await add(session, 1000 + n, Role.TRAINEE, **values) for n in range(count)]


async def draft(session: AsyncSession, carla: Person, **texts: str) -> Broadcast:
    """A draft for trainees; texts by language."""
    begun = await composing.begin(session, carla, MONDAY)
    for n, (language, words) in enumerate((texts or {"en": "Hello"}).items(), start=1):
        message, at = Received(n, (words,)), MONDAY - timedelta(minutes=9 - n)
        await composing.write_text(session, carla, begun.id, language, message, at)
    return await load(session, begun.id)


async def load(session: AsyncSession, number: int) -> Broadcast:
    found = await store.find_broadcast(session, number)
    assert found is not None
    return found


async def choose(session: AsyncSession, broadcast: Broadcast, audience: Audience) -> Broadcast:
    assert await store.change(session, broadcast, State.DRAFT, audience=to_json(audience))
    return await load(session, broadcast.id)


async def confirm(session: AsyncSession, carla: Person, number: int, count: int) -> Broadcast:
    await confirming.ask_to_confirm(session, carla, number, MONDAY)
    done = await confirming.confirm(session, carla, number, str(count), MONDAY)
    assert done.confirmed
    return await load(session, number)


async def prepare(database: Database, broadcast: Broadcast, threshold: int = 500) -> Broadcast:
    """All the chunks, each in a transaction of its own."""
    after: int | None = 0
    while after is not None:
        async with database.transaction() as session:
            after = await preparing.prepare_chunk(
                session, broadcast.id, broadcast.batch_id or 0, threshold, MONDAY
            )
    async with database.reading() as session:
        return await load(session, broadcast.id)


async def rows(session: AsyncSession, *columns: str) -> list[Any]:
    """Columns of the broadcast's messages, by person."""
    found = select(*(MESSAGES.c[name] for name in columns))
    found = found.where(MESSAGES.c.batch_id.is_not(None)).order_by(MESSAGES.c.person_id)
    return [tuple(row) for row in await session.execute(found)]
