"""Who gets what, by hand and with time, also where two act at once; on both databases."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.curriculum.curriculum import Curriculum
from bot.curriculum.verdicts import Verdict
from bot.judging.actions import asking, assessing, chasing, coordinating, declaring, waiving
from bot.judging.actions.refusals import NotEligible, PlaceTaken
from bot.judging.erasing import ERASER
from bot.judging.rules.rounds import Place, Stage, State
from bot.judging.store import assignments, lists, rounds
from bot.judging.tables import AssignmentRow, ConflictRow, RoundRow, VerdictRow
from bot.kit.db import Database, table_of
from bot.kit.personal import store as personal
from bot.kit.personal.holdings import Erased
from bot.kit.refusals import Refusal, ScreenOutdated
from bot.people import store as people
from bot.people.rules import Grant, Person, Role, ScopeKind
from tests.evidence.conftest import NOW
from tests.judging.conftest import ALONE, PAIRED, Panel


@pytest.fixture
async def carla(panel: Panel) -> Person:
    return await panel.join("Carla", Grant(Role.COORDINATOR))


async def test_the_least_open_work_comes_first_and_the_language_before_it(panel: Panel) -> None:
    for name, language in (("Ingrid", "en"), ("Jon", "en"), ("Eleni", "el")):
        await panel.assessor(name, language=language)
    given: list[str] = []
    for n, language in enumerate(("en", "en", "en", "el", "el")):
        trainee = await panel.trainee(f"Trainee {n}", language=language)
        part = await panel.part((await panel.ask(trainee)).round)
        given.append((await people.load_person(panel.session, part.assessor_id or 0)).name)
    assert given == ["Ingrid", "Jon", "Ingrid", "Eleni", "Eleni"]


async def test_a_scope_that_does_not_reach_somebody_is_given_nothing(panel: Panel) -> None:
    await panel.join("Far", Grant(Role.ASSESSOR, ScopeKind.COUNTRY, "IS"))
    assert (await panel.ask(await panel.trainee())).round.lacks == Place.FIRST
    assert len(await panel.told("judging.lacking")) == 0


async def test_the_coordinator_chooses_among_those_eligible_alone(
    panel: Panel, session: AsyncSession, carla: Person
) -> None:
    amina, ingrid = await panel.trainee(), await panel.assessor("Ingrid")
    round_ = (await panel.ask(amina)).round
    jon = await panel.assessor("Jon")
    public, first = round_.public_id, await panel.part(round_)
    _, choice = await coordinating.find_choice(session, carla, public, NOW)
    assert [one.person.id for one in choice] == [jon.id]
    with pytest.raises(NotEligible):
        await coordinating.assign_by_hand(
            session, carla, public, Place.FIRST, ingrid.public_id, first.id, ALONE, NOW
        )
    await coordinating.assign_by_hand(
        session, carla, public, Place.FIRST, jon.public_id, first.id, ALONE, NOW
    )
    assert (await panel.part(round_)).assessor_id == jon.id
    assert len(await panel.told("judging.ended")) == 1
    with pytest.raises(PlaceTaken):
        await coordinating.assign_by_hand(
            session, carla, public, Place.FIRST, jon.public_id, first.id, ALONE, NOW
        )
    with pytest.raises(ScreenOutdated):
        await coordinating.assign_by_hand(
            session, carla, public, Place.THIRD, jon.public_id, 0, ALONE, NOW
        )


async def test_what_is_reassigned_while_it_is_open_is_kept_and_not_used(
    panel: Panel, session: AsyncSession, carla: Person
) -> None:
    amina, ingrid = await panel.trainee(), await panel.assessor("Ingrid")
    round_ = (await panel.ask(amina)).round
    part = await panel.part(round_)
    await declaring.declare_none(session, ingrid, part.public_id, ALONE, NOW)
    await assessing.write_comment(session, ingrid, part.public_id, 0, "Page 1.", NOW)
    jon = await panel.assessor("Jon")
    await coordinating.assign_by_hand(
        session, carla, round_.public_id, Place.FIRST, jon.public_id, part.id, ALONE, NOW
    )
    with pytest.raises(ScreenOutdated):
        await assessing.write_comment(session, ingrid, part.public_id, 0, "Page 2.", NOW)
    with pytest.raises(ScreenOutdated):
        await assessing.sign(session, ingrid, part.public_id, ALONE, NOW)
    assert (await assignments.find_verdicts(session, part.id))["1.1.c1"].comment == "Page 1."
    work = await declaring.declare_none(
        session, jon, (await panel.part(round_)).public_id, ALONE, NOW
    )
    assert work is not None
    assert work.verdicts == {}


async def test_a_coordinator_elsewhere_sees_nothing(panel: Panel, session: AsyncSession) -> None:
    far = await panel.join("Far", Grant(Role.COORDINATOR, ScopeKind.COUNTRY, "IS"))
    round_ = (await panel.ask(await panel.trainee())).round
    assert await lists.find_waiting(session, far, NOW, limit=9, offset=0) == []
    assert await lists.count_stuck(session, far, NOW) == 0
    with pytest.raises(ScreenOutdated):
        await coordinating.open_desk(session, far, round_.public_id, NOW)


async def test_one_is_to_do_where_there_is_no_second(
    panel: Panel, session: AsyncSession, carla: Person
) -> None:
    panel.terms = PAIRED
    amina, ingrid = await panel.trainee(), await panel.assessor("Ingrid")
    round_ = (await panel.ask(amina)).round
    await panel.judge(ingrid, await panel.part(round_))
    assert (await panel.as_it_is(round_)).lacks == Place.SECOND
    for _ in range(2):
        await coordinating_waives(session, carla, round_.public_id)
    assert (await panel.as_it_is(round_)).state is State.JUDGED


async def coordinating_waives(session: AsyncSession, carla: Person, public: str) -> None:
    try:
        await waiving.waive_second(session, carla, public, "Nobody is there.", PAIRED, NOW)
    except ScreenOutdated:
        assert (await lists.find_waiting(session, carla, NOW, limit=9, offset=0)) == []


async def test_with_time_it_is_reminded_of_passed_on_and_brought_up(
    panel: Panel, session: AsyncSession, carla: Person
) -> None:
    assert carla
    amina, ingrid = await panel.trainee(), await panel.assessor("Ingrid")
    round_ = (await panel.ask(amina)).round
    jon = await panel.assessor("Jon")
    await chasing.chase_due(session, ALONE, NOW + timedelta(days=1))
    assert await panel.told("judging.reminder") == []
    for _ in range(2):
        await chasing.chase_due(session, ALONE, NOW + timedelta(days=12))
    assert len(await panel.told("judging.reminder")) == 1
    await chasing.chase_due(session, ALONE, NOW + timedelta(days=15))
    part = await panel.part(round_)
    assert (part.assessor_id, ingrid.id != jon.id) == (jon.id, True)
    await declaring.declare_none(session, jon, part.public_id, ALONE, NOW)
    await chasing.chase_due(session, ALONE, NOW + timedelta(days=28))
    await chasing.chase_due(session, ALONE, NOW + timedelta(days=40))
    assert (await panel.part(round_)).stage is Stage.OPEN
    assert len(await panel.told("judging.late")) == 1
    assert await lists.count_stuck(session, carla, NOW + timedelta(days=40)) == 1


async def test_a_round_without_assessor_is_looked_at_again(
    panel: Panel, session: AsyncSession, carla: Person
) -> None:
    assert carla
    round_ = (await panel.ask(await panel.trainee())).round
    assert len(await panel.told("judging.lacking")) == 1
    await chasing.chase_due(session, ALONE, NOW + timedelta(hours=1))
    assert len(await panel.told("judging.lacking")) == 1
    ingrid = await panel.assessor("Ingrid")
    await chasing.chase_due(session, ALONE, NOW + timedelta(hours=2))
    assert (await panel.part(round_)).assessor_id == ingrid.id
    assert (await panel.as_it_is(round_)).lacks == 0


async def test_two_coordinators_who_assign_at_once_give_it_to_one(
    database: Database, content: Curriculum
) -> None:
    async with database.transaction() as session:
        panel = Panel(session)
        amina = await panel.trainee()
        staff = [await panel.join(name, Grant(Role.COORDINATOR)) for name in ("Carla", "Dora")]
        round_ = (await panel.ask(amina)).round
        chosen = [await panel.assessor(name) for name in ("Ingrid", "Jon")]

    async def assign(by: Person, to: Person) -> bool:
        try:
            async with database.transaction() as session:
                await coordinating.assign_by_hand(
                    session, by, round_.public_id, Place.FIRST, to.public_id, 0, ALONE, NOW
                )
        except Refusal:
            return False
        return True

    done = await asyncio.gather(*map(assign, staff, chosen))
    assert sorted(done) == [False, True]
    async with database.reading() as session:
        held = await assignments.find_assignments(session, round_.id)
        assert [one.place for one in held if one.is_active] == [Place.FIRST]


async def test_two_who_sign_at_once_settle_it_once(database: Database, content: Curriculum) -> None:
    async with database.transaction() as session:
        panel = Panel(session, terms=PAIRED)
        amina = await panel.trainee()
        names = {one.id: one for one in [await panel.assessor(name) for name in "AB"]}
        round_ = (await panel.ask(amina)).round
        parts = await panel.parts(round_)
        for part in parts:
            assessor = names[part.assessor_id or 0]
            await declaring.declare_none(session, assessor, part.public_id, PAIRED, NOW)
            await fill(session, assessor, part.public_id)

    async def sign(assessor_id: int, public: str) -> None:
        async with database.transaction() as session:
            await assessing.sign(session, names[assessor_id], public, PAIRED, NOW)

    await asyncio.gather(*(sign(one.assessor_id or 0, one.public_id) for one in parts))
    async with database.reading() as session:
        assert (await rounds.load_round(session, round_.id)).state is State.JUDGED
        assert len(await Panel(session).told("judging.judged")) == 1


async def fill(session: AsyncSession, assessor: Person, public: str) -> None:
    for position in range(5):
        await assessing.set_mark(session, assessor, public, position, Verdict.MET, NOW)


async def test_asking_twice_at_once_makes_one_round(
    database: Database, content: Curriculum
) -> None:
    async with database.transaction() as session:
        amina = await Panel(session).trainee()

    async def ask() -> str:
        async with database.transaction() as session:
            return (await asking.ask(session, amina, "1.1", 1, ALONE, NOW)).round.public_id

    assert len(set(await asyncio.gather(ask(), ask(), ask()))) == 1


async def test_an_assessor_who_leaves_hands_on_what_is_open_and_leaves_verdicts_without_name(
    panel: Panel, session: AsyncSession
) -> None:
    amina, bea = await panel.trainee("Amina"), await panel.trainee("Bea")
    ingrid = await panel.assessor("Ingrid")
    judged, open_ = (await panel.ask(amina)).round, (await panel.ask(bea)).round
    await panel.judge(ingrid, await panel.part(judged))
    await _erase(session, ingrid)
    await session.execute(delete(people.grants).where(people.grants.c.person_id == ingrid.id))
    jon = await panel.assessor("Jon")
    await chasing.chase_due(session, ALONE, NOW + timedelta(hours=1))
    assert (await panel.part(open_)).assessor_id == jon.id
    reasons = (await asking.show(session, await panel.as_it_is(judged))).reasons
    assert {one.assessor for one in reasons} == {""}
    assert len(reasons) == 5


async def test_of_a_trainee_nothing_is_left(panel: Panel, session: AsyncSession) -> None:
    amina, ingrid = await panel.trainee(), await panel.assessor("Ingrid")
    await panel.judge(ingrid, await panel.part((await panel.ask(amina)).round))
    await _erase(session, amina)
    for table in (RoundRow, AssignmentRow, VerdictRow, ConflictRow):
        assert (await session.execute(select(table_of(table)))).all() == []


async def _erase(session: AsyncSession, person: Person) -> None:
    """As the kit does, all at once."""
    await people.add_nobody(session, NOW)
    whose = Erased(person.id, person.telegram_id, person.public_id)
    for step in ERASER.before:
        while await step(session, whose, NOW):
            pass
    for rows in ERASER.rows:
        page = await personal.find_rows(session, rows, whose)
        await personal.let_go(session, rows.table, page.ids, rows.become)
