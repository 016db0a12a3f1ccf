"""Two people at the same moment, each in a transaction of their own, on both databases."""

from __future__ import annotations

import asyncio

from bot.curriculum.curriculum import Curriculum
from bot.kit.db import Database
from bot.kit.refusals import Refusal, ScreenOutdated
from bot.people.rules import Grant, Person, Role
from bot.standardisation.actions import judging, running
from bot.standardisation.actions.refusals import IsClosed, IsSigned
from bot.standardisation.rules.exercises import Progress
from bot.standardisation.store.exercises import load_exercise
from bot.standardisation.store.judges import find_judges
from tests.standardisation.conftest import NOW, Crew


async def prepared(database: Database) -> tuple[str, Person, list[Person]]:
    """An open exercise in which everybody has judged and nobody has signed."""
    async with database.transaction() as session:
        crew = Crew(session)
        carla = await crew.join("Carla", Grant(Role.COORDINATOR))
        judges = [await crew.join(name, Grant(Role.ASSESSOR)) for name in ("Anna", "Bo", "Cleo")]
        public = await crew.open(carla)
        for one in judges:
            await crew.judge(one, public)
    return public, carla, judges


async def signs(database: Database, person: Person, public: str) -> Refusal | None:
    try:
        async with database.transaction() as session:
            await judging.sign(session, person, public, NOW)
    except Refusal as refusal:
        return refusal
    return None


async def closes(database: Database, carla: Person, public: str) -> Refusal | None:
    try:
        async with database.transaction() as session:
            await running.close_early(session, carla, public, NOW)
    except Refusal as refusal:
        return refusal
    return None


async def test_whoever_signs_while_it_closes_is_either_in_or_told_that_it_is_closed(
    database: Database, content: Curriculum
) -> None:
    public, carla, judges = await prepared(database)
    attempts = [signs(database, one, public) for one in judges]
    *told, closed = await asyncio.gather(*attempts, closes(database, carla, public))
    assert closed is None
    async with database.reading() as session:
        exercise = await load_exercise(session, carla, public)
        after = {one.person_id: one for one in await find_judges(session, exercise.id)}
    for person, refusal in zip(judges, told, strict=True):
        is_in = after[person.id].progress is Progress.SIGNED
        assert is_in is (refusal is None)
        assert is_in is (after[person.id].letter is not None)
        assert refusal is None or isinstance(refusal, IsClosed)


async def test_of_two_signatures_of_one_person_one_counts(
    database: Database, content: Curriculum
) -> None:
    public, _, (anna, *_) = await prepared(database)
    told = await asyncio.gather(*(signs(database, anna, public) for _ in range(3)))
    assert [refusal for refusal in told if refusal is None] == [None]
    assert all(isinstance(refusal, IsSigned) for refusal in told if refusal)


async def test_of_two_who_close_it_one_does(database: Database, content: Curriculum) -> None:
    public, carla, _ = await prepared(database)
    told = await asyncio.gather(*(closes(database, carla, public) for _ in range(2)))
    assert sum(refusal is None for refusal in told) == 1
    assert all(isinstance(refusal, ScreenOutdated) for refusal in told if refusal)
