"""The queue in order, its counts, and what happens when nobody answers."""

from datetime import date, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.cohorts import store as cohorts
from bot.people.rules import Grant, Person, Role, ScopeKind
from bot.tutoring.actions import claiming, escalating
from bot.tutoring.rules.thread import QueueCounts, State
from bot.tutoring.store import lists, threads
from tests.tutoring.conftest import HOURS, NOW, Crew


async def names(session: AsyncSession, tutor: Person) -> list[str]:
    return [one.asker_name for one in await lists.find_queue(session, tutor, limit=9, offset=0)]


async def test_own_language_first_then_the_longest_waiting(
    session: AsyncSession, crew: Crew, jon: Person
) -> None:
    for hours, (name, language) in enumerate([("A", "en"), ("B", "is"), ("C", "is")]):
        asker = await crew.join(name, Grant(Role.TRAINEE), language=language)
        await crew.ask(asker, now=NOW - timedelta(hours=hours))
    assert await names(session, jon) == ["C", "B", "A"]


async def test_a_scope_decides_what_is_in_the_queue(session: AsyncSession, crew: Crew) -> None:
    group = await cohorts.add_cohort(
        session,
        name="Autumn",
        country="SE",
        sector=None,
        zone="Europe/Stockholm",
        starts_on=date(2026, 9, 1),
        ends_on=date(2027, 6, 1),
        now=NOW,
    )
    amina = await crew.join("Amina", Grant(Role.TRAINEE))
    await crew.ask(amina)
    await crew.ask(await crew.join("Elena", Grant(Role.TRAINEE), country="ES"))
    await cohorts.add_member(session, amina.id, group, NOW)
    of_group = await crew.join("T1", Grant(Role.TUTOR, ScopeKind.COHORT, str(group)))
    of_spain = await crew.join("T2", Grant(Role.TUTOR, ScopeKind.COUNTRY, "ES"))
    assessor = await crew.join("T3", Grant(Role.ASSESSOR))
    assert await names(session, of_group) == ["Amina"]
    assert await names(session, of_spain) == ["Elena"]
    assert await names(session, assessor) == []


async def test_the_counts_of_staffs_home(
    session: AsyncSession, crew: Crew, amina: Person, greta: Person
) -> None:
    first, second, _ = [await crew.ask(amina, f"Question {n}") for n in range(3)]
    for thread in (first, second):
        await claiming.claim_question(session, greta, thread.question.public_id, NOW)
    await crew.answer(greta, first, "Yes", 20)
    assert await lists.count_queue(session, greta) == QueueCounts(waiting=1, mine=2, owed=1)


async def escalate(session: AsyncSession, hours: float) -> None:
    await escalating.escalate_due(session, NOW + timedelta(hours=hours), HOURS)


async def test_unanswered_the_tutor_is_reminded_then_it_is_free_then_coordinators_hear(
    session: AsyncSession, crew: Crew, amina: Person, greta: Person, jon: Person
) -> None:
    carl = await crew.join("Carl", Grant(Role.COORDINATOR))
    public = (await crew.ask(amina)).question.public_id
    await claiming.claim_question(session, greta, public, NOW)
    told: list[list[int]] = []
    for hours in (47, 48, 49, 96, 144, 500):
        await escalate(session, hours)
        told.append(await crew.told("tutoring.escalation"))
    reminded, returned = [greta.id], [greta.id, greta.id, jon.id]
    last = [*returned, carl.id]
    assert told == [[], reminded, reminded, returned, last, last]
    question = await threads.load_question(session, public)
    assert (question.state, question.claimed_by) == (State.OPEN, None)


async def test_unclaimed_everybody_in_scope_is_reminded(
    session: AsyncSession, crew: Crew, amina: Person, greta: Person, jon: Person
) -> None:
    await crew.ask(amina)
    await escalate(session, 48)
    assert await crew.told("tutoring.escalation") == [greta.id, jon.id]


async def test_answered_nothing_is_brought_up_until_the_asker_writes_again(
    session: AsyncSession, crew: Crew, amina: Person, greta: Person
) -> None:
    thread = await crew.ask(amina)
    await claiming.claim_question(session, greta, thread.question.public_id, NOW)
    await crew.answer(greta, thread, "Yes", 20)
    await escalate(session, 500)
    assert await crew.told("tutoring.escalation") == []
    assert await lists.find_due(session, NOW + timedelta(days=99), 9) == []


async def test_after_a_long_stop_one_step_is_taken_not_three(
    session: AsyncSession, crew: Crew, amina: Person, greta: Person
) -> None:
    await crew.ask(amina)
    for _ in range(3):
        await escalate(session, 500)
    assert len(await crew.told("tutoring.escalation")) == 1
