"""Groups and topics on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.people.rules import Grant, Person, Role, ScopeKind
from bot.staffrooms.actions.following import look_after
from bot.staffrooms.rules.topics import Kind, Post, Room
from bot.staffrooms.store import rooms, topics
from tests.tutoring.conftest import Crew, amina, crew, session

__all__ = ["amina", "crew", "session"]
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
GROUP = -1004000000001


async def connected(
    session: AsyncSession, by: Person, kind: ScopeKind = ScopeKind.PROGRAMME, scope: str = ""
) -> Room:
    group = GROUP - len(await rooms.find_rooms(session))
    await rooms.add_room(session, (group, "Tutors"), by, (kind, scope or None), NOW)
    room = await rooms.find_room(session, group)
    assert room is not None
    return room


async def test_a_question_belongs_into_the_groups_that_cover_its_asker(
    session: AsyncSession, crew: Crew, amina: Person
) -> None:
    carla = await crew.join("Carla", Grant(Role.COORDINATOR))
    every = await connected(session, carla)
    sweden = await connected(session, carla, ScopeKind.COUNTRY, "SE")
    await connected(session, carla, ScopeKind.COUNTRY, "GR")
    mine = await connected(session, carla, ScopeKind.COHORT, "1")
    asked = await crew.ask(amina)
    covering = await rooms.find_covering(session, asked.question.id)
    assert covering == [every.id, sweden.id]
    assert mine.id not in covering


async def test_one_task_has_a_group_at_a_time(
    session: AsyncSession, crew: Crew, amina: Person
) -> None:
    room = await connected(session, await crew.join("Carla", Grant(Role.COORDINATOR)))
    held = await rooms.hold(session, room.id, 1, NOW)
    assert held is not None
    assert await rooms.hold(session, room.id, 2, NOW) is None
    assert await rooms.hold(session, room.id, 1, NOW) is not None
    await rooms.touch(session, room.id)
    assert not await rooms.let_go(session, held, 1)
    again = await rooms.hold(session, room.id, 2, NOW)
    assert again is not None
    assert await rooms.let_go(session, again, 2, NOW + timedelta(seconds=3))
    assert await rooms.hold(session, room.id, 3, NOW) is None
    assert await rooms.hold(session, room.id, 3, NOW + timedelta(seconds=3)) is not None


async def test_a_task_that_never_came_back_is_replaced(
    session: AsyncSession, crew: Crew, amina: Person
) -> None:
    room = await connected(session, await crew.join("Carla", Grant(Role.COORDINATOR)))
    await rooms.hold(session, room.id, 1, NOW)
    assert await rooms.hold(session, room.id, 2, NOW + timedelta(minutes=11)) is not None


async def test_what_no_event_tells_of_is_seen(
    session: AsyncSession, crew: Crew, amina: Person
) -> None:
    room = await connected(session, await crew.join("Carla", Grant(Role.COORDINATOR)))
    await crew.ask(amina)
    await topics.want_all(session, room)
    topic = await topics.find_next(session, room.id)
    assert topic is not None
    await topics.save_topic(session, topic.id, thread_id=4, checked_at=NOW)
    await topics.settle(session, topic, 99)
    assert await topics.want_again(session, NOW) == {room.id}
    topic = await topics.find_next(session, room.id)
    assert topic is not None
    await topics.save_post(session, topic.id, Post(Kind.RECEIPT, 1, said="waiting"))
    await look_after(session, NOW)
    behind = await topics.find_next(session, room.id)
    assert behind is not None
    assert behind.wanted > topic.wanted


async def test_a_topic_is_named_once_for_each_question_and_group(
    session: AsyncSession, crew: Crew, amina: Person
) -> None:
    room = await connected(session, await crew.join("Carla", Grant(Role.COORDINATOR)))
    asked = await crew.ask(amina)
    for _ in range(2):
        await topics.want_all(session, room)
        assert await topics.want(session, asked.question.id, [room.id]) == {room.id}
    topic = await topics.find_next(session, room.id)
    assert topic is not None
    await topics.delete_topic(session, topic.id)
    assert await topics.find_next(session, room.id) is None


@pytest.mark.parametrize("telegram_id", [7_000_000_001])
async def test_who_was_told_is_not_told_again(session: AsyncSession, telegram_id: int) -> None:
    assert await rooms.tell_once(session, GROUP, telegram_id, NOW)
    assert not await rooms.tell_once(session, GROUP, telegram_id, NOW)
