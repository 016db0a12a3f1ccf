"""The audit log: a million rows verified, in a process of its own that has verified a few before.

The rows are made elsewhere, by the rules that the bot writes them with, in a temporary SQLite file.
"""

from __future__ import annotations

import asyncio
import json
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import astuple
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

ROWS = 1_000_000
FEW = 5_000
GOAL = 50.0
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)


def measure(rows: int = ROWS) -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as folder:
        few, many = Path(folder) / "few.sqlite", Path(folder) / "many.sqlite"
        for path, count in ((few, FEW), (many, rows)):
            _make(path, count)
        command = [sys.executable, "-m", "benchmarks.audit", str(few), str(many)]
        root = Path(__file__).parents[1]
        ran = subprocess.run(command, cwd=root, check=True, capture_output=True, timeout=600)
    rate, over = json.loads(ran.stdout)
    name = f"verification of {rows:,} rows"
    memory = {"name": f"{name}, peak memory over idle", "value": over, "unit": "MB", "goal": GOAL}
    return [
        {"name": name, "value": rate, "unit": "rows/s", "goal": None, "met": None},
        {**memory, "met": over <= GOAL},
    ]


def _make(path: Path, count: int) -> None:
    from bot.kit.migrate import upgrade

    upgrade(f"sqlite:///{path}")
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA synchronous = OFF")
    made, last = _rows(count), (0, "")
    places = ", ".join("?" * 10)
    while some := list(islice(made, 10_000)):
        connection.executemany(f"INSERT INTO audit_row VALUES ({places})", some)
        connection.commit()
        last = some[-1]
    connection.execute("INSERT INTO audit_head VALUES (1, ?, ?, '')", (last[0], last[-1]))
    connection.commit()
    connection.close()


def _rows(count: int) -> Iterator[tuple[Any, ...]]:
    """As 300 tutors and 20,000 trainees make them."""
    from bot.kit.audit.rules import Action, Deed, Head, Reference, next_head, next_row

    head, actions = Head(), list(Action)
    for number in range(count):
        thing = Reference("evidence", str(number % 90_001))
        at = BEGIN + timedelta(seconds=number)
        deed = Deed(actions[number % len(actions)], at, thing)
        row = next_row(head, deed, f"{number % 300:016x}", f"{number % 20_000:016x}")
        head = next_head(head, row, None)
        yield astuple(row)


async def _verify(path: str) -> int:
    from bot.kit.audit.verify import verify
    from bot.kit.db import Database

    database = Database(f"sqlite:///{path}")
    verdict = await verify(database, None)
    await database.close()
    assert not verdict.faults, verdict.faults
    return verdict.rows


async def _compare(few: str, many: str) -> tuple[int, float]:
    """Rows a second, and by how many megabytes the peak grew after the first few were verified."""
    await _verify(few)
    idle, began = _peak(), time.perf_counter()
    rows = await _verify(many)
    rate = round(rows / (time.perf_counter() - began))
    return rate, round(_peak() - idle, 1)


def _peak() -> float:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    peak = next(line for line in lines if line.startswith("VmHWM"))
    return int(peak.split()[1]) / 1024


if __name__ == "__main__":
    print(json.dumps(asyncio.run(_compare(*sys.argv[1:]))))
