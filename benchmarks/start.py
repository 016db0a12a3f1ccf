"""From the start of a process to its first getUpdates: ours against the bare aiogram bot."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from benchmarks.processes import HERE, TOKEN, running

RUNS = 5
ME = {"id": 4200000042, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}


class _Server(ThreadingHTTPServer):
    """Answers getMe and notes when the first getUpdates came."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.polled = threading.Event()
        self.polled_at = 0.0

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A bot is ended while it waits for an answer: that is no fault."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        method = self.path.rsplit("/", 1)[-1]
        if method == "getUpdates" and not self.server.polled.is_set():
            self.server.polled_at = time.perf_counter()
            self.server.polled.set()
        result = {"getMe": ME, "getUpdates": []}.get(method, True)
        body = json.dumps({"ok": True, "result": result}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        return


def measure() -> list[dict[str, Any]]:
    """Medians of several runs in turn; ours on a data folder that is there already."""
    with tempfile.TemporaryDirectory() as data:
        _first_poll(*_ours(data))
        bare, ours = [], []
        for _ in range(RUNS):
            bare.append(_first_poll((str(HERE / "bare_aiogram.py"),), {}, arguments=True))
            ours.append(_first_poll(*_ours(data)))
    start = statistics.median(ours) / statistics.median(bare)
    aid = statistics.median(_help() for _ in range(RUNS)) / statistics.median(bare)
    return [
        {
            "name": "start: to the first getUpdates, against bare aiogram",
            "value": round(start, 2),
            "unit": "ratio",
            "goal": 1.6,
            "met": start <= 1.6,
        },
        {
            "name": "start: jobbroker --help, against bare aiogram's start",
            "value": round(aid, 2),
            "unit": "ratio",
            "goal": 0.33,
            "met": aid < 1 / 3,
        },
    ]


def _ours(data: str) -> tuple[tuple[str, ...], dict[str, str]]:
    return ("-m", "bot.cli", "run"), {"JOBBROKER_DATA": data, "JOBBROKER_TOKEN": TOKEN}


def _first_poll(command: tuple[str, ...], env: dict[str, str], *, arguments: bool = False) -> float:
    server = _Server()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    last = (server.url, TOKEN) if arguments else ()
    started = time.perf_counter()
    with running(*command, *last, env={**env, "JOBBROKER_BOT_API_URL": server.url}):
        if not server.polled.wait(60):
            raise TimeoutError(f"{command} did not poll")
    server.shutdown()
    return server.polled_at - started


def _help() -> float:
    started = time.perf_counter()
    command = [sys.executable, "-m", "bot.cli", "--help"]
    subprocess.run(command, check=True, capture_output=True, cwd=Path(__file__).parents[1])
    return time.perf_counter() - started


if __name__ == "__main__":
    for row in measure():
        print(row)
