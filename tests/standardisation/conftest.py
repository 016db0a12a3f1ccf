"""A coordinator and three assessors on a database of either kind."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.curriculum.curriculum import Curriculum
from bot.curriculum.verdicts import Verdict
from bot.kit.db import Database, table_of
from bot.kit.delivery.tables import Message
from bot.people import store as people
from bot.people.actions import CONSENT_VERSION
from bot.people.rules import Grant, Person, Role
from bot.standardisation.actions import judging, preparing
from tests.standardisation.ways import REFERENCE

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
_messages = table_of(Message)


@dataclass
class Crew:
    """Makes people, opens exercises, judges in somebody's name."""

    session: AsyncSession
    _numbers: Any = field(default_factory=lambda: count(1))

    async def join(self, name: str, *grants: Grant, country: str = "SE") -> Person:
        number = await people.add_person(
            self.session,
            7_000_000_000 + next(self._numbers),
            name=name,
            language="en",
            zone="Europe/Stockholm",
            weekly_budget=5,
            consent_version=CONSENT_VERSION,
            now=NOW,
        )
        await people.save_person(self.session, number, country=country)
        for grant in grants:
            await people.add_grant(self.session, number, grant, NOW)
        return await people.load_person(self.session, number)

    async def draft(self, manager: Person, sample: str = "joinery") -> str:
        """With everybody who may be asked, and three days; its public id."""
        prepared = await preparing.prepare(self.session, manager, sample, NOW)
        public = prepared.exercise.public_id
        await preparing.set_days(self.session, manager, public, 3, NOW)
        return public

    async def open(self, manager: Person, sample: str = "joinery") -> str:
        public = await self.draft(manager, sample)
        await preparing.start(self.session, manager, public, NOW)
        return public

    async def judge(
        self, person: Person, public: str, verdicts: Iterable[Verdict] = REFERENCE
    ) -> None:
        for position, verdict in enumerate(verdicts, 1):
            await judging.give_verdict(self.session, person, public, position, verdict, NOW)
            words = f"said on {position}"
            await judging.write_comment(self.session, person, public, position, words, NOW)

    async def sign(
        self, person: Person, public: str, verdicts: Iterable[Verdict] = REFERENCE
    ) -> None:
        await self.judge(person, public, verdicts)
        await judging.sign(self.session, person, public, NOW)

    async def told(self, what: str) -> set[int]:
        """Whom a message of this purpose waits for, by person's id."""
        found = select(_messages.c.person_id).where(
            _messages.c.purpose == f"standardisation.{what}"
        )
        return set((await self.session.execute(found)).scalars())


@pytest.fixture
async def session(database: Database, content: Curriculum) -> AsyncIterator[AsyncSession]:
    async with database.transaction() as session:
        yield session


@pytest.fixture
def crew(session: AsyncSession) -> Crew:
    return Crew(session)


@pytest.fixture
async def carla(crew: Crew) -> Person:
    return await crew.join("Carla", Grant(Role.COORDINATOR))


@pytest.fixture
async def anna(crew: Crew) -> Person:
    return await crew.join("Anna", Grant(Role.ASSESSOR))


@pytest.fixture
async def bo(crew: Crew) -> Person:
    return await crew.join("Bo", Grant(Role.ASSESSOR))
