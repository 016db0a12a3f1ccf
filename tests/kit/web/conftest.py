"""A site of its own, on a free port of this machine, with a page that takes a token."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession

from bot.kit.db import Database
from bot.kit.files.store import open_store
from bot.kit.settings import Settings
from bot.kit.web.fetching import pages as files
from bot.kit.web.page import Asked, Elsewhere, House, Page, Pages
from bot.kit.web.server import serving
from bot.kit.web.tokens import find_token, use_token
from tests.people import FrozenClock

example = Pages()


@example.get("/example/{token}")
async def on_opened(asked: Asked) -> Page:
    async with asked.database.reading() as session:
        await find_token(session, "example", asked.path["token"], asked.now)
    return Page("web/fault.html", {"title": "It opens", "text": asked.query.get("said", "")})


@example.post("/example/{token}")
async def on_sent(asked: Asked) -> Page | Elsewhere:
    if asked.fields.get("break"):
        raise RuntimeError(asked.fields["break"])
    async with asked.database.transaction() as session:
        await use_token(session, "example", asked.path["token"], asked.now)
    return Elsewhere(asked.link("/thanks"))


@dataclass(frozen=True)
class Site:
    """Where it listens, and what it was made of."""

    url: str
    house: House
    http: ClientSession

    async def get(self, path: str, **headers: str) -> tuple[int, str, Any]:
        async with self.http.get(self.url + path, headers=headers, allow_redirects=False) as answer:
            return answer.status, await answer.text(), answer.headers


@pytest.fixture
def house(database: Database, clock: FrozenClock, tmp_path: Path) -> House:
    values: dict[str, Any] = {
        "public_url": "http://127.0.0.1", "web_listen": "127.0.0.1:0", "web_proxies": 1,
    }  # fmt: skip
    settings = Settings(_env_file=None, **values)  # type: ignore[call-arg]
    return House(database, clock, settings, open_store(str(tmp_path / "objects")))


@pytest.fixture
async def site(house: House) -> AsyncIterator[Site]:
    async with serving(house, [example, files]) as port, ClientSession() as http:
        url = f"http://127.0.0.1:{port}"
        house.settings.public_url = url
        yield Site(url, house, http)
