"""The pages run beside the poller: only with a public address, and a taken port is a sentence."""

from __future__ import annotations

import socket

import pytest
from aiohttp import ClientSession

from bot.kit.web.server import PortTaken
from bot.running import CannotRun, run_bot
from tests.people import Stage


async def test_without_a_public_address_nothing_listens(stage: Stage) -> None:
    async with stage.app.serving() as port:
        assert port is None


async def test_with_one_the_pages_answer_until_it_stops(stage: Stage) -> None:
    settings = stage.app.services.settings
    settings.public_url, settings.web_listen = "http://127.0.0.1:1", "127.0.0.1:0"
    async with stage.app.serving() as port, ClientSession() as http:
        assert (await http.get(f"http://127.0.0.1:{port}/health")).status == 200
    with socket.socket() as trying:
        assert trying.connect_ex(("127.0.0.1", port or 0)) != 0


async def test_a_taken_port_is_said_with_the_setting_that_names_it(stage: Stage) -> None:
    with socket.socket() as holding:
        holding.bind(("127.0.0.1", 0))
        holding.listen()
        settings = stage.app.services.settings
        settings.public_url = "http://127.0.0.1:1"
        settings.web_listen = f"127.0.0.1:{holding.getsockname()[1]}"
        with pytest.raises(PortTaken, match=settings.web_listen):
            async with stage.app.serving():
                pass
        with pytest.raises(CannotRun, match=r"JOBBROKER_WEB_LISTEN=.*name another"):
            await run_bot(settings, stage.clock)
