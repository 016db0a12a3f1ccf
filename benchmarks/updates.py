"""Processor time of the bot's process per update, against bare bots on the same server.

A mixed stream: 500 people press buttons of a quiz, of the needs analysis and of lessons. The bare
bots answer each press with the same two calls: answer the callback query, edit the message.
"""

from __future__ import annotations

import asyncio
import json
import math
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from benchmarks.crowd import Crowd, arrive, say
from benchmarks.processes import HERE, TOKEN, local_bot_api, processor_seconds, running
from benchmarks.seeded import seed_people

PEOPLE = 500
PRESSES = 6000
WARM_UP = 1000
AT_ONCE = 20
FLOWS = ("quizzes", "needs", "lessons")
COMMANDS = ("/quiz", "/needs", "/lessons")


def measure() -> list[dict[str, Any]]:
    """Ratios to the bare bots, latencies of ours, and how long our event loop is held up."""
    aiogram = _bare("bare_aiogram.py")
    telegram = _bare("bare_ptb.py")
    ours, crowd, lags = _ours()
    return [
        _row("updates: processor time against bare aiogram", ours / aiogram, "ratio", 3.0),
        _row(
            "updates: processor time against bare python-telegram-bot", ours / telegram, "ratio", 1
        ),
        _row("updates: processor time of ours", ours * 1000, "ms", None),
        *(
            _row(f"updates: press to screen, {name}", of(crowd.latencies, share) * 1000, "ms", None)
            for name, share in (("median", 0.5), ("95th percentile", 0.95), ("99th", 0.99))
        ),
        _row("updates: event loop held up, 99.9th percentile", of(lags, 0.999) * 1000, "ms", 50),
    ]


def of(values: list[float], share: float) -> float:
    """A percentile: the smallest value that at least this share does not exceed."""
    return sorted(values)[max(0, math.ceil(len(values) * share) - 1)]


def _row(name: str, value: float, unit: str, goal: float | None) -> dict[str, Any]:
    met = None if goal is None else value <= goal
    return {"name": name, "value": round(value, 2), "unit": unit, "goal": goal, "met": met}


def _bare(script: str) -> float:
    with tempfile.TemporaryDirectory() as folder, local_bot_api(Path(folder)) as url:
        people = asyncio.run(arrive(url, PEOPLE))
        with running(str(HERE / script), url, TOKEN) as process:
            _wait_for_screen(url, people[-1])
            return _pressed(Crowd(url, people), process.pid)


def _ours() -> tuple[float, Crowd, list[float]]:
    with tempfile.TemporaryDirectory() as folder, _our_bot(Path(folder)) as (url, pid, people):
        crowd = Crowd(url, people, only=FLOWS)
        used = _pressed(crowd, pid)
        lags = Path(folder) / "lags.json"
        pressed = crowd
        _stop(pid, lags)
        return used, pressed, json.loads(lags.read_text())


@contextmanager
def _our_bot(folder: Path) -> Iterator[tuple[str, int, list[int]]]:
    with local_bot_api(folder / "phones") as url:
        people = asyncio.run(arrive(url, PEOPLE))
        (folder / "bot").mkdir()
        seed_people(folder / "bot", people)
        env = {
            "JOBBROKER_TOKEN": TOKEN,
            "JOBBROKER_BOT_API_URL": url,
            "JOBBROKER_DATA": str(folder / "bot"),
            "JOBBROKER_MESSAGES_PER_SECOND": "1000",
            "JOBBROKER_CHAT_MESSAGES_PER_SECOND": "100",
            "BENCH_LAGS": str(folder / "lags.json"),
        }
        with running("-m", "benchmarks.watched_bot", env=env) as process:
            _wait_for_screen(url, people[-1])
            asyncio.run(say(url, people, COMMANDS))
            _wait_for_screen(url, people[-1], messages=4)
            yield url, process.pid, people


def _stop(pid: int, written: Path) -> None:
    import os
    import signal

    os.kill(pid, signal.SIGTERM)
    end = time.monotonic() + 20
    while not written.exists() and time.monotonic() < end:
        time.sleep(0.05)
    time.sleep(0.2)


def _wait_for_screen(url: str, person: int, messages: int = 2) -> None:
    address = f"{url}/phone/people/{person}/chats/{person}/messages?limit=9"
    end = time.monotonic() + 60
    while time.monotonic() < end:
        with urlopen(address) as answer:
            if len(json.loads(answer.read())) >= messages:
                return
        time.sleep(0.1)
    raise TimeoutError("the bot did not answer")


def _pressed(crowd: Crowd, pid: int) -> float:
    asyncio.run(crowd.press(WARM_UP, AT_ONCE))
    crowd.latencies.clear()
    before = processor_seconds(pid)
    asyncio.run(crowd.press(PRESSES, AT_ONCE))
    used = processor_seconds(pid) - before
    if len(crowd.latencies) < PRESSES * 0.99:
        raise RuntimeError(f"only {len(crowd.latencies)} of {PRESSES} presses were answered")
    return used / PRESSES


if __name__ == "__main__":
    for row in measure():
        print(row)
