"""Rows and objects compared both ways, and mended."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.evidence.actions.verifying import mend_row
from bot.evidence.reading_back import look_through
from bot.evidence.rules.verifying import (
    ORPHAN_AFTER,
    STUCK_AFTER,
    Finding,
    KeptFile,
    Trouble,
    is_ours,
)
from bot.evidence.store import verifying as store
from bot.kit.db import Database
from bot.kit.files.orphans import find_orphans
from bot.kit.files.store import ObjectStore

PAGE: Final = 100
Passed = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where rows and objects lie."""

    database: Database
    objects: ObjectStore

    async def compare(self, now: datetime, passed: Passed) -> AsyncGenerator[Finding, None]:
        """Everything that is wrong. `passed` hears how many rows have been looked at since.

        Raises StoreUnreachable, so that a store that is away is never taken for an empty one.
        """
        after = 0
        while files := await self._kept(after):
            for file in files:
                if finding := await self.look_at(file):
                    yield finding
                passed(1)
            after = files[-1].id
        for finding in await self.stuck(now):
            yield finding
        async for finding in self.orphans("evidence", now):
            yield finding

    async def _kept(self, after: int) -> list[KeptFile]:
        async with self.database.reading() as session:
            return await store.find_kept(session, after, PAGE)

    async def count(self) -> int:
        """How many rows have an object."""
        async with self.database.reading() as session:
            return await store.count_kept(session)

    async def look_at(self, file: KeptFile) -> Finding | None:
        """One row beside its object, which is read once through."""
        trouble = await look_through(self.objects, file)
        if trouble is None:
            return None
        async with self.database.reading() as session:
            kept = await store.is_kept(session, file)
        return Finding(trouble, file.key, file) if kept else None

    async def stuck(self, now: datetime) -> list[Finding]:
        async with self.database.reading() as session:
            files = await store.find_stuck(session, now - STUCK_AFTER, PAGE)
        return [Finding(Trouble.STUCK, file.key, file) for file in files]

    async def orphans(self, prefix: str, now: datetime) -> AsyncGenerator[Finding, None]:
        """Objects of trainees' files that no row knows, a page of the store's list at a time."""
        before = now - ORPHAN_AFTER
        async for key in find_orphans(
            self.database, self.objects, prefix, store.find_known, before, is_ours
        ):
            yield Finding(Trouble.ORPHAN, key)

    async def mend(self, finding: Finding, now: datetime, *, key_is_lost: bool = False) -> str:
        """Do or queue what helps; what that was, for operators. Raises StoreUnreachable."""
        if finding.trouble is Trouble.ORPHAN:
            await self.objects.delete(finding.key)
            return "it is deleted"
        async with self.database.transaction() as session:
            return await mend_row(session, finding, now, key_is_lost=key_is_lost)
