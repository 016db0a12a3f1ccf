"""The queue by topic, country and group, on both databases and on phones."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.cohorts import store as cohorts
from bot.people.rules import Grant, Person, Role, ScopeKind
from bot.tutoring.addresses import ChoosePlace, ChooseTopic, NarrowQueue
from bot.tutoring.rules.narrowing import EVERYWHERE, Place, Topic, read_place
from bot.tutoring.store import narrowing
from bot.tutoring.store.threads import questions
from tests.people import Cast
from tests.tutoring.conftest import NOW, Crew
from tests.tutoring.test_journey import asks

SPAIN = Place(country="ES")


async def asked(crew: Crew, name: str, about: str, hours: int, **values: Any) -> Person:
    asker = await crew.join(name, Grant(Role.TRAINEE), **values)
    thread = await crew.ask(asker, now=NOW - timedelta(hours=hours))
    changed = update(questions).where(questions.c.id == thread.question.id).values(about=about)
    await crew.session.execute(changed)
    return asker


async def names(session: AsyncSession, tutor: Person, topic: Topic, place: Place) -> list[str]:
    found = await narrowing.find_narrowed(session, tutor, topic, place, limit=9, offset=0)
    return [one.asker_name for one in found]


@pytest.fixture
async def waiting(crew: Crew) -> None:
    await asked(crew, "A", "card", 1)
    await asked(crew, "B", "card", 3, country="ES", language="is")
    await asked(crew, "C", "item", 2, country="ES")
    await asked(crew, "D", "none", 4)


@pytest.mark.usefixtures("waiting")
async def test_the_oldest_of_a_topic_comes_first_whatever_its_language(
    session: AsyncSession, greta: Person
) -> None:
    assert await names(session, greta, Topic.LESSON, EVERYWHERE) == ["B", "A"]
    assert await names(session, greta, Topic.LESSON, SPAIN) == ["B"]
    assert await names(session, greta, Topic.ALL, EVERYWHERE) == ["D", "B", "C", "A"]
    assert await names(session, greta, Topic.EVIDENCE, EVERYWHERE) == []


@pytest.mark.usefixtures("waiting")
async def test_counts_say_what_waits_where(session: AsyncSession, greta: Person) -> None:
    counts = await narrowing.count_topics(session, greta, EVERYWHERE)
    assert counts == {Topic.LESSON: 2, Topic.QUIZ: 1, Topic.OTHER: 1, Topic.ALL: 4}
    assert await narrowing.count_topics(session, greta, SPAIN) == {
        Topic.LESSON: 1,
        Topic.QUIZ: 1,
        Topic.ALL: 2,
    }
    found = await narrowing.count_places(session, greta, Topic.QUIZ)
    assert [(one.place, one.number) for one in found] == [(SPAIN, 1)]


@pytest.mark.usefixtures("waiting")
async def test_a_scope_is_never_left_by_narrowing(session: AsyncSession, crew: Crew) -> None:
    of_sweden = await crew.join("T", Grant(Role.TUTOR, ScopeKind.COUNTRY, "SE"))
    assert await names(session, of_sweden, Topic.ALL, SPAIN) == []
    assert await names(session, of_sweden, Topic.ALL, EVERYWHERE) == ["D", "A"]
    found = await narrowing.count_places(session, of_sweden, Topic.ALL)
    assert [one.place for one in found] == [Place(country="SE")]


async def test_a_group_is_named_with_what_waits_in_it(
    session: AsyncSession, crew: Crew, greta: Person
) -> None:
    amina = await asked(crew, "Amina", "card", 1)
    await asked(crew, "Bo", "card", 2)
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
    await cohorts.add_member(session, amina.id, group, NOW)
    found = await narrowing.count_places(session, greta, Topic.LESSON)
    assert [(one.place, one.number, one.name) for one in found] == [
        (Place(country="SE"), 2, ""),
        (Place(cohort=group), 1, "Autumn"),
    ]
    assert await names(session, greta, Topic.ALL, Place(cohort=group)) == ["Amina"]


@given(st.text(max_size=20))
def test_nonsense_in_a_place_is_everywhere_or_a_place(packed: str) -> None:
    place = read_place(packed)
    assert read_place(place.pack()) == place


async def test_a_tutor_looks_at_one_topic_and_country(cast: Cast) -> None:
    amina, elena = await cast.trainee("Amina"), await cast.trainee("Elena", country="ES")
    greta = await cast.tutor("Greta")
    await asks(amina)
    await asks(elena, "Who pays?")
    await greta.writes("/questions")
    await greta.presses("Show only some", times=2)
    await greta.presses("Something else (2)")
    greta.sees("Queue (2)\n\nSomething else")
    await greta.presses("Show only some")
    await greta.presses("By country or group")
    await greta.presses("Spain (1)")
    greta.sees("Elena")
    greta.sees_no("1. Amina")
    await greta.presses("The whole queue")
    greta.sees("Amina")


async def test_old_and_foreign_presses_show_what_is_there(cast: Cast) -> None:
    amina, greta = await cast.trainee("Amina"), await cast.tutor("Greta")
    for address in (NarrowQueue(Topic.QUIZ, "g.9", 99), NarrowQueue(Topic.ALL, "x")):
        await greta.presses_old(address)
        greta.sees("No question is waiting there.")
    await greta.presses_old(ChoosePlace(Topic.ALL, "c.ZZ", 9))
    greta.sees("By country or group")
    await amina.presses_old(ChooseTopic(Topic.ALL, ""))
    amina.sees_no("Show only some")
