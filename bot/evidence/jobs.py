"""Files on their way: from Telegram into the store, and objects that nobody needs any more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.evidence.actions.arriving import (
    Brought,
    find_arriving,
    find_quarantined,
    keep_file,
    refuse_file,
    release_file,
    say_it_takes_longer,
    scan_later,
)
from bot.evidence.actions.previews import discard_previews_of
from bot.evidence.rules.entries import MEGABYTE, Entry, Why
from bot.kit.files.failures import ObjectMissing, StoreUnreachable, TooLarge
from bot.kit.files.filetype import Refused
from bot.kit.files.kind import recognise_object
from bot.kit.files.position.finding import find_traces
from bot.kit.files.scanning import Away, Infected, Verdict
from bot.kit.services import Services
from bot.kit.tasks.worker import TryLater
from bot.kit.telegram.media import FetchFailed, TooLargeToFetch, fetch

if TYPE_CHECKING:
    from bot.kit.tasks.worker import Due


async def fetch_file(services: Services, task: Due) -> None:
    """Bring one file; done again from its start after any interruption, under the same key."""
    async with services.database.reading() as session:
        entry = await find_arriving(session, task.payload["entry"])
    if entry is None:
        return
    try:
        brought = await _bring(services, entry)
    except TooLarge:
        await _refuse(services, entry, Why.TOO_LARGE)
    except TooLargeToFetch:
        await _refuse(services, entry, Why.TOO_LARGE_FOR_TELEGRAM)
    except Refused as refused:
        await _refuse(services, entry, refused.reason)
    except FetchFailed as failed:
        await _later(services, entry, task, Why.TELEGRAM, failed)
    except (StoreUnreachable, ObjectMissing) as failed:
        await _later(services, entry, task, Why.STORE, failed)
    except Exception:
        if task.last_try:
            await _refuse(services, entry, Why.STORE)
        raise
    else:
        await _keep(services, entry, brought)


async def _keep(services: Services, entry: Entry, brought: Brought) -> None:
    if isinstance(brought.verdict, Infected):
        await _refuse(services, entry, Why.INFECTED, brought.verdict.name)
        return
    async with services.database.transaction() as session:
        await keep_file(session, entry, brought, services.clock.now())


async def _bring(services: Services, entry: Entry) -> Brought:
    """Stream it into the store, read back what lies there, look what it is, and scan it."""
    objects = services.objects
    limit = services.settings.upload_limit_mb * MEGABYTE
    stored = await objects.put_stream(entry.key, fetch(services.bot, entry.file_id), limit)
    if await objects.read_back(entry.key) != stored:
        raise StoreUnreachable(f"{entry.key} is not what was put there")
    kind = await recognise_object(objects, entry.key)
    traces = await find_traces(objects, entry.key, kind.extension)
    return Brought(stored, kind, await _scan(services, entry), traces.says_where)


async def _scan(services: Services, entry: Entry) -> Verdict | None:
    """None where no scanner is set."""
    if services.scanner is None:
        return None
    return await services.scanner.scan(services.objects.stream(entry.key))


async def _refuse(services: Services, entry: Entry, reason: str, found: str | None = None) -> None:
    async with services.database.transaction() as session:
        await refuse_file(session, entry, reason, services.clock.now(), found)


async def _later(services: Services, entry: Entry, task: Due, why: Why, failed: Exception) -> None:
    """Raises TryLater, unless this was the last try."""
    if task.last_try:
        await _refuse(services, entry, why)
        return
    async with services.database.transaction() as session:
        await say_it_takes_longer(session, entry, services.clock.now())
    raise TryLater(str(failed)) from failed


async def scan_file(services: Services, task: Due) -> None:
    """Scan a quarantined file; without a verdict again after a longer pause, for as long as it
    takes. It stays in quarantine also where no scanner is set any more: that was promised.
    """
    async with services.database.reading() as session:
        entry = await find_quarantined(session, task.payload["entry"])
    if entry is None:
        return
    try:
        verdict = await _scan(services, entry)
    except (StoreUnreachable, ObjectMissing):
        verdict = None
    except Exception:
        if task.last_try:
            await _scan_again(services, entry, task)
        raise
    if verdict is None or isinstance(verdict, Away):
        await _scan_again(services, entry, task)
    elif isinstance(verdict, Infected):
        await _refuse(services, entry, Why.INFECTED, verdict.name)
    else:
        async with services.database.transaction() as session:
            await release_file(session, entry, services.clock.now())


async def _scan_again(services: Services, entry: Entry, task: Due) -> None:
    async with services.database.transaction() as session:
        await scan_later(session, entry, task.payload["tries"] + 1, services.clock.now())


async def discard_object(services: Services, task: Due) -> None:
    """An object that nobody needs, with what was drawn of it; gone already is well."""
    key = task.payload["key"]
    try:
        await services.objects.delete(key)
    except StoreUnreachable as failed:
        raise TryLater(str(failed)) from failed
    async with services.database.transaction() as session:
        await discard_previews_of(session, key, services.clock.now())


TASKS: Final = {
    "evidence.discard": discard_object,
    "evidence.fetch": fetch_file,
    "evidence.scan": scan_file,
}
