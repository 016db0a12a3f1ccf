"""The demo: the stage with its cast."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from bot.demo_stage import House, Stage, run_with_phones, say_where


async def run_demo(port: int, data: Path, say: Callable[[str], None]) -> None:
    """Until SIGINT or SIGTERM; everything is kept in `data`. Raises CannotRun."""
    content = os.environ.get("JOBBROKER_CONTENT")
    house = House(port, data, "jobbroker demo", Path(content) if content else None)

    async def play(stage: Stage) -> None:
        from bot.demo_cast import set_up_cast

        await set_up_cast(stage.app, stage.http)
        say_where(stage.url, say, "Ctrl+C stops; everything is kept.")

    await run_with_phones(house, play)
