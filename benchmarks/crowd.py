"""A crowd on the phones: people who press one of the buttons they see, again and again."""

from __future__ import annotations

import asyncio
import json
import random
import time
from dataclasses import dataclass, field
from typing import Any

from aiohttp import ClientSession, ClientTimeout, TCPConnector


@dataclass
class Crowd:
    """`people` have started the bot; `press` makes them press, only buttons that begin so."""

    url: str
    people: list[int]
    only: tuple[str, ...] = ()
    latencies: list[float] = field(default_factory=list[float])
    _screens: dict[int, dict[str, Any]] = field(default_factory=dict[int, dict[str, Any]])
    _waiting: dict[int, asyncio.Future[None]] = field(
        default_factory=dict[int, asyncio.Future[None]]
    )

    async def press(self, total: int, at_once: int, seed: int = 1) -> None:
        """`at_once` people press at a time; the time from press to screen goes to `latencies`."""
        self._dice = random.Random(seed)
        timeout = ClientTimeout(total=None)
        async with ClientSession(timeout=timeout, connector=TCPConnector(limit=0)) as http:
            listening = asyncio.create_task(self._listen(http))
            await self._read_screens(http)
            turns = iter(range(total))
            groups = [self.people[n::at_once] for n in range(at_once)]
            await asyncio.gather(*(self._take_turns(http, group, turns) for group in groups))
            listening.cancel()

    async def _take_turns(self, http: ClientSession, people: list[int], turns: Any) -> None:
        while True:
            for person in people:
                if next(turns, None) is None:
                    return
                await self._press_one(http, person)

    async def _press_one(self, http: ClientSession, person: int) -> None:
        screen = self._screens[person]
        rows = screen.get("reply_markup", {}).get("inline_keyboard", [])
        every = [b for row in rows for b in row if "callback_data" in b]
        buttons = [b for b in every if b["callback_data"].startswith(self.only or ("",))] or every
        if not buttons:
            raise LookupError(f"nothing to press: {screen}")
        button = self._dice.choice(buttons)
        body = {"message_id": screen["message_id"], "data": button["callback_data"]}
        self._waiting[person] = answered = asyncio.get_running_loop().create_future()
        started = time.perf_counter()
        async with http.post(
            f"{self.url}/phone/people/{person}/chats/{person}/press", json=body
        ) as r:
            await r.read()
        try:
            async with asyncio.timeout(5):
                await answered
        except TimeoutError:
            return
        self.latencies.append(time.perf_counter() - started)

    async def _read_screens(self, http: ClientSession) -> None:
        for person in self.people:
            address = f"{self.url}/phone/people/{person}/chats/{person}/messages?limit=5"
            async with http.get(address) as answer:
                messages = await answer.json()
            self._screens[person] = messages[-1]

    async def _listen(self, http: ClientSession) -> None:
        async with http.get(f"{self.url}/phone/events") as stream:
            async for line in stream.content:
                if line.startswith(b"data:"):
                    self._hear(json.loads(line[5:]))

    def _hear(self, event: dict[str, Any]) -> None:
        if event["type"] not in ("message", "edited"):
            return
        message = event["message"]
        person = event["chat_id"]
        if message.get("from", {}).get("id") == person:
            return
        self._screens[person] = message
        waiting = self._waiting.get(person)
        if waiting and not waiting.done():
            waiting.set_result(None)


async def arrive(url: str, count: int, start: str | None = None) -> list[int]:
    """So many people get phones and start the bot."""
    people: list[int] = []
    async with ClientSession() as http:
        for n in range(count):
            body = {"first_name": f"Person {n}", "language_code": "en"}
            async with http.post(f"{url}/phone/people", json=body) as answer:
                people.append((await answer.json())["id"])
        for person in people:
            async with http.post(
                f"{url}/phone/people/{person}/open", json={"start": start} if start else {}
            ) as answer:
                await answer.read()
    return people


async def say(url: str, people: list[int], lines: tuple[str, ...]) -> None:
    """Everybody writes one of the lines, in turn."""
    async with ClientSession() as http:
        for n, person in enumerate(people):
            body = {"text": lines[n % len(lines)]}
            address = f"{url}/phone/people/{person}/chats/{person}/send"
            async with http.post(address, json=body) as answer:
                await answer.read()
