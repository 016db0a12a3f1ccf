"""Ways through witnesses that several journeys share."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientSession

from tests.evidence.ways import begins
from tests.people import Phone, Stage, buttons_of

ACCOUNT = "On Monday I agreed a plan with a jobseeker while you sat in the room and listened."
GIVEN = {
    "answer": "confirm",
    "name": "Þórdís Ægisdóttir",
    "role": "Team leader",
    "organisation": "Vinnumálastofnun",
    "relation": "I sat in on the meeting as her supervisor",
    "saw": "yes",
}
LINK = re.compile(r"http://127\.0\.0\.1:\d+(/witness/[\w-]{32})\?l=(\w\w)")


async def asks(amina: Phone, account: str = ACCOUNT, language: str = "English") -> str:
    """A piece, an account and a link to it; the link's path."""
    await begins(amina, "Observation")
    await amina.presses("Ask a witness")
    await amina.presses("New link")
    await amina.writes(account)
    await amina.presses(language)
    return link_in(amina)


def link_in(amina: Phone) -> str:
    """The path of the newest link on a phone."""
    for message in reversed(amina.of_bot()):
        if found := LINK.search(message.get("text", "")):
            return found[1]
    raise AssertionError(amina.told())


def has_buttons(phone: Phone) -> list[str]:
    return [button["text"] for button in buttons_of(phone.of_bot()[-1])]


@dataclass
class Browser:
    """Somebody without Telegram, as far as HTTP goes."""

    url: str
    http: ClientSession

    async def opens(self, path: str, **headers: str) -> tuple[int, str]:
        async with self.http.get(self.url + path, headers=headers) as answer:
            return answer.status, await answer.text()

    async def sends(self, path: str, **fields: Any) -> tuple[int, str, str]:
        """Status, page, and where it ended after going on."""
        async with self.http.post(self.url + path, data=fields) as answer:
            return answer.status, await answer.text(), answer.url.path_qs

    async def confirms(self, path: str, **other: str) -> tuple[int, str, str]:
        return await self.sends(f"{path}?l=en", **{**GIVEN, "step": "send", **other})


@asynccontextmanager
async def has_pages(stage: Stage) -> AsyncIterator[Browser]:
    """Pages at a free port, and a browser that looks at them."""
    settings = stage.app.services.settings
    settings.web_listen, settings.public_url = "127.0.0.1:0", "http://127.0.0.1:1"
    async with stage.app.serving() as port:
        settings.public_url = f"http://127.0.0.1:{port}"
        yield Browser(settings.public_url, stage.http)
