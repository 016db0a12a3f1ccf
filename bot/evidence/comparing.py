"""What else lies in the store beside its rows: copies, pictures, booklets, files behind links.

All of it can be made anew, so that whatever is not as it was stored goes.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot.evidence.reading_back import look_through
from bot.evidence.rules.verifying import (
    MEANING,
    ORPHAN_AFTER,
    REMEDY,
    Trouble,
    can_be_replaced,
    is_made,
)
from bot.evidence.store import verifying as store
from bot.kit.db import Database
from bot.kit.files.orphans import find_orphans
from bot.kit.files.rotation import Held, Holder
from bot.kit.files.store import ObjectStore

PAGE: Final = 100
MADE_ANEW: Final = "--mend lets it go, and it is made anew when it is asked for"


@dataclass(frozen=True, slots=True)
class Bent:
    """An object that is not what its row says, or one without a row (`holder` is None)."""

    trouble: Trouble
    key: str
    holder: Holder | None = None
    held: Held | None = None

    @property
    def words(self) -> str:
        """A line for operators: which, what is wrong, what to do. Nothing personal."""
        return f"{self.key}: {MEANING[self.trouble]}; {REMEDY.get(self.trouble, MADE_ANEW)}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """`holders` are all tables whose rows name objects; those of trainees' files only say which
    objects they know, since `Evidence` looks at them.
    """

    database: Database
    objects: ObjectStore
    holders: tuple[Holder, ...]

    async def compare(
        self, now: datetime, passed: Callable[[int], None]
    ) -> AsyncGenerator[Bent, None]:
        """Everything that is wrong. `passed` hears how many rows have been looked at since.

        Raises StoreUnreachable.
        """
        for holder in self.holders:
            after = holder.first if is_compared(holder) else None
            while after is not None:
                page = await self.page(holder, after)
                for held in page:
                    if bent := await self.look_at(holder, held):
                        yield bent
                    passed(1)
                after = page[-1].id if page else None
        async for bent in self.orphans(now, ()):
            yield bent

    async def page(self, holder: Holder, after: Any) -> list[Held]:
        """The next rows of a table."""
        async with self.database.reading() as session:
            return await holder.find(session, after, PAGE)

    async def look_at(self, holder: Holder, held: Held) -> Bent | None:
        """One row beside its object, which is read once through."""
        trouble = await look_through(self.objects, held)
        if trouble is None:
            return None
        async with self.database.reading() as session:
            named = await holder.known(session, [held.key])
        return Bent(trouble, held.key, holder, held) if named else None

    async def orphans(self, now: datetime, shards: Sequence[str]) -> AsyncGenerator[Bent, None]:
        """Objects that no row and no task that is to run knows; everywhere where no `shards` are
        named. Raises StoreUnreachable.
        """
        for prefix in (holder.prefix for holder in self.holders if holder.prefix):
            for place in [f"{prefix}/{shard}" for shard in shards] or [prefix]:
                known, before = partial(self._known, prefix), now - ORPHAN_AFTER
                async for key in find_orphans(
                    self.database, self.objects, place, known, before, is_made
                ):
                    yield Bent(Trouble.ORPHAN, key)

    async def _known(self, prefix: str, session: AsyncSession, keys: Sequence[str]) -> set[str]:
        known = await store.find_in_tasks(session, prefix)
        for holder in self.holders:
            known |= await holder.known(session, keys)
        return known

    async def mend(self, bent: Bent, now: datetime, *, key_is_lost: bool = False) -> str:
        """Do what helps; what that was, for operators. Raises StoreUnreachable."""
        if bent.holder is None or bent.held is None:
            await self.objects.delete(bent.key)
            return "it is deleted"
        lost = bent.holder.lost or bent.holder.forget
        if lost is None or not can_be_replaced(bent.trouble, key_is_lost=key_is_lost):
            return "nothing can be done without the key"
        async with self.database.transaction() as session:
            await lost(session, bent.held, now)
        return "it goes, and is made anew when it is asked for"


def is_compared(holder: Holder) -> bool:
    """Whether what is lost of it can be made anew, so that it is a matter of this comparison."""
    return holder.lost is not None or holder.forget is not None
