"""Pictures of stored files are drawn, and looked after."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final

from bot.evidence.actions.previews import (
    discard_previews,
    find_drawable,
    keep_previews,
)
from bot.evidence.rules.entries import Entry
from bot.evidence.rules.previews import PREFIX
from bot.evidence.rules.verifying import FIRST_HOUR, ORPHAN_AFTER
from bot.evidence.store import previews as store
from bot.kit.files.decoding.shelter import LONGEST_ANSWER, NotDecoded, draw_pages
from bot.kit.files.failures import ObjectMissing, StoreUnreachable
from bot.kit.files.keys import new_key
from bot.kit.files.orphans import find_orphans
from bot.kit.files.store import Stored
from bot.kit.services import Services
from bot.kit.tasks.queue import queue_task
from bot.kit.tasks.worker import TryLater
from bot.kit.telegram.store import load_fact, save_fact

if TYPE_CHECKING:
    from bot.kit.tasks.worker import Due

STEP: Final = 200
NIGHT: Final = "evidence.previews.night"


async def make_preview(services: Services, task: Due) -> None:
    """Draw a file's first pages; what it cannot be drawn from is noted and not tried again."""
    async with services.database.reading() as session:
        entry = await find_drawable(session, task.payload["entry"])
    if entry is None:
        return
    made: list[Stored] = []
    try:
        pages = await _draw(services, entry, made)
        async with services.database.transaction() as session:
            kept = await keep_previews(session, entry, pages, made)
    except (StoreUnreachable, ObjectMissing) as failed:
        await _delete(services, made)
        raise TryLater(str(failed)) from failed
    if not kept:
        await _delete(services, made)


async def _draw(services: Services, entry: Entry, made: list[Stored]) -> int:
    """How many pages the file has; `made` gets the objects, none where none could be drawn."""
    try:
        decoded = await draw_pages(services.objects, entry.key, is_pdf=entry.extension == "pdf")
    except NotDecoded:
        return 0
    for picture in decoded.pictures:
        key = new_key(PREFIX)
        made.append(await services.objects.put_stream(key, _once(picture), LONGEST_ANSWER))
    return int(decoded.told.get("pages", len(made)))


async def _once(body: bytes) -> AsyncIterator[bytes]:
    yield body


async def _delete(services: Services, made: Sequence[Stored]) -> None:
    for stored in made:
        await services.objects.delete(stored.key)


async def tick(services: Services) -> None:
    """Once a night: is each picture still there, and is there none without a row?"""
    now = services.clock.now()
    night = now.date().isoformat()
    if now.hour < FIRST_HOUR:
        return
    async with services.database.reading() as session:
        if await load_fact(session, NIGHT) == night:
            return
    async with services.database.transaction() as session:
        await save_fact(session, NIGHT, night)
        await queue_task(
            session,
            "evidence.previews",
            {"night": night, "after": 0},
            dedupe_key=f"evidence.previews.{night}.0",
            run_after=now,
        )


async def look_after(services: Services, task: Due) -> None:
    """A step of the night: what is lost is made again; after the last one orphans are deleted."""
    night, now = task.payload["night"], services.clock.now()
    async with services.database.reading() as session:
        found = await store.find_previews(session, task.payload["after"], STEP)
    try:
        lost = [one for one in found if not await services.objects.exists(one.key)]
        if len(found) < STEP:
            await _delete_orphans(services, now)
    except StoreUnreachable as failed:
        raise TryLater(str(failed)) from failed
    async with services.database.transaction() as session:
        for entry_id in sorted({one.entry_id for one in lost}):
            await discard_previews(session, entry_id, now, again=True)
        if len(found) == STEP:
            onward = {"night": night, "after": found[-1].id}
            key = f"evidence.previews.{night}.{found[-1].id}"
            await queue_task(session, "evidence.previews", onward, dedupe_key=key, run_after=now)


async def _delete_orphans(services: Services, now: datetime) -> None:
    """Pictures that a crash left without a row."""
    before = now - ORPHAN_AFTER
    async for key in find_orphans(
        services.database, services.objects, PREFIX, store.find_known, before
    ):
        await services.objects.delete(key)


TASKS: Final = {"evidence.preview": make_preview, "evidence.previews": look_after}
