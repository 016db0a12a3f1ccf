"""A migrated database guards the log exactly as the one that tests are given."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from bot.kit.db import synchronous
from bot.kit.migrate import upgrade
from tests.stage import named_postgres

SQLITE = "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'audit%'"
POSTGRESQL = """
    SELECT pg_get_triggerdef(oid) FROM pg_trigger
    WHERE NOT tgisinternal AND tgrelid::regclass::text LIKE 'audit%'
    UNION ALL SELECT pg_get_functiondef(oid) FROM pg_proc WHERE proname = 'audit_refuse'
"""


def found(address: str, statement: str) -> list[str]:
    engine = create_engine(synchronous(address))
    with engine.connect() as connection:
        rows = sorted(connection.scalars(text(statement)))
    engine.dispose()
    return rows


def test_on_sqlite(empty_database: Path, tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'migrated.sqlite'}"
    upgrade(address)
    assert found(address, SQLITE) == found(f"sqlite:///{empty_database}", SQLITE)
    assert len(found(address, SQLITE)) == 5


@pytest.mark.postgres
def test_on_postgresql(postgres: str) -> None:
    engine = create_engine(postgres, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("DROP DATABASE IF EXISTS guarded WITH (FORCE)"))
        connection.execute(text("CREATE DATABASE guarded"))
    engine.dispose()
    address = named_postgres(postgres, "guarded")
    upgrade(address)
    made = named_postgres(postgres, "template_jobbroker")
    assert found(address, POSTGRESQL) == found(made, POSTGRESQL)
    assert len(found(address, POSTGRESQL)) == 4
