"""The statements choose whom the rule means, on both databases."""

from __future__ import annotations

import random

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.broadcasts.rules.audience import Audience, Dimension, NeedsStep, matches
from bot.broadcasts.store import audience as store
from bot.cohorts import store as cohorts
from bot.kit.db import Database
from bot.needs import store as needs
from bot.needs.rules.parts import Phase
from bot.people.rules import Grant, Person, Role, ScopeKind, Sector
from tests.broadcasts.world import EVERYBODY, add, trainees
from tests.people import MONDAY

ALL = [Grant(Role.COORDINATOR)]
VALUES = {
    Dimension.COHORT: ["1", "2", "77"],
    Dimension.COUNTRY: ["SE", "DE", "IS"],
    Dimension.SECTOR: [str(sector) for sector in Sector],
    Dimension.LANGUAGE: ["en", "sv", "el"],
    Dimension.NEEDS: [str(step) for step in NeedsStep],
    Dimension.ROLE: [str(Role.TRAINEE), str(Role.TUTOR), str(Role.COORDINATOR)],
}
Traits = dict[Dimension, frozenset[str]]


async def _make_cohorts(session: AsyncSession) -> None:
    for n in (1, 2):
        day = MONDAY.date()
        await cohorts.add_cohort(
            session, name=f"Group {n}", country="SE", sector=None, zone="Europe/Stockholm",
            starts_on=day, ends_on=day, now=MONDAY,
        )  # fmt: skip


async def _somebody(session: AsyncSession, number: int, dice: random.Random) -> tuple[int, Traits]:
    country = dice.choice([None, "SE", "DE"])
    sector = dice.choice([None, *Sector])
    language = dice.choice(["en", "sv", "el"])
    roles = dice.sample([Role.TRAINEE, Role.TUTOR], dice.randrange(3))
    person = await add(
        session, number, *roles, country=country, sector=sector and str(sector), language=language
    )
    groups = dice.sample([1, 2], dice.randrange(3))
    for group in groups:
        await cohorts.add_member(session, person.id, group, MONDAY)
    step = await _needs(session, person, dice.choice(list(NeedsStep)))
    traits = {
        Dimension.COHORT: {str(group) for group in groups}, Dimension.COUNTRY: {country},
        Dimension.SECTOR: {sector}, Dimension.LANGUAGE: {language}, Dimension.NEEDS: {step},
        Dimension.ROLE: {str(role) for role in roles},
    }  # fmt: skip
    return person.id, {d: frozenset(str(v) for v in of if v) for d, of in traits.items()}


async def _needs(session: AsyncSession, person: Person, step: NeedsStep) -> NeedsStep:
    if step is not NeedsStep.NOT_STARTED:
        analysis = await needs.add_analysis(session, person.id, Phase.START, "0" * 32, MONDAY)
        if step is NeedsStep.FINISHED:
            await needs.save_finished(session, analysis or 0, MONDAY)
    return step


def _rules(dice: random.Random) -> Audience:
    def some() -> Traits:
        dimensions = dice.sample(list(Dimension), dice.randrange(3))
        return {d: frozenset(dice.sample(VALUES[d], dice.randrange(1, 3))) for d in dimensions}

    return Audience(some(), some())


async def _ids(session: AsyncSession, rules: Audience, scopes: list[Grant]) -> set[int]:
    which = store.meant_within(rules, scopes, store.Span(0, 10**6))
    return set((await session.execute(select(store.people.c.id).where(which))).scalars())


async def test_the_statements_mean_whom_the_rule_means(database: Database) -> None:
    dice = random.Random(7)
    async with database.transaction() as session:
        await _make_cohorts(session)
        people = dict([await _somebody(session, n, dice) for n in range(1, 41)])
        for _ in range(60):
            rules = _rules(dice)
            meant = {of for of, traits in people.items() if matches(rules, traits)}
            assert await _ids(session, rules, ALL) == meant
            assert (await store.count(session, rules, ALL)).people == len(meant)


async def test_nobody_outside_the_scope_is_reached(database: Database) -> None:
    async with database.transaction() as session:
        await _make_cohorts(session)
        swede = await add(session, 1, Role.TRAINEE, country="SE")
        german = await add(session, 2, Role.TRAINEE, country="DE")
        await add(session, 3, Role.TRAINEE)
        await cohorts.add_member(session, german.id, 2, MONDAY)
        country = Grant(Role.COORDINATOR, ScopeKind.COUNTRY, "SE")
        group = Grant(Role.COORDINATOR, ScopeKind.COHORT, "2")
        assert await _ids(session, EVERYBODY, [country]) == {swede.id}
        assert await _ids(session, EVERYBODY, [group]) == {german.id}
        assert await _ids(session, EVERYBODY, [country, group]) == {swede.id, german.id}
        assert await _ids(session, EVERYBODY, []) == set()


async def test_who_blocked_the_bot_or_took_consent_back_is_left_out(database: Database) -> None:
    async with database.transaction() as session:
        await add(session, 1, Role.TRAINEE, blocked_at=MONDAY)
        await add(session, 2, Role.TRAINEE, consent_version=0)
        there = await add(session, 3, Role.TRAINEE)
        reach = await store.count(session, EVERYBODY, ALL)
        assert (reach.people, reach.blocked) == (1, 1)
        assert await _ids(session, EVERYBODY, ALL) == {there.id}


async def test_the_sample_is_random_but_stays_the_same(database: Database) -> None:
    async with database.transaction() as session:
        await trainees(session, 40)
        first = [await store.sample(session, EVERYBODY, ALL, seed, 5) for seed in range(10)]
        again = [await store.sample(session, EVERYBODY, ALL, seed, 5) for seed in range(10)]
    assert first == again
    assert all(len(set(names)) == 5 for names in first)
    assert len({tuple(names) for names in first}) > 5


async def test_the_values_offered_lie_within_the_scope(database: Database) -> None:
    async with database.transaction() as session:
        await _make_cohorts(session)
        await add(session, 1, Role.TRAINEE, country="SE")
        await add(session, 2, Role.TRAINEE, country="DE")
        country = [Grant(Role.COORDINATOR, ScopeKind.COUNTRY, "DE")]
        assert await store.find_countries(session, country) == ["DE"]
        assert await store.find_cohorts(session, country, 10) == {}
        assert await store.find_cohorts(session, ALL, 10) == {"2": "Group 2", "1": "Group 1"}
