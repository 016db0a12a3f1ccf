"""Looking through the whole log, whatever its size: a page of rows is held at a time."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.audit import store
from bot.kit.audit.chain import Anchor, Chain, Fault
from bot.kit.audit.rules import Head, seal_of
from bot.kit.db import Database

MOST_FAULTS: Final = 50


class Broken(Exception):
    """The log has faults and is not sealed."""


@dataclass(slots=True)
class Verdict:
    """What was found: the first faults, and how many there are in all."""

    head: Head
    rows: int = 0
    faults: list[Fault] = field(default_factory=list[Fault])
    count: int = 0

    @property
    def anchor(self) -> Anchor:
        return Anchor(self.head.sequence, self.head.hash)

    def add(self, fault: Fault) -> None:
        self.count += 1
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(fault)


async def verify(database: Database, key: bytes | None, anchor: Anchor | None = None) -> Verdict:
    """Compare every row with the one before it, and the last with the head, at one instant.

    Without the key the seal is not looked at.
    """
    async with database.connection() as connection:
        if not database.is_sqlite:  # SQLite's transactions see one instant anyway
            await connection.execution_options(isolation_level="REPEATABLE READ")
        verdict, chain = Verdict(await store.find_head(connection)), Chain(anchor)
        async for page in store.pages(connection):
            for row in page:
                for fault in chain.take(row):
                    verdict.add(fault)
        for fault in chain.end(verdict.head, key):
            verdict.add(fault)
        await connection.rollback()
    verdict.rows = chain.rows
    return verdict


async def seal(session: AsyncSession, verdict: Verdict, key: bytes) -> None:
    """Seal the log as it was found, after a key was set or changed.

    Raises Broken where it has other faults than its seal, or has grown since.
    """
    head = await store.lock_head(session)
    if verdict.count or head != verdict.head:
        raise Broken
    await store.save_head(session, replace(head, seal=seal_of(key, head.sequence, head.hash)))
