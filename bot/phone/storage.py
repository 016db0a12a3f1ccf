"""Write-behind persistence: one table of JSON rows, written a few times a second.

What is put is held until the next flush, so that a burst of changes to one row is one write. The
bodies given to `put` must not be changed afterwards: they are turned into JSON in a thread.
"""

import asyncio
import json
import logging
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from bot.phone.json_values import Json

logger = logging.getLogger(__name__)

_SCHEMA = """CREATE TABLE IF NOT EXISTS rows (
    kind TEXT NOT NULL, name TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (kind, name)
) WITHOUT ROWID"""


class Storage:
    """Rows by kind and name. A killed process loses what was put since the last flush."""

    def __init__(self, path: Path, flush_seconds: float) -> None:
        self._connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute("PRAGMA synchronous=NORMAL")
        self._connection.execute(_SCHEMA)
        self._flush_seconds = flush_seconds
        self._changed: dict[tuple[str, str], Json | None] = {}
        self._closing = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def load(self, kind: str) -> Iterator[tuple[str, Json]]:
        """All rows of a kind as they were last flushed."""
        query = "SELECT name, body FROM rows WHERE kind = ?"
        for name, body in self._connection.execute(query, (kind,)):
            yield name, json.loads(body)

    def put(self, kind: str, name: str | int, body: Json | None) -> None:
        """Keeps a row, or drops it when `body` is None."""
        self._changed[kind, str(name)] = body

    def start(self) -> None:
        self._task = asyncio.create_task(self._flush_until_closed())

    async def close(self) -> None:
        """Flushes what is left and closes the file."""
        self._closing.set()
        if self._task is not None:
            await self._task
        await self.flush()
        self._connection.close()

    async def flush(self) -> None:
        """Writes what was put; after a failure it is kept for the next time."""
        changed, self._changed = self._changed, {}
        if not changed:
            return
        try:
            await asyncio.to_thread(self._write, changed)
        except sqlite3.Error:
            logger.exception("The phone could not write its state")
            self._changed = changed | self._changed

    async def _flush_until_closed(self) -> None:
        while not self._closing.is_set():
            await self.flush()
            try:
                await asyncio.wait_for(self._closing.wait(), self._flush_seconds)
            except TimeoutError:
                continue

    def _write(self, changed: dict[tuple[str, str], Json | None]) -> None:
        dropped = [key for key, body in changed.items() if body is None]
        kept = [
            (kind, name, json.dumps(body, separators=(",", ":")))
            for (kind, name), body in changed.items()
            if body is not None
        ]
        with self._connection as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany("DELETE FROM rows WHERE kind = ? AND name = ?", dropped)
            connection.executemany("INSERT OR REPLACE INTO rows VALUES (?, ?, ?)", kept)
