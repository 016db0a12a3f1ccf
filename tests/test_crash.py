"""The bot is killed in the middle of everything: nothing is lost and nothing happens twice."""

from __future__ import annotations

import asyncio
import random
import shutil
import signal
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from alembic import command

from bot.kit.db import Database
from bot.kit.migrate import configuration
from bot.people import actions as people_actions
from bot.people import store as people_store
from bot.people.rules import Grant, Role
from tests.crash_people import BROADCAST, Screens, Walker, send_to_all
from tests.crash_world import PER_SECOND, World, opened_world, until
from tests.stage import new_postgres

WALKERS = 6
READERS = 200
pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


@pytest.fixture
def address(kind: str, request: pytest.FixtureRequest, empty_database: Path, tmp_path: Path) -> str:
    """Of an empty database with all tables."""
    if kind == "postgresql":
        url = new_postgres(request.getfixturevalue("postgres"), "crash")
    else:
        url = f"sqlite:///{shutil.copy(empty_database, tmp_path / 'bot.sqlite')}"
    command.stamp(configuration(url), "head")
    return url


@pytest.mark.parametrize(
    ("kind", "number", "lives"),
    [
        pytest.param("sqlite", signal.SIGKILL, 6, id="killed"),
        pytest.param("sqlite", signal.SIGTERM, 3, id="stopped"),
        pytest.param(
            "postgresql", signal.SIGKILL, 3, id="killed-postgresql", marks=pytest.mark.postgres
        ),
    ],
)
async def test_whenever_it_ends_nothing_is_lost_and_nothing_happens_twice(
    address: str, tmp_path: Path, number: signal.Signals, lives: int
) -> None:
    async with opened_world(address, tmp_path / "data") as world, peopled(world) as people:
        stopped, dice = asyncio.Event(), random.Random(number)
        walking = [asyncio.create_task(walker.walk(stopped)) for walker in people.walkers]
        composing = asyncio.create_task(people.send_to_all(world))
        for _ in range(lives):
            await _live_a_while(world, people.screens, dice)
            await composing
            assert await world.stop(number) == (0 if number == signal.SIGTERM else -number)
        world.start()
        stopped.set()
        await asyncio.gather(*walking)
        await world.settle()
        assert await world.stop(signal.SIGTERM) == 0
        _every_update_was_handled_once(world, people)
        _every_answer_counts_once(world, people)
        _every_note_is_kept_once(world, people)
        _every_file_is_kept_once(world, people)
        await _nobody_got_a_message_twice(world, people, uncertain=number == signal.SIGKILL)


async def _live_a_while(world: World, screens: Screens, dice: random.Random) -> None:
    """Until the phones have shown so much more; a short while into whatever comes after."""
    wanted = screens.shown + dice.randint(5, 60)
    world.start()
    await until(lambda: screens.shown >= wanted, world)
    await asyncio.sleep(dice.random() / 20)


@dataclass
class People:
    """A coordinator who writes to all, some trainees who walk, and many who only read."""

    coordinator: int
    walkers: list[Walker]
    readers: list[int]
    screens: Screens
    updates: int = 0

    @property
    def trainees(self) -> list[int]:
        return [*(walker.id for walker in self.walkers), *self.readers]

    async def send_to_all(self, world: World) -> None:
        number = len(self.trainees)
        self.updates = await send_to_all(world.phone, self.coordinator, number)


@asynccontextmanager
async def peopled(world: World) -> AsyncIterator[People]:
    """People who have joined, and whose phones are looked at."""
    screens = Screens(world.phone)
    coordinator, *trainees = await world.phone.people(1 + WALKERS + READERS, started=True)
    await _join(world, {coordinator: Role.COORDINATOR, **dict.fromkeys(trainees, Role.TRAINEE)})
    walkers = [Walker(person, screens, random.Random(person)) for person in trainees[:WALKERS]]
    listening = asyncio.create_task(screens.listen())
    yield People(coordinator, walkers, trainees[WALKERS:], screens)
    listening.cancel()
    await asyncio.wait([listening])


async def _join(world: World, roles: dict[int, Role]) -> None:
    database, now = Database(world.database), datetime.now(UTC)
    async with database.transaction() as session:
        for chat, role in roles.items():
            person = await people_store.add_person(
                session,
                chat,
                name="Amina",
                language="en",
                zone="Europe/Stockholm",
                weekly_budget=5,
                consent_version=people_actions.CONSENT_VERSION,
                now=now,
            )
            await people_store.save_person(session, person, profile_complete=True)
            await people_store.add_grant(session, person, Grant(role), now)
    await database.close()


def _every_update_was_handled_once(world: World, people: People) -> None:
    stored = world.read("SELECT update_id, state FROM kit_update ORDER BY update_id")
    assert {row.state for row in stored} == {"handled"}
    assert len(stored) == people.updates + sum(walker.updates for walker in people.walkers)
    assert stored[-1].update_id - stored[0].update_id == len(stored) - 1


def _every_answer_counts_once(world: World, people: People) -> None:
    kept = world.read(
        "SELECT public_id, answer.position, answer FROM quizzes_answer answer"
        " JOIN quizzes_attempt attempt ON attempt.id = attempt_id"
    )
    handed_in = {place: answer for w in people.walkers for place, answer in w.handed_in.items()}
    assert handed_in
    assert sorted(tuple(row) for row in kept) == sorted(
        (*at, code) for at, code in handed_in.items()
    )


def _every_note_is_kept_once(world: World, people: People) -> None:
    kept = [row.text for row in world.read("SELECT text FROM lessons_note")]
    written = [note for walker in people.walkers for note in walker.written]
    assert len(kept) == len(written) > 0
    assert all(sum(f'"{note}"' in text for text in kept) == 1 for note in written)


def _every_file_is_kept_once(world: World, people: People) -> None:
    """With its receipt, and byte for byte in the store."""
    kept = world.read("SELECT state, sha256, key FROM evidence_entry")
    sent = [file for walker in people.walkers for file in walker.files]
    assert {row.state for row in kept} == {"stored"}
    assert sorted(row.sha256 for row in kept) == sorted(sent)
    stored = [world.data / "files" / row.key for row in kept]
    assert sorted(sha256(path.read_bytes()).hexdigest() for path in stored) == sorted(sent)


async def _nobody_got_a_message_twice(world: World, people: People, *, uncertain: bool) -> None:
    """What is not known to have been sent is listed, and only that may be missing."""
    queued = world.read(
        "SELECT chat_id, state FROM delivery_message WHERE purpose = 'broadcasts.message'"
    )
    got = Counter[int]()
    for row in queued:
        messages = await world.phone.messages(row.chat_id)
        got[row.chat_id] = sum(message.get("text") == BROADCAST for message in messages)
    assert sorted(row.chat_id for row in queued) == sorted(people.trainees)
    assert set(got.values()) <= {0, 1}
    assert {row.state for row in queued} <= ({"sent", "uncertain"} if uncertain else {"sent"})
    assert all(got[row.chat_id] == 1 for row in queued if row.state == "sent")
    assert sum(row.state == "uncertain" for row in queued) <= PER_SECOND * (world.lives - 1)
