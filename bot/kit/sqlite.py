"""SQLite beside the event loop, with as few trips to its thread as possible.

A trip costs 80 microseconds (it wakes a thread and the event loop), a statement of an update some
15. aiosqlite as SQLAlchemy drives it makes four trips a statement: open a cursor, execute, fetch,
close; 28 an update, which was the largest cost of all. Here it is one; and in a writing
transaction, whose statements are short, only BEGIN and COMMIT make it: those are the two that can
wait, for another writer and for the disk. Reading sessions may hold long queries and always go to
the thread.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable, Iterable
from typing import Any, cast

import aiosqlite


class OneTripCursor:
    """Executes and fetches all in one go. What SQLAlchemy's adapter asks of a cursor, no more."""

    def __init__(self, connection: OneTripConnection) -> None:
        self._connection = connection
        self._rows: list[Any] = []
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None
        self.arraysize = 1

    async def __aenter__(self) -> OneTripCursor:
        return self

    async def execute(self, sql: str, parameters: Iterable[Any] = ()) -> None:
        if self._connection.is_writing and not sql.startswith("BEGIN"):
            self._execute(self._connection.sqlite, sql, parameters)
        else:
            await self._connection.in_thread(self._execute, sql, parameters)

    async def executemany(self, sql: str, parameters: Iterable[Iterable[Any]]) -> None:
        if self._connection.is_writing:
            self._executemany(self._connection.sqlite, sql, parameters)
        else:
            await self._connection.in_thread(self._executemany, sql, parameters)

    async def fetchall(self) -> list[Any]:
        rows, self._rows = self._rows, []
        return rows

    async def fetchmany(self, size: int | None = None) -> list[Any]:
        rows = self._rows[: size or 1]
        del self._rows[: size or 1]
        return rows

    async def fetchone(self) -> Any:
        return self._rows.pop(0) if self._rows else None

    async def close(self) -> None:
        self._rows = []

    def _execute(self, connection: sqlite3.Connection, sql: str, parameters: Any) -> None:
        cursor = connection.execute(sql, parameters)
        self._rows = cursor.fetchall() if cursor.description else []
        self._note(cursor)

    def _executemany(self, connection: sqlite3.Connection, sql: str, parameters: Any) -> None:
        self._note(connection.executemany(sql, parameters))

    def _note(self, cursor: sqlite3.Cursor) -> None:
        self.description = cursor.description
        self.rowcount = cursor.rowcount
        self.lastrowid = cursor.lastrowid
        cursor.close()


class OneTripConnection(aiosqlite.Connection):
    """An aiosqlite connection whose cursors make one trip; its thread holds up no exit.

    `is_writing`: the transaction that is open writes, so that its statements stay on this thread.
    """

    def __init__(self, connector: Callable[[], sqlite3.Connection]) -> None:
        super().__init__(connector, iter_chunk_size=64)
        self._thread.daemon = True
        self.is_writing = False

    @property
    def sqlite(self) -> sqlite3.Connection:
        return self._conn

    def cursor(self) -> Any:
        return OneTripCursor(self)

    async def in_thread(self, work: Any, *arguments: Any) -> None:
        """Run `work(sqlite3 connection, *arguments)` in the connection's thread."""
        trip = cast("Callable[..., Awaitable[None]]", self._execute)  # untyped in aiosqlite
        await trip(work, self._conn, *arguments)


def connect(path: str, **options: Any) -> OneTripConnection:
    """For SQLAlchemy's `async_creator_fn`."""

    def open_file() -> sqlite3.Connection:
        # One thread at a time: whoever holds the connection awaits each statement.
        options["check_same_thread"] = False
        return sqlite3.connect(path, **options)

    return OneTripConnection(open_file)
