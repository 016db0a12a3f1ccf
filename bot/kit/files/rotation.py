"""Objects that lie plain or under an older key, encrypted anew under the newest."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Column, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.db import Database
from bot.kit.files.failures import KeyMissing, ObjectDamaged, ObjectMissing, StoreUnreachable
from bot.kit.files.keys import new_key
from bot.kit.files.store import ObjectStore

_PAGE: Final = 100
_AT_ONCE: Final = 16
_NO_LIMIT: Final = 2**62
Passed = Callable[[int], None]
Known = Callable[[AsyncSession, Sequence[str]], Awaitable[set[str]]]


@dataclass(frozen=True, slots=True)
class Held:
    """An object and the `id` of the row that names it; `sha256` is None where the row has none."""

    id: Any
    key: str
    size: int
    sha256: str | None


@dataclass(frozen=True, slots=True)
class Holder:
    """A table whose rows name objects.

    `find` gives a page of the finished ones behind an id, in the order of ids. `known` says which
    of these keys any row names, also one whose object is still being made. `move` writes another
    key into a row that still names the old one, and sees to it that the old object goes later;
    False where the row has moved on. Without `move` the object can be made anew: `forget` lets row
    and object go. `lost` does what helps where the object is not what the row says (without it
    `forget`). `prefix` is where new objects lie, unless others make them.
    """

    first: Any
    find: Callable[[AsyncSession, Any, int], Awaitable[list[Held]]]
    known: Known
    prefix: str | None = None
    move: Callable[[AsyncSession, Held, str, datetime], Awaitable[bool]] | None = None
    forget: Callable[[AsyncSession, Held, datetime], Awaitable[None]] | None = None
    lost: Callable[[AsyncSession, Held, datetime], Awaitable[None]] | None = None


def named_in(column: Column[Any]) -> Known:
    """`known` of a table whose rows name in this column each object that they have or will have."""

    async def known(session: AsyncSession, keys: Sequence[str]) -> set[str]:
        return set((await session.execute(select(column).where(column.in_(keys)))).scalars())

    return known


@dataclass(slots=True)
class Rotation:
    """Begun again after any interruption it goes on where it was: an object says how it lies."""

    database: Database
    objects: ObjectStore
    now: datetime
    turned: int = 0

    async def behind(self, holder: Holder) -> Counter[str]:
        """How many objects lie `plain`, and how many under an `older` key.

        Raises StoreUnreachable.
        """
        counts = Counter[str]()
        async for page in self._pages(holder):
            for start in range(0, len(page), _AT_ONCE):
                looks = (self._standing(held) for held in page[start : start + _AT_ONCE])
                counts.update(await asyncio.gather(*looks))
        return counts

    async def _standing(self, held: Held) -> str:
        try:
            under = await self.objects.sealed_under(held.key)
        except ObjectMissing:
            return "missing"  # a matter of `evidence verify`
        if under == self.objects.ring.newest:
            return "newest"
        return "older" if under else "plain"

    async def run(self, holder: Holder, passed: Passed) -> AsyncGenerator[str, None]:
        """Turn all; a line for each that could not be. `passed` hears how many rows were seen.

        Raises StoreUnreachable.
        """
        async for page in self._pages(holder):
            for held in page:
                try:
                    if await self._standing(held) != "newest":
                        await self._turn(holder, held)
                except ObjectMissing:
                    yield f"{held.key}: there is no object"
                except (KeyMissing, ObjectDamaged) as fault:
                    yield str(fault)
                passed(1)

    async def _pages(self, holder: Holder) -> AsyncGenerator[list[Held], None]:
        after = holder.first
        while True:
            async with self.database.reading() as session:
                page = await holder.find(session, after, _PAGE)
            if not page:
                return
            yield page
            after = page[-1].id

    async def _turn(self, holder: Holder, held: Held) -> None:
        """New object, then the row, then the old object: there is one to read at any time."""
        if holder.move is None:
            await self._forget(holder, held)
            return
        key = new_key(held.key.partition("/")[0])
        try:
            await self._copy(held, key)
            async with self.database.transaction() as session:
                moved = await holder.move(session, held, key, self.now)
        except (ObjectMissing, StoreUnreachable):
            await self.objects.delete(key)
            raise
        if not moved:
            await self.objects.delete(key)
        self.turned += moved

    async def _forget(self, holder: Holder, held: Held) -> None:
        if holder.forget is not None:
            async with self.database.transaction() as session:
                await holder.forget(session, held, self.now)
            self.turned += 1

    async def _copy(self, held: Held, key: str) -> None:
        stored = await self.objects.put_stream(key, self.objects.stream(held.key), _NO_LIMIT)
        if held.sha256 not in (None, stored.sha256) or stored.size != held.size:
            raise ObjectDamaged(
                f"{held.key}: it is not what was stored: `jobbroker evidence verify`"
            )
        if await self.objects.read_back(key) != stored:
            raise StoreUnreachable(f"{key} is not what was put there")
