"""Two processes send beside the bot on one PostgreSQL, and one of them is killed."""

from __future__ import annotations

import asyncio
import signal
import subprocess
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from alembic import command

from bot.kit.migrate import configuration
from tests.crash_people import BROADCAST
from tests.crash_world import PER_SECOND, World, opened_world, until
from tests.stage import new_postgres
from tests.test_crash import People, peopled

pytestmark = [pytest.mark.slow, pytest.mark.postgres, pytest.mark.timeout(300)]
QUEUED = (
    "SELECT chat_id, state, claimed_by FROM delivery_message WHERE purpose = 'broadcasts.message'"
)


@pytest.fixture
async def running(postgres: str, tmp_path: Path) -> AsyncIterator[tuple[World, People]]:
    """The bot runs, and everybody whom a broadcast is for has joined."""
    address = new_postgres(postgres, "two_workers")
    command.stamp(configuration(address), "head")
    async with opened_world(address, tmp_path / "data") as world, peopled(world) as people:
        world.start()
        yield world, people


async def test_one_of_two_is_killed_and_nobody_is_left_out_or_gets_it_twice(
    running: tuple[World, People],
) -> None:
    world, people = running
    killed = await _second_sender(world, people)
    killed.send_signal(signal.SIGKILL)
    await asyncio.to_thread(killed.wait)
    await world.settle()
    await _everybody_got_it_once_or_is_listed(world, people)


async def test_a_worker_that_is_stopped_hands_over_all_it_has(
    running: tuple[World, People],
) -> None:
    world, people = running
    stopped = await _second_sender(world, people)
    stopped.send_signal(signal.SIGTERM)
    assert await asyncio.to_thread(stopped.wait) == 0
    await world.settle()
    assert {row.state for row in world.read(QUEUED)} == {"sent"}
    await _everybody_got_it_once_or_is_listed(world, people)


async def _second_sender(world: World, people: People) -> subprocess.Popen[bytes]:
    """A process that works beside the bot, when both of them have sent."""
    worker = world.start_worker()
    await people.send_to_all(world)
    await until(lambda: _senders(world) >= 2, world)
    return worker


def _senders(world: World) -> int:
    return len({row.claimed_by for row in world.read(QUEUED) if row.state == "sent"})


async def _everybody_got_it_once_or_is_listed(world: World, people: People) -> None:
    queued = world.read(QUEUED)
    assert sorted(row.chat_id for row in queued) == sorted(people.trainees)
    states = Counter(row.state for row in queued)
    assert states.keys() <= {"sent", "uncertain"}
    assert states["uncertain"] <= PER_SECOND
    for row in queued:
        messages = await world.phone.messages(row.chat_id)
        copies = sum(message.get("text") == BROADCAST for message in messages)
        assert copies == 1 or (copies == 0 and row.state == "uncertain")
