"""Runs every benchmark, prints a table, and writes it to RESULTS.md and results.json.

`python -m benchmarks [NAME …]` runs only the named ones and keeps what the others gave last.
"""

from __future__ import annotations

import importlib
import json
import platform
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psutil

HERE = Path(__file__).parent
NAMES = (
    "updates", "home", "broadcast", "upload", "start", "pictures", "files", "content", "audit",
    "portfolio", "uploads", "million", "lists", "answers", "queue",
)  # fmt: skip
VERSIONS = ("aiogram", "python-telegram-bot", "sqlalchemy", "sqlmodel", "aiosqlite", "typst")


def main(wanted: list[str]) -> int:
    names = [name for name in NAMES if not wanted or name in wanted]
    rows = _earlier(set(NAMES) - set(names))
    for name in names:
        print(f"{name} …", flush=True)
        measured = [
            _of(name, row) for row in importlib.import_module(f"benchmarks.{name}").measure()
        ]
        rows[name] = measured
        print("\n".join(_line(row) for row in measured), flush=True)
    _write([row for name in NAMES for row in rows.get(name, [])])
    return 0


def _of(name: str, row: dict[str, Any]) -> dict[str, Any]:
    """A row that says which benchmark it is of, so that the others' can be kept."""
    known = row["name"].startswith(f"{name}: ")
    return row if known else {**row, "name": f"{name}: {row['name']}"}


def _earlier(names: set[str]) -> dict[str, list[dict[str, Any]]]:
    results = HERE / "results.json"
    if not results.exists():
        return {}
    rows: dict[str, list[dict[str, Any]]] = {}
    for row in json.loads(results.read_text("utf-8")):
        name = row["name"].partition(":")[0]
        if name in names:
            rows.setdefault(name, []).append(row)
    return rows


def _write(rows: list[dict[str, Any]]) -> None:
    text = json.dumps(rows, indent=1, ensure_ascii=False)
    (HERE / "results.json").write_text(text + "\n", "utf-8")
    (HERE / "RESULTS.md").write_text(_report(rows), "utf-8")


def _report(rows: list[dict[str, Any]]) -> str:
    packages = ", ".join(f"{name} {version(name)}" for name in VERSIONS)
    system = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    memory = round(psutil.virtual_memory().total / 2**30)
    return "\n".join(
        [
            "# Results",
            "",
            "Command: `make bench`. Ratios are of figures taken in one run; absolute times are of",
            "this machine and say little about another.",
            "",
            f"Machine: {psutil.cpu_count()} cores, {memory} GiB, {system}; {packages}.",
            "",
            "| measured | value | unit | goal | met |",
            "|---|---|---|---|---|",
            *(_line(row) for row in rows),
            "",
        ]
    )


def _line(row: dict[str, Any]) -> str:
    goal = "" if row["goal"] is None else row["goal"]
    met = {True: "yes", False: "**missed**", None: ""}[row["met"]]
    return f"| {row['name']} | {row['value']} | {row['unit']} | {goal} | {met} |"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
