"""Processor time of the bot's process per update, against bare bots on the same server."""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.crowd import Crowd, arrive
from benchmarks.processes import HERE, TOKEN, local_bot_api, processor_seconds, running

PEOPLE = 500
PRESSES = 4000
WARM_UP = 500


def measure() -> list[dict[str, Any]]:
    """Ratios to a bare aiogram bot and a bare python-telegram-bot bot, and latencies of ours."""
    bare, _ = _bare("bare_aiogram.py")
    ptb, _ = _bare("bare_ptb.py")
    print(f"aiogram {bare * 1000:.2f} ms, python-telegram-bot {ptb * 1000:.2f} ms an update")
    return []


def _bare(script: str) -> tuple[float, Crowd]:
    with tempfile.TemporaryDirectory() as folder, local_bot_api(Path(folder)) as url:
        people = asyncio.run(arrive(url, PEOPLE))
        with running(str(HERE / script), url, TOKEN) as process:
            _wait_for_screens(url, people)
            return _pressed(url, people, process.pid)


def _wait_for_screens(url: str, people: list[int]) -> None:
    import json
    from urllib.request import urlopen

    end = time.monotonic() + 60
    while time.monotonic() < end:
        with urlopen(
            f"{url}/phone/people/{people[-1]}/chats/{people[-1]}/messages?limit=3"
        ) as answer:
            if len(json.loads(answer.read())) > 1:
                return
        time.sleep(0.1)
    raise TimeoutError("the bot did not answer /start")


def _pressed(url: str, people: list[int], pid: int) -> tuple[float, Crowd]:
    asyncio.run(Crowd(url, people).press(WARM_UP, 20))
    crowd = Crowd(url, people)
    before = processor_seconds(pid)
    asyncio.run(crowd.press(PRESSES, 20))
    used = processor_seconds(pid) - before
    print(
        f"answered {len(crowd.latencies)}, median {statistics.median(crowd.latencies) * 1000:.1f} ms"
    )
    return used / PRESSES, crowd


if __name__ == "__main__":
    measure()
