"""Migrations: bring a database to the tables of this version.

Alembic is imported only where something has to be migrated: it takes a tenth of a start.
"""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError, ProgrammingError

from bot.kit.db import synchronous

if TYPE_CHECKING:
    from alembic.config import Config

CHECKOUT: Final = Path(__file__).parents[2]


def _folder() -> Path:
    """`migrations/` beside `bot/` in a checkout, or else as the installed package carries it."""
    beside = CHECKOUT / "migrations"
    return beside if beside.is_dir() else Path(str(resources.files("bot") / "_migrations"))


def configuration(url: str) -> Config:
    """Alembic's configuration for a database address."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_folder()))
    config.attributes["url"] = synchronous(url)
    return config


def upgrade(url: str) -> None:
    """To the newest version. An SQLite file is made if there is none."""
    if url.startswith("sqlite:///"):
        Path(url.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)
    if version_of(url) == head():
        return
    from alembic import command

    command.upgrade(configuration(url), "head")


def head() -> str:
    """The newest version's name: what stands before the first `_` of its file."""
    newest = max(file.name for file in (_folder() / "versions").glob("[0-9]*_*.py"))
    return newest.partition("_")[0]


def version_of(url: str) -> str | None:
    """The version a database is at; nothing for one without tables."""
    engine = create_engine(synchronous(url))
    try:
        with engine.connect() as connection:
            return connection.scalar(text("SELECT version_num FROM alembic_version"))
    except (OperationalError, ProgrammingError):
        # Whether it cannot be reached or has no such table yet: Alembic is going to find out.
        return None
    finally:
        engine.dispose()
