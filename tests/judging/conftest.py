"""A crew whose trainees have evidence, and assessors of all kinds."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.curriculum.curriculum import Curriculum
from bot.curriculum.verdicts import Verdict
from bot.judging.actions import asking, assessing, declaring
from bot.judging.rules.rounds import Assignment, Place, Round, Shown, Work
from bot.judging.rules.waiting import Terms
from bot.judging.store import assignments, rounds
from bot.kit.db import Database
from bot.people import guards
from bot.people.rules import Grant, Person, Role
from tests.evidence.conftest import NOW, Crew

ALONE = Terms(14, 0)
PAIRED = Terms(14, 1)
WHY = "Page 2 does not show it."


@dataclass
class Panel(Crew):
    """Has outcome 1.1 judged."""

    terms: Terms = ALONE

    async def assessor(self, name: str, **values: str) -> Person:
        return await self.join(name, Grant(Role.ASSESSOR), **values)

    async def trainee(self, name: str = "Amina", **values: str) -> Person:
        person = await self.join(name, Grant(Role.TRAINEE), **values)
        await self.hand_in(person)
        return person

    async def ask(self, trainee: Person) -> Shown:
        number = (await asking.prepare(self.session, trainee, "1.1")).number
        return await asking.ask(self.session, trainee, "1.1", number, self.terms, NOW)

    async def parts(self, round_: Round) -> list[Assignment]:
        return [
            one
            for one in await assignments.find_assignments(self.session, round_.id)
            if one.is_active
        ]

    async def part(self, round_: Round, place: Place = Place.FIRST) -> Assignment:
        return next(one for one in await self.parts(round_) if one.place is place)

    async def judge(self, assessor: Person, part: Assignment, *marks: Verdict) -> Work | None:
        """Opened, judged and signed; *met* for criteria without a mark."""
        public, session = part.public_id, self.session
        work = await declaring.declare_none(session, assessor, public, self.terms, NOW)
        assert work is not None
        for position in range(len(work.criteria)):
            mark = marks[position] if position < len(marks) else Verdict.MET
            await assessing.set_mark(session, assessor, public, position, mark, NOW)
            await assessing.write_comment(session, assessor, public, position, WHY, NOW)
        return await assessing.sign(session, assessor, public, self.terms, NOW)

    async def as_it_is(self, round_: Round) -> Round:
        return await rounds.load_round(self.session, round_.id)


@pytest.fixture
async def session(database: Database, content: Curriculum) -> AsyncIterator[AsyncSession]:
    async with database.transaction() as session:
        yield session


@pytest.fixture
def panel(session: AsyncSession) -> Panel:
    """Where nobody is kept from tutoring whom they judge, unless the test puts a guard there."""
    guards.forget_guards()
    return Panel(session)
