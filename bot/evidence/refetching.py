"""A file that lies no more as it was stored, brought from Telegram a second time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.evidence.actions.verifying import give_up, replace_object
from bot.evidence.rules.entries import MEGABYTE
from bot.evidence.rules.verifying import Finding, KeptFile, can_be_replaced, judge
from bot.evidence.store import verifying as store
from bot.evidence.verification import Evidence
from bot.kit.files.failures import ObjectMissing, StoreUnreachable, TooLarge
from bot.kit.files.keys import new_key
from bot.kit.files.store import Stored
from bot.kit.services import Services
from bot.kit.tasks.worker import TryLater

if TYPE_CHECKING:
    from bot.kit.tasks.worker import Due


async def refetch_file(services: Services, task: Due) -> None:
    """Bring the same content from Telegram under a new key, or give the file up."""
    evidence = Evidence(services.database, services.objects)
    async with services.database.reading() as session:
        found = await store.find_kept(session, task.payload["entry"] - 1, 1)
    finding = await _look_again(evidence, found, task)
    if finding is None or finding.file is None:
        return
    key_is_lost = task.payload.get("key_is_lost", False)
    if not can_be_replaced(finding.trouble, key_is_lost=key_is_lost):
        return
    file = finding.file
    key = new_key("evidence")
    stored = await _fetched(services, file, key, last_try=task.last_try)
    async with services.database.transaction() as session:
        now = services.clock.now()
        if stored is None:
            await give_up(session, file, now)
        elif await replace_object(session, file.id, file.key, key, now):
            return
    await services.objects.delete(key)


async def _look_again(evidence: Evidence, found: list[KeptFile], task: Due) -> Finding | None:
    """Whether it is wrong still: a store may have been away, or somebody faster."""
    if not found or found[0].id != task.payload["entry"]:
        return None
    try:
        return await evidence.look_at(found[0])
    except StoreUnreachable as failed:
        raise TryLater(str(failed)) from failed


async def _fetched(
    services: Services, file: KeptFile, key: str, *, last_try: bool
) -> Stored | None:
    """What came, if it is the same content; nothing where Telegram has it no more.

    Raises TryLater as long as there is a further try.
    """
    from bot.kit.telegram.media import FetchFailed, TooLargeToFetch, fetch

    limit = max(file.size, services.settings.upload_limit_mb * MEGABYTE)
    try:
        stored = await services.objects.put_stream(key, fetch(services.bot, file.file_id), limit)
        read = await services.objects.read_back(key)
    except (TooLarge, TooLargeToFetch):
        return None
    except FetchFailed as failed:
        if last_try:
            return None
        raise TryLater(str(failed)) from failed
    except (StoreUnreachable, ObjectMissing) as failed:
        raise TryLater(str(failed)) from failed
    same = stored == read and judge(file, stored.size, stored.sha256) is None
    return stored if same else None
