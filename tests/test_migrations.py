"""Migrations make the tables that the models describe, on both kinds of database."""

from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect, text

from bot.kit.db import synchronous
from bot.kit.migrate import configuration, upgrade
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


def test_a_second_run_changes_nothing(bare_database: str) -> None:
    upgrade(bare_database)
    upgrade(bare_database)


def test_the_way_back_leaves_no_table(bare_database: str) -> None:
    upgrade(bare_database)
    command.downgrade(configuration(bare_database), "base")
    engine = create_engine(synchronous(bare_database))
    assert set(inspect(engine).get_table_names()) <= {"alembic_version"}
    engine.dispose()
