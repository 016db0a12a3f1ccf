"""What every command of the terminal needs: its settings, and how it says that it cannot go on."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

if TYPE_CHECKING:
    from bot.curriculum.reading.folder import Folder
    from bot.kit.settings import Settings


def fail(message: str) -> NoReturn:
    """Say what is wrong on the error output; the command ends with 1."""
    typer.echo(message, err=True)
    raise typer.Exit(1)


def own_settings() -> Settings:
    """Settings as they stand in the environment; bad ones are named, and the command ends."""
    from bot.kit.settings import BadSettings, load_settings

    try:
        return load_settings()
    except BadSettings as bad:
        fail(str(bad))


def content_folder(named: Path | None) -> Folder:
    """The folder that is named, else that of JOBBROKER_CONTENT, else the built-in one."""
    from bot.curriculum.loading import default_folder

    setting = os.environ.get("JOBBROKER_CONTENT")
    return named or (Path(setting) if setting else default_folder())
