"""Statements that one /home costs, with everything on it."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path
from typing import Any

from aiohttp import ClientSession
from sqlalchemy import event

from benchmarks.processes import TOKEN
from benchmarks.seeded import seed_people
from bot.app import build_bot
from bot.kit.clock import SystemClock
from bot.kit.db import Database
from bot.kit.settings import load_settings
from bot.phone.server import serve
from bot.phone.settings import PhoneSettings

GOAL = 8
PERSON = 5000000001
CONTROL = ("BEGIN", "SAVEPOINT", "RELEASE", "PRAGMA")


def measure() -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as folder:
        count = asyncio.run(_count(Path(folder)))
    return [
        {
            "name": "home: statements for one /home",
            "value": count,
            "unit": "statements",
            "goal": GOAL,
            "met": count <= GOAL,
        }
    ]


async def _count(folder: Path) -> int:
    phones = await serve(PhoneSettings(folder / "phones"))
    (folder / "bot").mkdir()
    database = Database(seed_people(folder / "bot", [PERSON]))
    settings = load_settings(
        _env_file=None, token=TOKEN, bot_api_url=phones.url, data=folder / "bot"
    )
    app = await build_bot(settings, SystemClock(), database)
    seen: list[str] = []
    event.listen(
        database.engine.sync_engine,
        "before_cursor_execute",
        lambda _c, _cursor, statement, *_rest: seen.append(statement),
    )
    async with ClientSession() as http:
        await _writes_home(http, phones.url)
        update = await _fetch(http, app.poller.url)
        await app.inbox.receive([update])
        await app.inbox.idle()
        seen.clear()
        await app.inbox.receive([{**update, "update_id": update["update_id"] + 1}])
        await app.inbox.idle()
    await app.close()
    await phones.close()
    return sum(not statement.startswith(CONTROL) for statement in seen)


async def _writes_home(http: ClientSession, url: str) -> None:
    person = {"id": PERSON, "first_name": "Amina", "language_code": "en", "started": True}
    for path, body in (
        ("people", person),
        (f"people/{PERSON}/chats/{PERSON}/send", {"text": "/home"}),
    ):
        async with http.post(f"{url}/phone/{path}", json=body) as answer:
            answer.raise_for_status()


async def _fetch(http: ClientSession, url: str) -> dict[str, Any]:
    async with http.post(url, json={"timeout": 0}) as answer:
        return (await answer.json())["result"][0]


if __name__ == "__main__":
    print(measure())
