"""Listens where the settings say, until it is stopped."""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator, Iterable
from contextlib import asynccontextmanager
from typing import Final

from bot.kit.settings import listening_at
from bot.kit.web.page import House, Pages

log = logging.getLogger(__name__)
SHUTDOWN_SECONDS: Final = 5.0
LONGEST_LINE: Final = 2048
LONGEST_HEADER: Final = 8190


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
        build(house, slices),
        access_log=None,
        logger=quiet,
        max_line_size=LONGEST_LINE,
        max_field_size=LONGEST_HEADER,
        keepalive_timeout=30,
        lingering_time=2,
        shutdown_timeout=SHUTDOWN_SECONDS,
    )
    await runner.setup()
    try:
        host, port = listening_at(settings.web_listen)
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as fault:
            where = f"JOBBROKER_WEB_LISTEN={settings.web_listen}"
            raise PortTaken(f"{where}: cannot listen there ({fault.strerror or fault})") from fault
        if settings.public_url.startswith("https:") and not settings.web_proxies:
            log.warning(
                "JOBBROKER_WEB_PROXIES is 0: behind a proxy everybody has its address, so wrong "
                "links are not counted; set it to the number of proxies that write X-Forwarded-For"
            )
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()
