"""The export of a portfolio of 2 GB: peak memory, and pace beside a plain copy in the same run.

Idle is the process that has made an export of one megabyte, before it has touched a large file.
The store is an encrypted folder. Plain copy: each object is read and put under another key of the
same store, as a program would that knows nothing of ZIPs. Beside that an export has to find,
hash and check every file and to go through the ZIP in a thread of its own, hence the goal of half
the pace. Disk space: 4.5 GB for some minutes, taken away again whatever happens.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

MEGABYTE = 1024 * 1024
FILES = 100
FILE_BYTES = 20 * MEGABYTE
SECONDS = 900
MEMORY_GOAL = 48.0
PACE_GOAL = 0.5
SPACE = int(2.3 * FILES * FILE_BYTES)


def measure() -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory(prefix="jobbroker-portfolio-") as folder:
        if shutil.disk_usage(folder).free < SPACE:
            raise SystemExit(f"portfolio: {SPACE // MEGABYTE} MB of disk are needed")
        ran = subprocess.run(
            [sys.executable, "-m", "benchmarks.portfolio", folder],
            cwd=Path(__file__).parents[1], check=True, capture_output=True, timeout=SECONDS,
        )  # fmt: skip
    memory, pace, seconds = json.loads(ran.stdout)
    what = f"portfolio: export of {FILES * FILE_BYTES // MEGABYTE} MB, encrypted folder"
    return [
        _row(f"{what}, peak memory over idle", memory, "MB", MEMORY_GOAL, memory <= MEMORY_GOAL),
        _row(f"{what}, pace beside a plain copy", pace, "ratio", PACE_GOAL, pace >= PACE_GOAL),
        _row(f"{what}, time", seconds, "s", None, None),
    ]


def _row(
    name: str, value: float, unit: str, goal: float | None, met: bool | None
) -> dict[str, Any]:
    return {"name": name, "value": value, "unit": unit, "goal": goal, "met": met}


async def _run(folder: str) -> tuple[float, float, float]:
    """Megabytes over idle, share of the plain copy's pace, and seconds of the export."""
    from bot.curriculum.loading import default_folder, load
    from bot.kit.files.keys import new_key
    from bot.kit.files.store import open_store

    curriculum = load(default_folder())
    store = open_store(folder, (os.urandom(32),))
    small = await store.put_stream(new_key("evidence"), _random(MEGABYTE), MEGABYTE)
    await _export(store, curriculum, [small])  # everything is awake
    idle = _status("VmRSS")
    held = [
        await store.put_stream(new_key("evidence"), _random(FILE_BYTES), FILE_BYTES)
        for _ in range(FILES)
    ]
    _count_peak_from_here()
    seconds = await _export(store, curriculum, held)
    peak = _status("VmHWM")
    copied = await _copy(store, held)
    return round(peak - idle, 1), round(copied / seconds, 2), round(seconds, 1)


async def _copy(store: Any, held: list[Any]) -> float:
    from bot.kit.files.keys import new_key

    began = time.monotonic()
    for one in held:
        key = new_key("copies")
        await store.put_stream(key, store.stream(one.key), FILE_BYTES)
        await store.delete(key)
    return time.monotonic() - began


async def _export(store: Any, curriculum: Any, held: list[Any]) -> float:
    from bot.evidence.rules.entries import Form
    from bot.evidence.rules.pieces import Kind, State
    from bot.kit.files.filetype import Family
    from bot.kit.files.keys import new_key
    from bot.kit.i18n import Words
    from bot.portfolio.building import build_zip
    from bot.portfolio.rules.exports import Volume
    from bot.portfolio.rules.packing import plan
    from bot.portfolio.rules.portfolio import Owner, Part, Piece, Portfolio, Version

    now = datetime(2026, 11, 25, tzinfo=UTC)
    parts = tuple(
        Part(
            number, Form.FILE, number, now, now, name=f"{number}.mp4", key=one.key, size=one.size,
            sha256=one.sha256, extension="mp4", family=Family.VIDEO, mime="video/mp4",
        )
        for number, one in enumerate(held, 1)
    )  # fmt: skip
    version = Version(1, "1.1", Kind.CASE_FILE, "", ("1.1",), now, parts)
    owner = Owner("a7k2m9p4xq", "Amina", "SE", "Europe/Stockholm")
    piece = Piece("b7k2m9p4xq", State.SUBMITTED, (version,))
    packing = plan(Portfolio(owner, now, "newest", (piece,)))
    volume = Volume(1, 1, new_key("portfolio"), "portfolio.zip")
    began = time.monotonic()
    made = await build_zip(store, curriculum, packing, [volume], Words("en"), lambda _: None)
    seconds = time.monotonic() - began
    assert made.files == len(held)
    assert not packing.fates
    await store.delete(volume.key)
    return seconds


async def _random(size: int) -> AsyncIterator[bytes]:
    for _ in range(size // MEGABYTE):
        yield os.urandom(MEGABYTE)


def _count_peak_from_here() -> None:
    Path("/proc/self/clear_refs").write_text("5")


def _status(name: str) -> float:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return int(next(line for line in lines if line.startswith(name)).split()[1]) / 1024


if __name__ == "__main__":
    print(json.dumps(asyncio.run(_run(sys.argv[1]))))
