"""Migrations make the tables that the models describe, on both kinds of database."""

from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, inspect, text

from bot.kit.db import synchronous
from bot.kit.migrate import configuration, head, upgrade, version_of
from bot.schema import METADATA, is_compared
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
        opts = {"compare_type": True, "include_name": is_compared}
        context = MigrationContext.configure(connection, opts=opts)
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


def made(engine: Engine) -> dict[str, str]:
    """The statements that made the tables of an SQLite database."""
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'table'"))
        return {row.name: row.sql for row in rows}


def test_sqlite_gives_no_number_twice(tmp_path: Path) -> None:
    """Else what still names a row that is gone would reach somebody else's."""
    address = f"sqlite:///{tmp_path / 'new.sqlite'}"
    upgrade(address)
    engine = create_engine(address)
    by_migrations = made(engine)
    engine.dispose()
    for table in METADATA.tables.values():
        key = table.primary_key.columns.get("id")
        if key is not None and key.autoincrement:
            told = f"{table.name}: its migration has to say sqlite_autoincrement=True"
            assert "AUTOINCREMENT" in by_migrations[table.name], told


def beside_tables(engine: Engine) -> dict[str, str]:
    """The statements that made the indexes and triggers of an SQLite database."""
    with engine.connect() as connection:
        rows = connection.execute(
            text("SELECT name, sql FROM sqlite_master WHERE type IN ('index', 'trigger')")
        )
        return {row.name: row.sql for row in rows}


TOKEN = (
    "INSERT INTO web_token (token_hash, purpose, subject, made_at, expires_at) "
    "VALUES ('{}', 'file', 's', '2026-01-01', '2026-01-02')"
)


def test_what_is_stored_and_its_indexes_outlive_the_new_numbers(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'old.sqlite'}"
    command.upgrade(configuration(address), "0013")
    engine = create_engine(address)
    before = beside_tables(engine)
    with engine.begin() as connection:
        keys = {t: inspect(connection).get_foreign_keys(t) for t in made(engine)}
        for token in "abc":
            connection.execute(text(TOKEN.format(token)))
    command.upgrade(configuration(address), "0014")
    with engine.begin() as connection:
        assert {t: inspect(connection).get_foreign_keys(t) for t in keys} == keys
        connection.execute(text("DELETE FROM web_token WHERE id > 1"))
        connection.execute(text(TOKEN.format("d")))
        stored = connection.execute(text("SELECT id, token_hash FROM web_token ORDER BY id")).all()
        assert [tuple(row) for row in stored] == [(1, "a"), (1004, "d")]
    assert beside_tables(engine) == before
    engine.dispose()
