"""Processes under measurement: the local Bot API, the bare bots and ours, each on its own."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import Request, urlopen

import psutil

TOKEN = "4200000042:the-local-phone-has-no-secrets"
HERE = Path(__file__).parent


@contextmanager
def running(*command: str, env: dict[str, str] | None = None) -> Iterator[subprocess.Popen[str]]:
    """A process that is ended at the end; its output goes to where ours goes only on failure."""
    process = subprocess.Popen(
        [sys.executable, *command],
        env={**os.environ, **(env or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL if not os.environ.get("BENCH_DEBUG") else None,
        text=True,
    )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(10)


@contextmanager
def local_bot_api(data: Path, pace: float = 1, flood_control: bool = False) -> Iterator[str]:
    """The address of a local Bot API server in a process of its own."""
    command = ("-m", "bot.phone", "--port", "0", "--data", str(data), "--pace", str(pace))
    with running(*command) as process:
        assert process.stdout
        url = process.stdout.readline().strip()
        if not flood_control:
            post(f"{url}/phone/limits", b'{"flood_control": false}')
        yield url


def post(url: str, body: bytes) -> bytes:
    request = Request(url, data=body, headers={"Content-Type": "application/json"})
    with urlopen(request, timeout=30) as answer:
        return answer.read()


def processor_seconds(pid: int) -> float:
    """User and system time of a process with all its threads."""
    times = psutil.Process(pid).cpu_times()
    return times.user + times.system


def wait_until(true: object, seconds: float = 30) -> None:
    """Until a callable answers true. Raises TimeoutError."""
    assert callable(true)
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.02)
