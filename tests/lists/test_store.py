"""The lists in both databases: order, pages, scopes, and how few statements they take."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncSession

from bot.curriculum.curriculum import Curriculum
from bot.evidence.tables import PieceRow
from bot.kit.db import Database
from bot.lessons.tables import ReadingRow
from bot.lists.actions import following
from bot.lists.rules.entries import List, State, Why
from bot.lists.store import entries, standing
from bot.people import store as people
from bot.people.rules import Grant, Person, Role, ScopeKind

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
LATER = MONDAY + timedelta(days=30)


@pytest.fixture
async def session(database: Database, content: Curriculum) -> AsyncIterator[AsyncSession]:
    async with database.transaction() as session:
        yield session


async def joined(
    session: AsyncSession, number: int, grant: Grant | None = None, country: str = "SE",
    now: datetime = MONDAY,
) -> Person:  # fmt: skip
    person_id = await people.add_person(
        session, 7_000_000_000 + number, name=f"Person {number}", language="en",
        zone="Europe/Stockholm", weekly_budget=5, consent_version=9, now=now,
    )  # fmt: skip
    await people.save_person(session, person_id, country=country)
    await people.add_grant(session, person_id, grant or Grant(Role.TRAINEE), now)
    return await people.load_person(session, person_id)


async def follows(session: AsyncSession) -> None:
    after: int | None = 0
    while after is not None:
        after = await following.follow_page(session, "", after)


def read(person: Person, at: datetime) -> ReadingRow:
    return ReadingRow(
        person_id=person.id, lesson="x", card="y", furthest=1, started_at=at, turned_at=at
    )


async def names(session: AsyncSession, staff: Person, which: List, **page: int) -> list[str]:
    page = {"limit": 9, "offset": 0, **page}
    found = await entries.find_entries(
        session, staff, which, LATER, limit=page["limit"], offset=page["offset"]
    )
    return [one.name for one in found]


async def test_who_waits_longest_stands_first_and_pages_neither_repeat_nor_skip(
    session: AsyncSession,
) -> None:
    greta = await joined(session, 100, Grant(Role.TUTOR))
    for number in range(5):
        await joined(session, number, now=MONDAY - timedelta(days=number // 2))
    await follows(session)
    order = await names(session, greta, List.NEVER)
    assert order == ["Person 4", "Person 2", "Person 3", "Person 0", "Person 1"]
    pages = [await names(session, greta, List.NEVER, limit=2, offset=n) for n in (0, 2, 4)]
    assert [name for page in pages for name in page] == order


async def test_a_scope_of_a_country_sees_and_counts_its_own(session: AsyncSession) -> None:
    swede = await joined(session, 100, Grant(Role.TUTOR, ScopeKind.COUNTRY, "SE"))
    greek = await joined(session, 101, Grant(Role.COORDINATOR, ScopeKind.COUNTRY, "GR"))
    judge = await joined(session, 102, Grant(Role.ASSESSOR))
    await joined(session, 1)
    await follows(session)
    counts = await entries.count_entries(session, [swede, greek, judge], LATER)
    assert [counts[one.id].never for one in (swede, greek, judge)] == [1, 0, 0]
    assert await names(session, greek, List.NEVER) == []


async def test_somebody_who_is_trainee_and_tutor_is_not_on_their_own_list(
    session: AsyncSession,
) -> None:
    greta = await joined(session, 100, Grant(Role.TUTOR))
    await people.add_grant(session, greta.id, Grant(Role.TRAINEE), MONDAY)
    await follows(session)
    assert await names(session, await people.load_person(session, greta.id), List.NEVER) == []


async def test_reading_a_card_moves_somebody_from_one_list_to_the_other(
    session: AsyncSession,
) -> None:
    greta, amina = await joined(session, 100, Grant(Role.TUTOR)), await joined(session, 1)
    await follows(session)
    session.add(read(amina, LATER - timedelta(days=7)))
    await session.flush()
    assert await following.follow(session, [amina.id])
    assert await names(session, greta, List.NEVER) == []
    assert await names(session, greta, List.STALLED) == ["Person 1"]


async def test_only_who_was_here_is_looked_at_again(session: AsyncSession) -> None:
    amina, bo = await joined(session, 1), await joined(session, 2)
    await people.save_person(session, bo.id, last_active_day="2026-12-01")
    seen = await standing.find_seen_since(session, "2026-11-30", 0, 9)
    assert [number for number, _ in seen] == [bo.id]
    await following.has_followed(session, MONDAY)
    assert await following.day_to_follow_from(session, MONDAY) is None
    soon = MONDAY + following.EVERY
    assert await following.day_to_follow_from(session, soon) == "2026-11-22"
    assert amina.id != bo.id


async def test_erased_people_are_on_no_list(session: AsyncSession) -> None:
    greta, amina = await joined(session, 100, Grant(Role.TUTOR)), await joined(session, 1)
    await follows(session)
    await people.save_person(session, amina.id, erasing=True)
    assert await names(session, greta, List.NEVER) == []
    assert await entries.find_reached(session, greta, amina.public_id) is None


async def test_evidence_that_waits_can_be_found_by_what_it_is(session: AsyncSession) -> None:
    greta, amina = await joined(session, 100, Grant(Role.TUTOR)), await joined(session, 1)
    for number in range(2):
        session.add(
            PieceRow(
                public_id=f"piece{number}", person_id=amina.id, state="submitted",
                changed_at=MONDAY, submitted_at=MONDAY,
            )
        )  # fmt: skip
    await session.flush()
    assert await names(session, greta, List.WAITING) == ["Person 1"] * 2
    found = await entries.find_entry(session, greta, Why.EVIDENCE, amina.public_id, "piece1", LATER)
    assert found is not None
    assert (found.reference, found.since) == ("piece1", MONDAY)


async def test_pages_and_counts_take_one_statement_and_following_takes_four(
    session: AsyncSession, database: Database
) -> None:
    staff = [await joined(session, 100 + n, Grant(Role.COORDINATOR)) for n in range(3)]
    for number in range(20):
        await joined(session, number)
    seen: list[str] = []
    event.listen(
        database.engine.sync_engine, "before_cursor_execute",
        lambda _c, _cursor, statement, *_rest: seen.append(statement),
    )  # fmt: skip
    await following.follow_page(session, "", 0)
    assert len(seen) == 4
    seen.clear()
    counts = await entries.count_entries(session, staff, LATER)
    assert [counts[one.id].never for one in staff] == [20, 20, 20]
    assert len(seen) == 1
    await names(session, staff[0], List.WAITING)
    assert len(seen) == 2


async def test_finished_is_on_neither_list(session: AsyncSession) -> None:
    greta, amina = await joined(session, 100, Grant(Role.TUTOR)), await joined(session, 1)
    session.add(read(amina, MONDAY))
    await session.flush()
    done = await standing.find_done(session, [amina.id])
    await standing.save_standings(
        session, {amina.id: standing.Standing(State.FINISHED, done[amina.id])}
    )
    assert await names(session, greta, List.STALLED) == []


@pytest.mark.parametrize("which", List)
async def test_an_empty_programme_has_empty_lists(session: AsyncSession, which: List) -> None:
    greta: Any = await joined(session, 100, Grant(Role.TUTOR))
    assert await names(session, greta, which) == []
