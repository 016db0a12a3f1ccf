"""A small crew on a database, a store, and files that arrive from a Telegram of our own."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import Any, cast

import pytest
from pydantic import AnyUrl
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.curriculum.curriculum import Curriculum
from bot.evidence import jobs, previewing, unplacing
from bot.evidence.actions import adding, handing_in
from bot.evidence.rules.pieces import Check, Kind, Opened
from bot.evidence.store import entries
from bot.kit.db import Database, table_of
from bot.kit.delivery.store import load_contents
from bot.kit.delivery.tables import Message
from bot.kit.files.scanning import Patience, Scanner
from bot.kit.files.store import ObjectStore
from bot.kit.processes.process import Process
from bot.kit.services import Services
from bot.kit.settings import Settings
from bot.kit.tasks.tables import Task
from bot.kit.tasks.worker import Due, TaskWorker
from bot.kit.telegram.screen import screen_from_data
from bot.kit.telegram.visit import Received, Upload
from bot.kit.text import plain, text
from bot.people import store as people
from bot.people.actions import CONSENT_VERSION
from bot.people.rules import Grant, Person, Role
from tests.kit.files.conftest import (  # noqa: F401
    bucket_address,
    clamd_address,
    folder,
    s3_server,
    store,
)
from tests.people import FrozenClock

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
_messages = table_of(Message)
_tasks = table_of(Task)


@dataclass
class Crew:
    """Makes people, and lets trainees work on pieces."""

    session: AsyncSession
    _numbers: Any = field(default_factory=lambda: count(1))

    async def join(self, name: str, *grants: Grant, country: str = "SE", **values: Any) -> Person:
        number = await people.add_person(
            self.session,
            7_000_000_000 + next(self._numbers),
            name=name,
            language=values.pop("language", "en"),
            zone="Europe/Stockholm",
            weekly_budget=5,
            consent_version=CONSENT_VERSION,
            now=NOW,
        )
        await people.save_person(self.session, number, country=country, **values)
        for grant in grants:
            await people.add_grant(self.session, number, grant, NOW)
        return await people.load_person(self.session, number)

    async def begin(self, person: Person, outcome: str = "1.1", kind: Kind = Kind.NOTE) -> str:
        """A new draft; its public id."""
        opened = await adding.begin_piece(self.session, person, "", outcome, kind, NOW)
        return opened.piece.public_id

    async def write(self, person: Person, piece: str, words: str, message: int = 10) -> Opened:
        sent = Received(message, text(words))
        return await adding.receive(self.session, person, piece, sent, 20, NOW)

    async def confirm_all(self, person: Person, piece: str) -> None:
        for check in Check:
            await handing_in.confirm(self.session, person, piece, check, yes=True, now=NOW)

    async def hand_in(self, person: Person, words: str = "I met them.") -> str:
        """A piece that is handed in; its public id."""
        piece = await self.begin(person)
        await self.write(person, piece, words)
        await self.confirm_all(person, piece)
        await handing_in.submit_piece(self.session, person, piece, 1, NOW)
        return piece

    async def told(self, purpose: str) -> list[Any]:
        """What waits in the outbox, oldest first."""
        return await queued(self.session, purpose)


async def queued(session: AsyncSession, purpose: str) -> list[Any]:
    found = select(_messages).where(_messages.c.purpose == purpose).order_by(_messages.c.id)
    return list((await session.execute(found)).all())


async def words_of(session: AsyncSession, message: Any) -> str:
    """What a queued message says."""
    data = (await load_contents(session, [message.content_id]))[message.content_id]
    return plain(screen_from_data(json.loads(data)).text)


@pytest.fixture
async def session(database: Database, content: Curriculum) -> AsyncIterator[AsyncSession]:
    async with database.transaction() as session:
        yield session


@pytest.fixture
def crew(session: AsyncSession) -> Crew:
    return Crew(session)


@pytest.fixture
async def amina(crew: Crew) -> Person:
    return await crew.join("Amina", Grant(Role.TRAINEE))


@pytest.fixture
async def greta(crew: Crew) -> Person:
    return await crew.join("Greta", Grant(Role.TUTOR))


@dataclass
class Harbour:
    """Where files arrive: tasks are worked off by hand, and Telegram has what `files` says."""

    services: Services
    tasks: TaskWorker
    process: Process
    clock: FrozenClock
    files: dict[str, bytes | Exception]
    amina: Person
    piece: str

    @property
    def objects(self) -> ObjectStore:
        return self.services.objects

    def scans_at(self, address: AnyUrl | None) -> None:
        """From here on files are scanned by that daemon, or by none."""
        patience = Patience(connect=0.5, send=5, verdict=5)
        scanner = Scanner(address, patience) if address else None
        object.__setattr__(self.services, "scanner", scanner)

    async def sends(
        self, body: bytes | Exception, name: str | None = "report.pdf", size: int | None = None
    ) -> int:
        """A message with a file, up to the row and the task; the number of the message."""
        number = len(self.files) + 1
        self.files[f"file-{number}"] = body
        upload = Upload("document", f"file-{number}", f"unique-{number}", size, name, None)
        async with self.services.database.transaction() as session:
            sent = Received(number, upload=upload)
            limit = self.services.settings.upload_limit_mb
            await adding.receive(session, self.amina, self.piece, sent, limit, self.clock.now())
        return number

    async def settle(self) -> None:
        while await self.tasks.work_once():
            pass

    async def waits_until_given_up(self) -> None:
        for _ in range(10):
            await self.settle()
            self.clock.forward(hours=2)

    async def entries(self) -> list[Any]:
        async with self.services.database.reading() as session:
            found = select(entries.entries).order_by(entries.entries.c.id)
            return list((await session.execute(found)).all())

    async def told(self, purpose: str) -> list[str]:
        """What messages that wait say."""
        async with self.services.database.reading() as session:
            return [await words_of(session, one) for one in await queued(session, purpose)]

    async def tasks_in(self, state: str) -> list[str]:
        async with self.services.database.reading() as session:
            found = select(_tasks.c.kind).where(_tasks.c.state == state)
            return list((await session.execute(found)).scalars())

    async def keys(self) -> set[str]:
        return {key async for key in self.objects.list("evidence")}


@pytest.fixture
async def harbour(
    database: Database,
    store: ObjectStore,  # noqa: F811
    content: Curriculum,
    monkeypatch: pytest.MonkeyPatch,
) -> Harbour:
    """A draft of Amina's that waits for files; the largest has one megabyte."""
    files: dict[str, bytes | Exception] = {}
    monkeypatch.setattr(jobs, "fetch", lambda _bot, file_id: _pieces(files, file_id))
    async with database.transaction() as session:
        crew = Crew(session)
        amina = await crew.join("Amina", Grant(Role.TRAINEE))
        piece = await crew.begin(amina)
    clock = FrozenClock(NOW)
    settings = Settings(_env_file=None, upload_limit_mb=1)  # type: ignore[call-arg]
    nobody = cast("Any", None)
    services = Services(database, clock, settings, store, nobody, "bot", nobody)
    handlers: Mapping[str, Any] = {
        "evidence.fetch": lambda task: jobs.fetch_file(services, task),
        "evidence.scan": lambda task: jobs.scan_file(services, task),
        "evidence.discard": lambda task: jobs.discard_object(services, task),
        "evidence.take_back": _no_chats,
        "evidence.preview": lambda task: previewing.make_preview(services, task),
        "evidence.previews": lambda task: previewing.look_after(services, task),
        "evidence.unplace": lambda task: unplacing.remove_place(services, task),
    }
    process = Process(database, clock)
    tasks = TaskWorker(database, clock, handlers, process)
    return Harbour(services, tasks, process, clock, files, amina, piece)


async def _pieces(files: Mapping[str, bytes | Exception], file_id: str) -> AsyncIterator[bytes]:
    body = files[file_id]
    if isinstance(body, Exception):
        raise body
    for start in range(0, len(body), 64 * 1024):
        yield body[start : start + 64 * 1024]


async def _no_chats(_task: Due) -> None:
    """Nothing was shown to anybody here; journeys have chats."""
