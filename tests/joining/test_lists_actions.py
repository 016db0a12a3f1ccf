"""Lists kept, made, followed, renewed and taken back, on both databases."""

import asyncio
from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from bot.joining import store as joining
from bot.joining.actions.listing import (
    count_by_grant,
    keep_list,
    make_list,
    renew_list,
    take_back_list,
)
from bot.joining.lists import store
from bot.joining.lists.reading import Written
from bot.joining.lists.rules import DAYS, State, Wrong
from bot.joining.rules import hash_of
from bot.kit.db import Database
from bot.kit.refusals import Refusal
from bot.people.rules import Grant, Person, Role
from tests.joining.test_actions import let_in
from tests.joining.test_moving_races import somebody

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
TRAINEE = Grant(Role.TRAINEE)
PEOPLE = [Written(2, "Ελένη", "el"), Written(3, "Bo", "sv"), Written(4, "Cilla", "de")]


async def kept(database: Database, carla: Person) -> str:
    async with database.transaction() as session:
        return (await keep_list(session, carla, TRAINEE, PEOPLE, NOW)).public_id


async def made(database: Database, carla: Person, public: str) -> list[str]:
    try:
        async with database.transaction() as session:
            outs = await make_list(session, carla, public, "bot", NOW)
    except Refusal:
        return []
    return [out.link.partition("?start=")[2] for out in outs]


async def states(database: Database, carla: Person, public: str, now: datetime) -> list[State]:
    async with database.reading() as session:
        found = await store.find_list(session, carla.id, public)
        assert found is not None
        people = await store.find_followed(session, found.id, now, 10)
    return [one.state for one in sorted(people, key=lambda one: one.invitee.line)]


async def test_a_list_that_is_made_twice_at_once_is_made_once(database: Database) -> None:
    carla = await somebody(database, 11, Role.COORDINATOR)
    public = await kept(database, carla)
    both = await asyncio.gather(made(database, carla, public), made(database, carla, public))
    assert sorted(len(links) for links in both) == [0, 3]
    async with database.reading() as session:
        assert len((await session.execute(select(joining.invitations))).all()) == 3


async def test_each_is_followed_from_made_to_joined_and_forgotten(database: Database) -> None:
    carla = await somebody(database, 11, Role.COORDINATOR)
    public = await kept(database, carla)
    links = await made(database, carla, public)
    async with database.transaction() as session:
        await let_in(session, 21, links[0])
        bo = await joining.find_invitation(session, hash_of(links[1]))
        assert bo is not None
        await joining.count_opened(session, bo.id)
    assert await states(database, carla, public, NOW) == [
        State.JOINED, State.OPENED, State.MADE,
    ]  # fmt: skip
    later = NOW + timedelta(days=DAYS)
    assert await states(database, carla, public, later) == [
        State.JOINED, State.EXPIRED, State.EXPIRED,
    ]  # fmt: skip
    async with database.reading() as session:
        names = (await session.execute(select(store.invitees.c.name))).scalars().all()
        progress = await store.find_progress(session, [1])
    assert sorted(name or "" for name in names) == ["", "Bo", "Cilla"]
    assert (progress[1].made, progress[1].opened, progress[1].joined) == (3, 2, 1)


async def test_new_links_last_anew_and_what_is_taken_back_lets_nobody_in(
    database: Database,
) -> None:
    carla = await somebody(database, 11, Role.COORDINATOR)
    public = await kept(database, carla)
    await made(database, carla, public)
    later = NOW + timedelta(days=DAYS)
    async with database.transaction() as session:
        outs = await renew_list(session, carla, public, 0, "bot", later)
    assert len(outs) == 3
    assert await states(database, carla, public, later) == [State.MADE] * 3
    async with database.transaction() as session:
        await take_back_list(session, carla, public, later)
    assert await states(database, carla, public, later) == [State.REVOKED] * 3


async def test_who_is_invited_or_here_is_known(database: Database) -> None:
    carla = await somebody(database, 11, Role.COORDINATOR)
    await made(database, carla, await kept(database, carla))
    await somebody(database, 12, Role.TRAINEE)
    again = [*PEOPLE, Written(5, "Amina", "en"), Written(6, "Dora", "en")]
    async with database.transaction() as session:
        found = await keep_list(session, carla, TRAINEE, again, NOW)
        people = await store.find_people(session, found.id)
        counted = await count_by_grant(session, people)
    assert [fault.wrong for fault in found.faults] == [*[Wrong.INVITED] * 3, Wrong.JOINED]
    assert [(role, n) for role, _, n in counted] == [(Role.TRAINEE, 1)]


async def test_a_further_list_takes_the_place_of_one_that_waits_not_of_a_made_one(
    database: Database,
) -> None:
    carla = await somebody(database, 11, Role.COORDINATOR)
    first = await kept(database, carla)
    await made(database, carla, first)
    second = await kept(database, carla)
    third = await kept(database, carla)
    async with database.reading() as session:
        left = [await store.find_list(session, carla.id, one) for one in (first, second, third)]
    assert [one is not None for one in left] == [True, False, True]
