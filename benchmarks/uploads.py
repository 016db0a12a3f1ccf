"""Two hundred documents of 5 MB that people send at the same time: memory, and pace.

The bot is halted while they are sent, so that all of them wait when it goes on; the time runs until
the last receipt is there. Plain copy: a process of its own takes the same files from the same
Bot API server with the same client library, as many at once as the bot does, and writes them to
disk. Beside that the bot asks for each file, hashes and encrypts it, looks into it in a sheltered
process, reads it back, and keeps rows; hence the goal. Disk space: 3 GB, taken away again.
"""

from __future__ import annotations

import asyncio
import base64
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import psutil
from aiohttp import ClientSession, ClientTimeout, FormData, TCPConnector

from benchmarks.processes import TOKEN, local_bot_api, running
from benchmarks.seeded import seed_people
from benchmarks.upload import WAY, document, peak_of

MEGABYTE = 1024 * 1024
PEOPLE = 200
FILE_BYTES = 5 * MEGABYTE
AT_ONCE = 4
FIRST = 5_000_000_001
SECONDS = 600
MEMORY_GOAL = 64.0
PACE_GOAL = 0.2
SPACE = 3 * PEOPLE * FILE_BYTES


def measure(people: int = PEOPLE) -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory(prefix="jobbroker-uploads-") as folder:
        if shutil.disk_usage(folder).free < SPACE:
            raise SystemExit(f"uploads: {SPACE // MEGABYTE} MB of disk are needed")
        over, seconds, copied = asyncio.run(_run(Path(folder), people))
    what = f"uploads: {people} of {FILE_BYTES // MEGABYTE} MB at once, encrypted"
    pace = round(copied / seconds, 2)
    return [
        _row(
            f"{what}, peak memory over idle", round(over, 1), "MB", MEMORY_GOAL, over <= MEMORY_GOAL
        ),
        _row(f"{what}, pace beside a plain copy", pace, "ratio", PACE_GOAL, pace >= PACE_GOAL),
        _row(f"{what}, time", round(seconds, 1), "s", None, None),
    ]


def _row(
    name: str, value: float, unit: str, goal: float | None, met: bool | None
) -> dict[str, Any]:
    return {"name": name, "value": value, "unit": unit, "goal": goal, "met": met}


async def _run(folder: Path, count: int) -> tuple[float, float, float]:
    """Megabytes over idle, seconds of the bot, seconds of the plain copy."""
    people = [FIRST + n for n in range(count)]
    timeout = ClientTimeout(total=SECONDS)
    with local_bot_api(folder / "phones") as url:
        async with ClientSession(timeout=timeout, connector=TCPConnector(limit=16)) as http:
            phones = [_Phone(http, url, person) for person in people]
            await asyncio.gather(*(phone.begins() for phone in phones))
            (folder / "bot").mkdir()
            seed_people(folder / "bot", people)
            env = {
                "JOBBROKER_TOKEN": TOKEN,
                "JOBBROKER_BOT_API_URL": url,
                "JOBBROKER_DATA": str(folder / "bot"),
                "JOBBROKER_STORE_KEY": base64.b64encode(os.urandom(32)).decode(),
            }
            with running("-m", "bot.cli", "run", env=env) as process:
                over, seconds = await _upload(phones, psutil.Process(process.pid))
            files = [await phone.file_id() for phone in phones]
        ran = subprocess.run(
            [sys.executable, "-m", "benchmarks.uploads", url, str(folder / "copy")],
            input=json.dumps(files), text=True, capture_output=True, check=True, timeout=SECONDS,
        )  # fmt: skip
    return over, seconds, float(ran.stdout)


async def _upload(phones: list[_Phone], bot: psutil.Process) -> tuple[float, float]:
    await asyncio.gather(*(phone.walks() for phone in phones))
    idle = bot.memory_info().rss
    Path(f"/proc/{bot.pid}/clear_refs").write_text("5")  # the peak counts from here
    bot.suspend()
    try:
        await asyncio.gather(*(phone.uploads() for phone in phones))
    finally:
        bot.resume()
    began = time.monotonic()
    async with asyncio.timeout(SECONDS):
        for phone in phones:
            await phone.sees("Stored as no. 1.")
    return (peak_of(bot.pid) - idle) / MEGABYTE, time.monotonic() - began


class _Phone:
    """One person's chat."""

    def __init__(self, http: ClientSession, url: str, person: int) -> None:
        self._http, self._url, self._person = http, url, person
        self._chat = f"{url}/phone/people/{person}/chats/{person}"

    async def begins(self) -> None:
        body = {"id": self._person, "first_name": "Amina", "language_code": "en", "started": True}
        await self._post(f"{self._url}/phone/people", body)

    async def walks(self) -> None:
        """Up to the screen that waits for files."""
        await self._post(f"{self._chat}/send", {"text": "/evidence"})
        await self.sees("Nothing here yet")
        for label in WAY:
            message, button = await self._button(label)
            body = {"message_id": message["message_id"], "data": button["callback_data"]}
            await self._post(f"{self._chat}/press", body)
            while (await self._messages())[-1] == message:
                await asyncio.sleep(0.05)

    async def uploads(self) -> None:
        form = FormData()
        form.add_field("file", document(FILE_BYTES), filename="report.pdf")
        async with self._http.post(f"{self._chat}/upload", data=form) as answer:
            answer.raise_for_status()

    async def sees(self, words: str) -> None:
        while not any(words in m.get("text", "") for m in await self._messages()):
            await asyncio.sleep(0.1)

    async def file_id(self) -> str:
        sent = [m["document"] for m in await self._messages() if "document" in m]
        return sent[-1]["file_id"]

    async def _button(self, label: str) -> tuple[dict[str, Any], dict[str, Any]]:
        message = (await self._messages())[-1]
        rows = message["reply_markup"]["inline_keyboard"]
        return message, next(b for row in rows for b in row if b["text"].startswith(label))

    async def _messages(self) -> list[dict[str, Any]]:
        async with self._http.get(f"{self._chat}/messages?limit=20") as answer:
            return await answer.json()

    async def _post(self, address: str, body: dict[str, Any]) -> None:
        async with self._http.post(address, json=body) as answer:
            answer.raise_for_status()
            await answer.read()


async def _copy(url: str, folder: Path, files: list[str]) -> float:
    """Seconds for all of them."""
    folder.mkdir()
    turn = asyncio.Semaphore(AT_ONCE)
    async with ClientSession(timeout=ClientTimeout(total=SECONDS)) as http:
        began = time.monotonic()
        await asyncio.gather(
            *(_copy_one(http, url, one, folder / str(n), turn) for n, one in enumerate(files))
        )
        return time.monotonic() - began


async def _copy_one(
    http: ClientSession, url: str, file_id: str, to: Path, turn: asyncio.Semaphore
) -> None:
    async with turn:
        asked = {"file_id": file_id}
        async with http.post(f"{url}/bot{TOKEN}/getFile", data=asked) as answer:
            path = (await answer.json())["result"]["file_path"]
        async with http.get(f"{url}/file/bot{TOKEN}/{path}") as answer:
            with to.open("wb") as file:
                async for chunk in answer.content.iter_chunked(MEGABYTE):
                    await asyncio.to_thread(file.write, chunk)


if __name__ == "__main__":
    given = json.loads(sys.stdin.read())
    print(asyncio.run(_copy(sys.argv[1], Path(sys.argv[2]), given)))
