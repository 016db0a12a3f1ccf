"""Who belongs to whom, on both databases."""

from datetime import UTC, date, datetime, time

from sqlalchemy.ext.asyncio import AsyncSession

from bot.cohorts import store
from bot.kit.db import Database
from bot.people import store as people
from bot.people.actions import CONSENT_VERSION
from bot.people.rules import Grant, Role, ScopeKind

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


async def cohort(session: AsyncSession, name: str, country: str, starts_on: date) -> int:
    return await store.add_cohort(
        session,
        name=name,
        country=country,
        sector=None,
        zone="Europe/Stockholm",
        starts_on=starts_on,
        ends_on=date(2027, 6, 30),
        now=NOW,
    )


async def person(session: AsyncSession, number: int, *grants: Grant, country: str = "SE") -> int:
    person_id = await people.add_person(
        session,
        number,
        name=f"Person {number}",
        language="en",
        zone="Europe/Stockholm",
        weekly_budget=5,
        consent_version=CONSENT_VERSION,
        now=NOW,
    )
    await people.save_person(session, person_id, country=country)
    for grant in grants:
        await people.add_grant(session, person_id, grant, NOW)
    return person_id


async def test_tutors_of_a_trainee_are_those_whose_scope_covers(database: Database) -> None:
    async with database.transaction() as session:
        autumn = await cohort(session, "Autumn", "SE", date(2026, 9, 1))
        trainee = await person(session, 1, Grant(Role.TRAINEE), Grant(Role.TUTOR))
        await store.add_member(session, trainee, autumn, NOW)
        everywhere = await person(session, 2, Grant(Role.TUTOR))
        sweden = await person(session, 3, Grant(Role.TUTOR, ScopeKind.COUNTRY, "SE"))
        await person(session, 4, Grant(Role.TUTOR, ScopeKind.COUNTRY, "DE"))
        own = await person(session, 5, Grant(Role.TUTOR, ScopeKind.COHORT, str(autumn)))
        await person(session, 6, Grant(Role.TUTOR, ScopeKind.COHORT, "999"))
        await person(session, 7, Grant(Role.COORDINATOR))
        found = await store.find_tutors_for(session, trainee)
        assert [tutor.id for tutor in found] == [everywhere, sweden, own]


async def test_cohorts_in_scope_come_newest_first(database: Database) -> None:
    async with database.transaction() as session:
        first = await cohort(session, "Spring", "SE", date(2026, 2, 1))
        second = await cohort(session, "Autumn", "SE", date(2026, 9, 1))
        german = await cohort(session, "Herbst", "DE", date(2026, 10, 1))
        sweden = Grant(Role.COORDINATOR, ScopeKind.COUNTRY, "SE")
        one = Grant(Role.COORDINATOR, ScopeKind.COHORT, str(german))
        assert [c.id for c in await store.find_cohorts(session, [sweden])] == [second, first]
        assert [c.id for c in await store.find_cohorts(session, [one])] == [german]
        assert await store.find_cohorts(session, []) == []
        everything = await store.find_cohorts(session, [Grant(Role.COORDINATOR), sweden])
        assert len(everything) == 3


async def test_milestones_of_several_people_in_one_span(database: Database) -> None:
    async with database.transaction() as session:
        autumn = await cohort(session, "Autumn", "SE", date(2026, 9, 1))
        amina, bo = await person(session, 1), await person(session, 2)
        await store.add_member(session, amina, autumn, NOW)
        await store.add_milestone(session, autumn, "Draft", date(2026, 12, 1), time(17))
        await store.add_milestone(session, autumn, "Later", date(2027, 3, 1), time(17))
        span = (date(2026, 11, 24), date(2026, 12, 24))
        found = await store.find_milestones_of(session, [amina, bo], *span)
        assert {who: [m.title for m in of] for who, of in found.items()} == {amina: ["Draft"]}
        assert found[amina][0].zone == "Europe/Stockholm"


async def test_joining_a_cohort_twice_is_once(database: Database) -> None:
    async with database.transaction() as session:
        autumn = await cohort(session, "Autumn", "SE", date(2026, 9, 1))
        amina = await person(session, 1)
        assert await store.add_member(session, amina, autumn, NOW)
        assert not await store.add_member(session, amina, autumn, NOW)
        assert await store.count_members(session, [autumn, 99]) == {autumn: 1}
