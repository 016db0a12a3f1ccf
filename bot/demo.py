"""The demo: the real bot on SQLite and local files, with phones in a page instead of Telegram."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import sys
import webbrowser
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from aiohttp import ClientError, ClientSession

from bot.kit.clock import MovableClock
from bot.kit.settings import Settings, load_settings
from bot.phone.limits import Limits
from bot.phone.server import serve
from bot.phone.settings import DEMO_TOKEN, PhoneSettings
from bot.running import CannotRun, open_database, until_stopped

if TYPE_CHECKING:
    from bot.app import App
    from bot.kit.db import Database

CLOCK_SECONDS: Final = 0.5
CHAT_PACE: Final = 10  # a second in one chat: whoever tries things out presses fast
log = logging.getLogger(__name__)


async def run_demo(port: int, data: Path, say: Callable[[str], None]) -> None:
    """Until SIGINT or SIGTERM; everything is kept in `data`. Raises CannotRun."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    phones = await _serve_phones(port, data / "phones")
    try:
        settings = _settings(phones.url, data / "bot")
        async with open_database(settings) as database:
            await _run(settings, database, phones.url, say)
    finally:
        await phones.close()


async def _serve_phones(port: int, data: Path) -> Any:
    try:
        limits = replace(Limits(), chat_per_second=CHAT_PACE, chat_burst=3 * CHAT_PACE)
        return await serve(PhoneSettings(data, port=port, limits=limits))
    except OSError as fault:
        raise CannotRun(
            f"port {port} is taken ({fault.strerror}): try `jobbroker demo --port {port + 1}`"
        ) from fault


def _settings(url: str, data: Path) -> Settings:
    return load_settings(
        _env_file=None,
        token=DEMO_TOKEN,
        bot_api_url=url,
        chat_messages_per_second=CHAT_PACE,
        data=data,
        database_url=None,
        store_url=None,
        content=Path(content) if (content := os.environ.get("JOBBROKER_CONTENT")) else None,
    )


async def _run(
    settings: Settings, database: Database, url: str, say: Callable[[str], None]
) -> None:
    from bot.app import build_bot

    async with ClientSession(base_url=f"{url}/") as http:
        clock = MovableClock(await _offset(http))
        app = await build_bot(settings, clock, database)
        try:
            await until_stopped(_everything(app, clock, http, partial(_say_where, url, say)))
        finally:
            await app.close()


async def _everything(
    app: App, clock: MovableClock, http: ClientSession, ready: Callable[[], None]
) -> None:
    from bot.demo_cast import set_up_cast

    async with asyncio.TaskGroup() as group:
        group.create_task(app.run())
        await set_up_cast(app, http)
        group.create_task(_follow_clock(app, clock, http))
        ready()


def _say_where(url: str, say: Callable[[str], None]) -> None:
    say(f"The phones are at {url}\nCtrl+C stops; everything is kept.")
    if sys.stdout.isatty() and (sys.platform != "linux" or os.environ.get("DISPLAY")):
        webbrowser.open(url)


async def _offset(http: ClientSession) -> timedelta:
    async with http.get("phone/clock") as answer:
        return timedelta(seconds=(await answer.json())["offset_seconds"])


async def _follow_clock(app: App, clock: MovableClock, http: ClientSession) -> None:
    """When the page moves the clock forward, what happens with time happens now."""
    while True:
        with contextlib.suppress(ClientError):
            if clock.move_to(await _offset(http)):
                await app.tick()
        await asyncio.sleep(CLOCK_SECONDS)
