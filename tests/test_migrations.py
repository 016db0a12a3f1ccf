"""Migrations make the tables that the models describe, on both kinds of database."""

from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, text

from bot.kit.db import synchronous
from bot.kit.migrate import configuration, head, upgrade, version_of
from bot.schema import METADATA
from tests.stage import named_postgres


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def bare_database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without any table."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'folder' / 'new.sqlite'}"
    address = request.getfixturevalue("postgres")
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("DROP DATABASE IF EXISTS migrated WITH (FORCE)"))
        connection.execute(text("CREATE DATABASE migrated"))
    engine.dispose()
    return named_postgres(address, "migrated")


def test_models_and_migrations_agree(bare_database: str) -> None:
    upgrade(bare_database)
    engine = create_engine(synchronous(bare_database))
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []
    engine.dispose()


def test_a_second_run_leaves_the_database_alone(
    bare_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert version_of(bare_database) is None
    upgrade(bare_database)
    assert version_of(bare_database) == head()
    monkeypatch.delattr(command, "upgrade")
    upgrade(bare_database)


def test_the_newest_file_is_the_newest_version() -> None:
    script = ScriptDirectory.from_config(configuration("sqlite://"))
    assert script.get_heads() == [head()]


def test_the_way_back_leaves_no_table(bare_database: str) -> None:
    upgrade(bare_database)
    command.downgrade(configuration(bare_database), "base")
    engine = create_engine(synchronous(bare_database))
    assert set(inspect(engine).get_table_names()) <= {"alembic_version"}
    engine.dispose()
