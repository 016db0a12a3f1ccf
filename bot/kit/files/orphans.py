"""Objects of the store that no row knows: what a crash left behind."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from datetime import datetime

from bot.kit.db import Database
from bot.kit.files.rotation import Known
from bot.kit.files.store import ObjectStore


def _any(_key: str) -> bool:
    return True


async def find_orphans(
    database: Database,
    objects: ObjectStore,
    prefix: str,
    known: Known,
    before: datetime,
    is_ours: Callable[[str], bool] = _any,
) -> AsyncGenerator[str, None]:
    """Keys below a prefix that were last written before an instant and that `known` does not know,
    a page of the store's list at a time. Raises StoreUnreachable.
    """
    async for page in objects.pages(prefix):
        old = [one.key for one in page if one.changed_at < before and is_ours(one.key)]
        if not old:
            continue
        async with database.reading() as session:
            named = await known(session, old)
        for key in old:
            if key not in named:
                yield key
