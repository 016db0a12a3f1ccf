"""Migrations: bring a database to the tables of this version."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from bot.kit.db import synchronous

CHECKOUT: Final = Path(__file__).parents[2]


def _folder() -> Path:
    """`migrations/` beside `bot/` in a checkout, or else as the installed package carries it."""
    beside = CHECKOUT / "migrations"
    return beside if beside.is_dir() else Path(str(resources.files("bot") / "_migrations"))


def configuration(url: str) -> Config:
    """Alembic's configuration for a database address."""
    config = Config()
    config.set_main_option("script_location", str(_folder()))
    config.attributes["url"] = synchronous(url)
    return config


def upgrade(url: str) -> None:
    """To the newest version. An SQLite file is made if there is none."""
    if url.startswith("sqlite:///"):
        Path(url.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)
    command.upgrade(configuration(url), "head")


def head() -> str:
    """The newest version's name."""
    script = ScriptDirectory.from_config(configuration("sqlite://"))
    return script.get_current_head() or "none"
