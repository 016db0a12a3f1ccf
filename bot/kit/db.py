"""One database, two kinds of it: SQLite embedded, PostgreSQL by address; every statement runs on
both.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, ClassVar, Final, cast

from sqlalchemy import DateTime, MetaData, Table, event
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.types import TypeDecorator
from sqlmodel import SQLModel

from bot.kit.sqlite import connect

log = logging.getLogger(__name__)

# Constraints need names from the first day on, else migrations cannot alter them.
SQLModel.metadata.naming_convention = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
).naming_convention

LONGEST_PAUSE: Final = 5.0
PUBLIC_ID_ALPHABET: Final = "23456789abcdefghijkmnpqrstuvwxyz"


def public_id(length: int = 10) -> str:
    """A random id for the outside (50 bits at ten characters), without letters that look alike."""
    return "".join(secrets.choice(PUBLIC_ID_ALPHABET) for _ in range(length))


class Instant(TypeDecorator[datetime]):
    """A past instant: aware and in UTC on both databases. Raises ValueError for a naive one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant without a time zone")
        in_utc = value.astimezone(UTC)
        return in_utc if dialect.name == "postgresql" else in_utc.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def asynchronous(url: str) -> str:
    """The address with the driver we use: aiosqlite or psycopg."""
    scheme, _, rest = url.partition(":")
    drivers = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+psycopg"}
    return f"{drivers.get(scheme, scheme)}:{rest}"


def synchronous(url: str) -> str:
    """The address for migrations: the standard library's sqlite3, or psycopg."""
    return url.replace("postgresql:", "postgresql+psycopg:", 1)


class Database:
    """Transactions on one engine. SQLite has one writer, so writers queue here instead of polling
    a lock.
    """

    def __init__(self, url: str, *, pool_size: int = 8) -> None:
        self.url = asynchronous(url)
        self.is_sqlite = self.url.startswith("sqlite")
        # A statement that fails is logged without its values: they are what people wrote.
        options: dict[str, Any] = {"pool_size": pool_size, "hide_parameters": True}
        if self.is_sqlite:
            # Every session ends its transaction itself: no rollback when a connection comes back.
            options |= {"connect_args": {"async_creator_fn": connect}, "pool_reset_on_return": None}
        self.engine: AsyncEngine = create_async_engine(self.url, **options)
        self._writing = asyncio.Lock()
        self._writer: AsyncConnection | None = None
        if self.is_sqlite:
            event.listen(self.engine.sync_engine, "connect", _set_up_sqlite)
            event.listen(self.engine.sync_engine, "begin", _begin_sqlite)

    @asynccontextmanager
    async def transaction(self) -> AsyncGenerator[AsyncSession]:
        """A writing transaction: committed at the end, rolled back on any exception."""
        if not self.is_sqlite:
            async with (
                AsyncSession(self.engine, expire_on_commit=False) as session,
                session.begin(),
            ):
                yield session
                await _work_before_commit(session)
            return
        async with self._writing:
            writer = await self._open_writer()
            async with AsyncSession(writer, expire_on_commit=False) as session, session.begin():
                yield session
                await _work_before_commit(session)

    async def _open_writer(self) -> AsyncConnection:
        """SQLite's one writer keeps its connection: taking one from the pool costs 150 us."""
        if self._writer is None or self._writer.invalidated:
            self._writer = await self.engine.connect()
            await self._writer.execution_options(writes=True)
        return self._writer

    @asynccontextmanager
    async def reading(self) -> AsyncGenerator[AsyncSession]:
        """A consistent view for reading; nothing written in it is kept."""
        async with AsyncSession(self.engine, expire_on_commit=False) as session:
            yield session

    @asynccontextmanager
    async def connection(self) -> AsyncGenerator[AsyncConnection]:
        """A bare connection, for migrations and streaming reads."""
        async with self.engine.connect() as connection:
            yield connection

    async def close(self) -> None:
        """A writer that was cancelled and has not ended yet ends first: it would wait for ever for
        a connection whose thread has gone.
        """
        async with self._writing:
            if self._writer is not None:
                await self._writer.close()
                self._writer = None
        await self.engine.dispose()


BeforeCommit = Callable[[AsyncSession], Awaitable[None]]
BEFORE_COMMIT: Final = "before_commit"


def before_commit(session: AsyncSession, work: BeforeCommit) -> None:
    """The last thing a `Database.transaction` does: for writes that others must wait for."""
    session.info.setdefault(BEFORE_COMMIT, []).append(work)


async def _work_before_commit(session: AsyncSession) -> None:
    for work in session.info.pop(BEFORE_COMMIT, ()):
        await work(session)


class Record(SQLModel):
    """What every table's model derives from: `__tablename__` is a plain string."""

    if TYPE_CHECKING:
        __tablename__: ClassVar[str]  # pyright: ignore[reportIncompatibleVariableOverride, reportIncompatibleMethodOverride, reportAssignmentType]


def table_of(model: type[SQLModel]) -> Table:
    """The table behind a model, for Core statements: `table_of(Person).c.name`."""
    return cast("Table", model.__table__)  # type: ignore[attr-defined]


def insert_new(session: AsyncSession, table: type[SQLModel]) -> Any:
    """An `INSERT … ON CONFLICT` for the session's database: add `.on_conflict_do_nothing()` or
    `_do_update()`.
    """
    dialect = session.get_bind().dialect.name
    insert = postgresql_insert if dialect == "postgresql" else sqlite_insert
    # Else psycopg's count of inserted rows is thrown away, and every insert looks like a repeated
    # one.
    return insert(table).execution_options(preserve_rowcount=True)


async def until_stored(write: Callable[[], Awaitable[None]]) -> None:
    """Run a transaction again, after growing pauses, for as long as only what may pass stops it.

    For what has happened already and must be noted. Raises any other fault.
    """
    pause = 0.1
    while True:
        try:
            return await write()
        except SQLAlchemyError as fault:
            if not is_passing(fault):
                raise
            log.warning("database: %s, again in %.1f s", type(fault).__name__, pause)
        await asyncio.sleep(pause)
        pause = min(LONGEST_PAUSE, pause * 2)


def is_passing(fault: Exception) -> bool:
    """Whether a database error comes from the connection, a lock or the disk, and may pass."""
    if isinstance(fault, (InterfaceError, NoConnectionFree)):
        return True
    if not isinstance(fault, OperationalError):
        return False
    # SQLite calls a missing table an operational error as well: that is a defect.
    words = str(fault.orig).lower()
    return not any(defect in words for defect in ("no such", "syntax error", "has no column"))


def _set_up_sqlite(connection: Any, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, see _begin_sqlite
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "busy_timeout=10000",
        "foreign_keys=ON",
        "cache_size=-16000",
        "temp_store=MEMORY",
        "secure_delete=ON",  # what is erased is overwritten, and not only given up as free space
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Any) -> None:
    # A writer that begins deferred and is overtaken gets an error no timeout heals: take the lock
    # at once.
    writes = connection.get_execution_options().get("writes", False)
    connection.connection.driver_connection.is_writing = writes
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
