"""Listens where the settings say, until it is stopped."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable, Iterable
from contextlib import asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING, Final, cast

from bot.kit.settings import Settings, listening_at
from bot.kit.web.page import House, Pages

if TYPE_CHECKING:
    from aiohttp import web

log = logging.getLogger(__name__)
SHUTDOWN_SECONDS: Final = 5.0
LONGEST_LINE: Final = 2048
LONGEST_HEADER: Final = 8190
KEPT_OPEN_SECONDS: Final = 30


class PortTaken(OSError):
    """Nothing can listen there; the message says where and why."""


@asynccontextmanager
async def serving(house: House, slices: Iterable[Pages]) -> AsyncGenerator[int | None, None]:
    """The port, while pages are answered; None where no public address is set. Raises PortTaken."""
    settings = house.settings
    if settings.public_url is None:
        yield None
        return
    from aiohttp import web

    from bot.kit.web.application import build

    # aiohttp's own words name addresses of people; ours do not.
    quiet = logging.getLogger(f"{__name__}.quiet")
    quiet.disabled = True
    runner = web.AppRunner(
        build(house, slices), access_log=None, logger=quiet, shutdown_timeout=SHUTDOWN_SECONDS
    )
    await runner.setup()
    listening = None
    try:
        connected = _connections(cast("web.Server", runner.server), quiet)
        listening = await _listen(connected, settings.web_listen)
        _warn(settings)
        yield listening.sockets[0].getsockname()[1]
    finally:
        if listening is not None:
            listening.close()
        await runner.cleanup()


def _connections(server: web.Server, quiet: logging.Logger) -> Callable[[], asyncio.Protocol]:
    """What makes a connection of ours for everybody who comes."""
    from bot.kit.web.connection import Connection

    return partial(
        Connection,
        server,
        loop=asyncio.get_running_loop(),
        access_log=quiet,
        logger=quiet,
        max_line_size=LONGEST_LINE,
        max_field_size=LONGEST_HEADER,
        keepalive_timeout=KEPT_OPEN_SECONDS,
        lingering_time=2,
    )


async def _listen(connected: Callable[[], asyncio.Protocol], listen: str) -> asyncio.Server:
    host, port = listening_at(listen)
    loop = asyncio.get_running_loop()
    try:
        return await loop.create_server(connected, host, port, backlog=128)
    except OSError as fault:
        where = f"JOBBROKER_WEB_LISTEN={listen}"
        raise PortTaken(f"{where}: cannot listen there ({fault.strerror or fault})") from fault


def _warn(settings: Settings) -> None:
    if (settings.public_url or "").startswith("https:") and not settings.web_proxies:
        log.warning(
            "JOBBROKER_WEB_PROXIES is 0: behind a proxy everybody has its address, so wrong "
            "links are not counted; set it to the number of proxies that write X-Forwarded-For"
        )
