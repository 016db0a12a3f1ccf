"""The bot as a process that is stopped and started again, beside a phones' server that stays."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, text

from bot.kit.db import synchronous
from bot.phone.settings import DEMO_TOKEN
from tests.phone_client import Phone

PATIENCE_SECONDS = 40
PER_SECOND = 30


class NotSettled(AssertionError):
    """The bot did not come to an end of its work; the words say what is left and its log's end."""


@dataclass
class World:
    """Two processes and the database between two lives of the bot."""

    url: str
    database: str
    data: Path
    phone: Phone
    process: subprocess.Popen[bytes] | None = None
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list[subprocess.Popen[bytes]])
    lives: int = field(default=0)

    @property
    def log(self) -> Path:
        return self.data / "bot.log"

    def start(self) -> None:
        self.process = self._run("run")
        self.lives += 1

    def start_worker(self) -> subprocess.Popen[bytes]:
        """A process that sends beside the others; it ends with the world."""
        self.workers.append(self._run("work"))
        return self.workers[-1]

    def _run(self, command: str) -> subprocess.Popen[bytes]:
        values = {
            "TOKEN": DEMO_TOKEN,
            "BOT_API_URL": self.url,
            "DATABASE_URL": self.database,
            "DATA": str(self.data),
            "MESSAGES_PER_SECOND": str(PER_SECOND),
            "CHAT_MESSAGES_PER_SECOND": "100",
        }
        env = {**os.environ, **{f"JOBBROKER_{name}": value for name, value in values.items()}}
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "bot.cli", command], env=env, stdout=log, stderr=log
            )

    async def stop(self, number: signal.Signals) -> int:
        """End this life of the bot; its exit code."""
        assert self.process, "the bot was not started"
        assert self.process.poll() is None, f"the bot ended by itself: {self.last_words()}"
        self.process.send_signal(number)
        return await asyncio.to_thread(self.process.wait, PATIENCE_SECONDS)

    def read(self, sql: str) -> list[Any]:
        """Rows of the database as they are committed now."""
        engine = create_engine(synchronous(self.database))
        with engine.connect() as connection:
            rows = list(connection.execute(text(sql)))
        engine.dispose()
        return rows

    async def settle(self) -> None:
        """Until nothing is left to do. Raises NotSettled."""
        end = time.monotonic() + PATIENCE_SECONDS
        while left := [name for name, sql in UNSETTLED.items() if self.read(sql)]:
            if time.monotonic() > end:
                raise NotSettled(f"{left}: {self.last_words()}")
            await asyncio.sleep(0.2)

    def leave(self) -> None:
        for process in (self.process, *self.workers):
            if process and process.poll() is None:
                process.kill()
                process.wait()

    def last_words(self) -> str:
        return self.log.read_text()[-3000:]


UNSETTLED = {
    "updates": "SELECT update_id FROM kit_update WHERE state = 'waiting'",
    "messages": "SELECT id FROM delivery_message WHERE state IN ('waiting', 'claimed')",
    "tasks": "SELECT id FROM kit_task WHERE state IN ('waiting', 'running')",
    "screens": "SELECT chat_id FROM kit_chat WHERE owed IS NOT NULL",
}


def _start_phones(data: Path) -> subprocess.Popen[bytes]:
    data.mkdir(exist_ok=True)
    command = (sys.executable, "-m", "bot.phone", "--port", "0", "--data", str(data / "phones"))
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)


@asynccontextmanager
async def opened_world(database: str, data: Path) -> AsyncIterator[World]:
    """The phones are on, the bot is not started yet; at the end both are gone."""
    phones = await asyncio.to_thread(_start_phones, data)
    assert phones.stdout
    url = (await asyncio.to_thread(phones.stdout.readline)).decode().strip()
    try:
        async with Phone(url) as phone:
            await phone.set_limits(flood_control=False)
            world = World(url, database, data, phone)
            try:
                yield world
            finally:
                world.leave()
    finally:
        phones.kill()
        phones.wait()


async def until(true: Callable[[], bool], world: World) -> None:
    """Raises NotSettled where it does not become true in time."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not true():
        if time.monotonic() > end:
            raise NotSettled(world.last_words())
        await asyncio.sleep(0.01)
