"""What a tutor puts on top, on both databases."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import event, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import places
from bot.cohorts import store as cohorts
from bot.cohorts.rules import covers
from bot.curriculum.curriculum import Curriculum
from bot.kit.db import Database, table_of
from bot.kit.delivery.tables import Message
from bot.kit.refusals import ScreenOutdated
from bot.people import store as people
from bot.people.actions import CONSENT_VERSION
from bot.people.rules import Grant, Person, Role, ScopeKind
from bot.plan import actions, store

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
LESSON = "esco-basics"
EVERYWHERE = Grant(Role.TUTOR)


@pytest.fixture
async def session(database: Database, content: Curriculum) -> AsyncIterator[AsyncSession]:
    async with database.transaction() as session:
        yield session


async def joined(
    session: AsyncSession, number: int, *grants: Grant, country: str = "SE", name: str = ""
) -> Person:
    person_id = await people.add_person(
        session,
        number,
        name=name or f"Person {number}",
        language="en",
        zone="Europe/Stockholm",
        weekly_budget=5,
        consent_version=CONSENT_VERSION,
        now=NOW,
    )
    await people.save_person(session, person_id, country=country)
    for grant in grants:
        await people.add_grant(session, person_id, grant, NOW)
    return await people.load_person(session, person_id)


async def trainee(session: AsyncSession, number: int, **values: Any) -> Person:
    return await joined(session, number, Grant(Role.TRAINEE), **values)


async def purposes(session: AsyncSession) -> list[tuple[str, int, bool]]:
    table = table_of(Message)
    rows = await session.execute(select(table.c.purpose, table.c.person_id, table.c.silent))
    return [tuple(row) for row in rows]


async def test_pressed_twice_it_is_on_top_once_and_told_once(session: AsyncSession) -> None:
    amina, tova = await trainee(session, 1), await joined(session, 2, EVERYWHERE, name="Tova")
    for _ in range(2):
        await actions.pin_lesson(session, tova, amina.public_id, LESSON, NOW)
    assert await store.load_pins(session, amina.id) == {LESSON: "Tova"}
    assert await purposes(session) == [("plan.pin", amina.id, False)]
    plan = await actions.load_plan(session, amina)
    assert plan.lessons[0].lesson.id == LESSON


async def test_in_quiet_hours_it_comes_without_a_sound(session: AsyncSession) -> None:
    amina, tova = await trainee(session, 1), await joined(session, 2, EVERYWHERE)
    night = NOW.replace(hour=23)
    await actions.pin_lesson(session, tova, amina.public_id, LESSON, night)
    assert await purposes(session) == [("plan.pin", amina.id, True)]


async def test_what_was_taken_off_can_be_put_on_again(session: AsyncSession) -> None:
    amina, tova = await trainee(session, 1), await joined(session, 2, EVERYWHERE)
    await actions.pin_lesson(session, tova, amina.public_id, LESSON, NOW)
    for _ in range(2):
        await actions.unpin_lesson(session, tova, amina.public_id, LESSON, NOW)
    assert await store.load_pins(session, amina.id) == {}
    await actions.pin_lesson(session, tova, amina.public_id, LESSON, NOW.replace(hour=13))
    assert len(await purposes(session)) == 2


@pytest.mark.parametrize(
    "grant",
    [
        Grant(Role.TUTOR, ScopeKind.COUNTRY, "DE"),
        Grant(Role.TUTOR, ScopeKind.COHORT, "999"),
        Grant(Role.COORDINATOR),
    ],
)
async def test_a_plan_out_of_scope_is_not_shown_or_changed(
    session: AsyncSession, grant: Grant
) -> None:
    amina, other = await trainee(session, 1), await joined(session, 2, grant)
    with pytest.raises(ScreenOutdated):
        await actions.pin_lesson(session, other, amina.public_id, LESSON, NOW)
    assert await store.load_pins(session, amina.id) == {}
    assert await actions.find_trainees(session, other, 0) == ([], False)


async def test_nobody_tutors_themselves_or_another_tutor(session: AsyncSession) -> None:
    both = await joined(session, 1, EVERYWHERE, Grant(Role.TRAINEE))
    colleague = await joined(session, 2, EVERYWHERE)
    for public_id in (both.public_id, colleague.public_id, "nobody"):
        with pytest.raises(ScreenOutdated) as refused:
            await actions.load_trainee(session, both, public_id)
        assert refused.value.instead == places.OpenTraineePlans()
    assert await actions.find_trainees(session, both, 0) == ([], False)


async def test_a_lesson_that_is_gone_is_not_put_on_top(session: AsyncSession) -> None:
    amina, tova = await trainee(session, 1), await joined(session, 2, EVERYWHERE)
    with pytest.raises(ScreenOutdated):
        await actions.pin_lesson(session, tova, amina.public_id, "gone", NOW)
    assert await purposes(session) == []


async def test_the_list_holds_exactly_whom_the_scope_covers(session: AsyncSession) -> None:
    group = await cohorts.add_cohort(
        session,
        name="Autumn",
        country="SE",
        sector=None,
        zone="Europe/Stockholm",
        starts_on=date(2026, 9, 1),
        ends_on=date(2027, 6, 30),
        now=NOW,
    )
    amina = await trainee(session, 1, name="Amina")
    await cohorts.add_member(session, amina.id, group, NOW)
    everybody = [amina, await trainee(session, 2, country="DE", name="Bernd")]
    scopes = [
        *(Grant(Role.TUTOR, ScopeKind.COUNTRY, code) for code in ("SE", "DE", "IS")),
        *(Grant(Role.TUTOR, ScopeKind.COHORT, str(number)) for number in (group, group + 1)),
        EVERYWHERE,
    ]
    for number, scope in enumerate(scopes, 10):
        tutor = await joined(session, number, scope)
        listed, _ = await actions.find_trainees(session, tutor, 0)
        members = {amina.id: frozenset({group})}
        covered = [
            one.id
            for one in everybody
            if covers(tutor, [Role.TUTOR], country=one.country, cohort_ids=members.get(one.id, ()))
        ]
        assert [one.id for one in listed] == covered


async def test_trainees_come_in_pages_by_name(session: AsyncSession) -> None:
    tova = await joined(session, 99, EVERYWHERE)
    for number in range(7):
        await trainee(session, number + 1, name=f"Name {number}")
    first, more = await actions.find_trainees(session, tova, 0)
    second, end = await actions.find_trainees(session, tova, 1)
    assert [one.name for one in (*first, *second)] == [f"Name {number}" for number in range(7)]
    assert (more, end) == (True, False)
    for page in (2, 10**17):
        with pytest.raises(ScreenOutdated):
            await actions.find_trainees(session, tova, page)


async def test_a_plan_takes_four_statements_at_most(
    database: Database, session: AsyncSession
) -> None:
    amina = await trainee(session, 1)
    run: list[str] = []

    def count(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        run.append(statement)

    event.listen(database.engine.sync_engine, "before_cursor_execute", count)
    await actions.load_plan(session, amina)
    event.remove(database.engine.sync_engine, "before_cursor_execute", count)
    assert 1 <= len(run) <= 4
