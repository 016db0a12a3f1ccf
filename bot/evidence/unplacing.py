"""The place is cut out of a file that says where it was made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.evidence.actions.positions import find_removing, give_up_removing, keep_without_place
from bot.evidence.rules.entries import MEGABYTE, Entry
from bot.kit.files.failures import ObjectMissing, StoreUnreachable, TooLarge
from bot.kit.files.position.finding import PositionStays, put_without
from bot.kit.files.store import Stored
from bot.kit.services import Services
from bot.kit.tasks.worker import TryLater

if TYPE_CHECKING:
    from bot.kit.tasks.worker import Due


async def remove_place(services: Services, task: Due) -> None:
    """Store the file anew without it; done again from its start after any interruption."""
    async with services.database.reading() as session:
        entry = await find_removing(session, task.payload["entry"])
    if entry is None:
        return
    key, tell = task.payload["key"], task.payload["tell"]
    stored = await _without(services, entry, key, last_try=task.last_try)
    async with services.database.transaction() as session:
        now = services.clock.now()
        if stored is None:
            await give_up_removing(session, entry, now)
        elif await keep_without_place(session, entry, stored, now, tell=tell):
            return
    await services.objects.delete(key)
    if stored is not None:
        raise TryLater("the object was moved meanwhile")


async def _without(services: Services, entry: Entry, key: str, *, last_try: bool) -> Stored | None:
    """Nothing where it cannot be done. Raises TryLater as long as there is a further try."""
    objects = services.objects
    limit = max(entry.size or 0, services.settings.upload_limit_mb * MEGABYTE) + MEGABYTE
    try:
        return await put_without(objects, entry.key, entry.extension or "", key, limit)
    except (PositionStays, TooLarge):
        return None
    except (StoreUnreachable, ObjectMissing) as failed:
        if last_try:
            return None
        raise TryLater(str(failed)) from failed
