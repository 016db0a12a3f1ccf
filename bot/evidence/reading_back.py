"""An object read once through, beside what its row says of it."""

from __future__ import annotations

from bot.evidence.rules.verifying import Kept, Trouble, judge
from bot.kit.files.failures import KeyMissing, ObjectDamaged, ObjectMissing
from bot.kit.files.store import ObjectStore


async def look_through(objects: ObjectStore, kept: Kept) -> Trouble | None:
    """What is wrong with it. Raises StoreUnreachable."""
    try:
        found = await objects.read_back(kept.key)
    except ObjectMissing:
        return Trouble.MISSING
    except KeyMissing:
        return Trouble.LOCKED
    except ObjectDamaged:
        return Trouble.DAMAGED
    return judge(kept, found.size, found.sha256)
