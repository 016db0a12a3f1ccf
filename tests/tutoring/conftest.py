"""A small crew on a database, and what they say to each other."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.curriculum.curriculum import Curriculum
from bot.kit.db import Database, table_of
from bot.kit.delivery.tables import Message
from bot.kit.text import text
from bot.people import store as people
from bot.people.actions import CONSENT_VERSION
from bot.people.rules import Grant, Person, Role
from bot.tutoring.actions import asking, writing
from bot.tutoring.rules.thread import Thread, Written

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
HOURS = 48
_messages = table_of(Message)


@dataclass
class Crew:
    """Makes people, and lets them ask and answer."""

    session: AsyncSession

    def __post_init__(self) -> None:
        self._numbers = count(1)

    async def join(self, name: str, *grants: Grant, country: str = "SE", **values: Any) -> Person:
        number = await people.add_person(
            self.session,
            7_000_000_000 + next(self._numbers),
            name=name,
            language=values.pop("language", "en"),
            zone="Europe/Stockholm",
            weekly_budget=5,
            consent_version=CONSENT_VERSION,
            now=NOW,
        )
        await people.save_person(self.session, number, country=country, **values)
        for grant in grants:
            await people.add_grant(self.session, number, grant, NOW)
        return await people.load_person(self.session, number)

    async def tutor(self, name: str, **values: Any) -> Person:
        return await self.join(name, Grant(Role.TUTOR), **values)

    async def ask(
        self, asker: Person, words: str = "May I call?", message: int = 10, now: datetime = NOW
    ) -> Thread:
        """A question that is sent."""
        thread = await asking.write_question(
            self.session, asker, "none", "", Written(text(words), message_id=message), now
        )
        sent = thread.question
        return await asking.send_question(
            self.session, asker, sent.public_id, sent.version, now, HOURS
        )

    async def answer(
        self, tutor: Person, thread: Thread, words: str, message: int, now: datetime = NOW
    ) -> Thread:
        written = Written(text(words), message_id=message)
        return await writing.write_answer(
            self.session, tutor, thread.question.public_id, written, now
        )

    async def messages(self, purpose: str = "tutoring.") -> list[Any]:
        """What waits in the outbox, oldest first."""
        found = select(_messages).where(_messages.c.purpose.startswith(purpose))
        return list((await self.session.execute(found.order_by(_messages.c.id))).all())

    async def told(self, purpose: str) -> list[int]:
        return [message.person_id for message in await self.messages(purpose)]


@pytest.fixture
async def session(database: Database, content: Curriculum) -> AsyncIterator[AsyncSession]:
    async with database.transaction() as session:
        yield session


@pytest.fixture
def crew(session: AsyncSession) -> Crew:
    return Crew(session)


@pytest.fixture
async def amina(crew: Crew) -> Person:
    return await crew.join("Amina", Grant(Role.TRAINEE))


@pytest.fixture
async def greta(crew: Crew) -> Person:
    return await crew.tutor("Greta")


@pytest.fixture
async def jon(crew: Crew) -> Person:
    return await crew.tutor("Jon", language="is")
