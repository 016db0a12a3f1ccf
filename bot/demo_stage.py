"""The real bot on SQLite and local files, with phones in a page instead of Telegram.

The demo and the preview of content put people on this stage.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import socket
import sys
import webbrowser
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta
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
    from bot.kit.db import Database
    from bot.program import App

LOOPBACK: Final = "127.0.0.1"
CLOCK_SECONDS: Final = 0.5
CHAT_PACE: Final = 10  # a second in one chat: whoever tries things out presses fast


@dataclass(frozen=True, slots=True)
class House:
    """What is asked for: `port` of the page, the folder that keeps everything, another content
    than the built-in one, and the `command` that names another port where this one is taken.
    """

    port: int
    data: Path
    command: str
    content: Path | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """The running bot, the control API of its phones, and where the page with them is."""

    app: App
    http: ClientSession
    url: str


async def run_with_phones(house: House, play: Callable[[Stage], Awaitable[None]]) -> None:
    """Until SIGINT or SIGTERM. `play` begins once the bot answers. Raises CannotRun."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    phones = await _serve_phones(house)
    try:
        settings = _settings(phones.url, house)
        async with open_database(settings) as database:
            await _run(settings, database, phones.url, play)
    finally:
        await phones.close()


async def _serve_phones(house: House) -> Any:
    try:
        limits = replace(Limits(), chat_per_second=CHAT_PACE, chat_burst=3 * CHAT_PACE)
        return await serve(PhoneSettings(house.data / "phones", port=house.port, limits=limits))
    except OSError as fault:
        another = f"{house.command} --port {house.port + 1}"
        raise CannotRun(
            f"port {house.port} is taken ({fault.strerror}): try `{another}`"
        ) from fault


def _settings(url: str, house: House) -> Settings:
    pages = _free_port(house.port + 1 if house.port else 0)
    return load_settings(
        _env_file=None,
        public_url=f"http://{LOOPBACK}:{pages}",
        web_listen=f"{LOOPBACK}:{pages}",
        web_proxies=0,
        token=DEMO_TOKEN,
        bot_api_url=url,
        chat_messages_per_second=CHAT_PACE,
        data=house.data / "bot",
        database_url=None,
        store_url=None,
        content=house.content,
    )


def _free_port(wanted: int) -> int:
    """A port for the bot's own pages, the same one after a restart where it is free: a link in a
    phone opens in the browser that shows it.
    """
    for port in (wanted, 0):
        with socket.socket() as trying, contextlib.suppress(OSError, OverflowError):
            trying.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trying.bind((LOOPBACK, port))
            return trying.getsockname()[1]
    raise CannotRun(f"no port of {LOOPBACK} is free")


async def _run(
    settings: Settings, database: Database, url: str, play: Callable[[Stage], Awaitable[None]]
) -> None:
    from bot.app import build_bot

    async with ClientSession(base_url=f"{url}/") as http:
        clock = MovableClock(await _offset(http))
        app = await build_bot(settings, clock, database)
        try:
            await until_stopped(_everything(Stage(app, http, url), clock, play))
        finally:
            await app.close()


async def _everything(
    stage: Stage, clock: MovableClock, play: Callable[[Stage], Awaitable[None]]
) -> None:
    async with asyncio.TaskGroup() as group:
        group.create_task(stage.app.run())
        group.create_task(_follow_clock(stage.app, clock, stage.http))
        await play(stage)


def say_where(url: str, say: Callable[[str], None], more: str) -> None:
    """Where the page is, on the terminal and in the browser of whoever sits before it."""
    say(f"The phones are at {url}\n{more}")
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
