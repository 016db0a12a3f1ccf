"""The content in six languages: the whole check as it is typed, and the reading at a start.

Both use one core and wait for nothing: their processor time is what they take.
"""

from __future__ import annotations

import gc
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from bot.curriculum.loading import CHECKOUT, load

RUNS = 5
CHECK_SECONDS = 2.0
LOAD_MILLISECONDS = 150
# What a language lacks is taken from the Swedish, with other letters: texts of their own to parse.
LETTERS = {"de": "áâó", "el": "αεο", "es": "éíú", "is": "ðýþ"}


def measure() -> list[dict[str, Any]]:
    """Medians of several runs."""
    with tempfile.TemporaryDirectory() as made:
        folder = _six_languages(Path(made) / "content")
        command = [sys.executable, "-m", "bot.cli", "content", "check", str(folder)]
        check = _median(lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL))
        plain = _median(lambda: _parse(folder))
        two = _loading(CHECKOUT / "content")
        six = _loading(folder)
    return [
        _row("check, all of it in six languages, processor time", check, "s", CHECK_SECONDS),
        _row("check against yaml.CSafeLoader over its YAML files", check / plain, "ratio"),
        _row("reading at a start, processor time", two * 1000, "ms", LOAD_MILLISECONDS),
        _row("reading at a start, were all of it in six languages", six * 1000, "ms"),
    ]


def _row(name: str, value: float, unit: str, goal: float | None = None) -> dict[str, Any]:
    met = None if goal is None else value <= goal
    return {"name": name, "value": round(value, 2), "unit": unit, "goal": goal, "met": met}


def _six_languages(folder: Path) -> Path:
    """The content with every file in every language."""
    shutil.copytree(CHECKOUT / "content", folder)
    for source in [path for path in (folder / "sv").rglob("*") if path.is_file()]:
        written = source.read_text("utf-8")
        for language, letters in LETTERS.items():
            path = folder / language / source.relative_to(folder / "sv")
            if not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(written.translate(str.maketrans("åäö", letters)), "utf-8")
    return folder


def _loading(folder: Path) -> float:
    """Without collections of garbage, as the bot starts."""
    gc.disable()
    try:
        return _median(lambda: load(folder))
    finally:
        gc.enable()


def _parse(folder: Path) -> None:
    for path in folder.rglob("*.yaml"):
        yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)


def _median(act: Callable[[], object]) -> float:
    return statistics.median(_seconds(act) for _ in range(RUNS))


def _seconds(act: Callable[[], object]) -> float:
    before = _processor_time()
    act()
    return _processor_time() - before


def _processor_time() -> float:
    """Seconds of this process and of the children that it has waited for."""
    waited_for = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + waited_for.ru_utime + waited_for.ru_stime


if __name__ == "__main__":
    for row in measure():
        print(row)
