"""Mending what the comparison of rows and objects found; in one transaction each."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.cohorts.store import find_coordinators_for
from bot.evidence.actions.notices import tell_refused
from bot.evidence.rules.verifying import (
    REPLACED_KEPT,
    Finding,
    KeptFile,
    Trouble,
    can_be_replaced,
)
from bot.evidence.screens.verifying import lost_notice, night_notice
from bot.evidence.store import entries, pieces
from bot.evidence.store import verifying as store
from bot.kit.delivery import outbox
from bot.kit.delivery.outbox import Recipient
from bot.kit.i18n import Words
from bot.kit.tasks.queue import queue_task
from bot.kit.telegram.screen import Screen
from bot.people.rules import Person, Role, is_quiet
from bot.people.store import find_people_with, load_person


async def mend_row(
    session: AsyncSession, finding: Finding, now: datetime, *, key_is_lost: bool = False
) -> str:
    """Queue what may mend it, or give it up where nothing can; what was done, for operators."""
    file = finding.file
    if file is not None and finding.trouble is Trouble.STUCK:
        await _queue(session, "evidence.fetch", file, now)
        return "it is fetched from Telegram again"
    if file is None or not can_be_replaced(finding.trouble, key_is_lost=key_is_lost):
        return "nothing can be done without the key"
    if file.file_id:
        await _queue(session, "evidence.refetch", file, now, key_is_lost=key_is_lost)
        return "it is fetched from Telegram again; if that fails, its owner is told that it is lost"
    await give_up(session, file, now)
    return "it is lost: its owner is asked for it, and coordinators are told"


async def _queue(
    session: AsyncSession, kind: str, file: KeptFile, now: datetime, **more: bool
) -> None:
    """Once a day at most."""
    key = f"{kind}.{file.id}.{now:%Y%m%d}"
    await queue_task(session, kind, {"entry": file.id, **more}, dedupe_key=key, run_after=now)


async def replace_object(
    session: AsyncSession, entry_id: int, former: str, key: str, now: datetime
) -> bool:
    """The row names an object of the same content from now on, and the former one goes later.

    False where the row has moved on: then the new object is the caller's to delete.
    """
    if not await store.move_object(session, entry_id, former, key):
        return False
    await queue_task(
        session,
        "evidence.discard",
        {"key": former},
        dedupe_key=f"evidence.discard.replaced.{former}",
        run_after=now + REPLACED_KEPT,
    )
    return True


async def give_up(session: AsyncSession, file: KeptFile, now: datetime) -> None:
    """The file cannot be had again: its owner is asked to send it, coordinators are told."""
    if not await store.mark_lost(session, file):
        return
    entry = await entries.load_entry(session, file.id)
    await tell_refused(session, entry, now)
    piece = await pieces.load_piece_by_id(session, entry.piece_id)
    owner = await load_person(session, file.person_id)
    for person in await find_coordinators_for(session, file.person_id):
        screen = lost_notice(Words(person.language), piece, entry, owner.name)
        await _tell(session, person, screen, f"evidence.lost.{file.id}.{person.id}", now)


async def tell_of_night(
    session: AsyncSession, night: date, found: int, looked_at: int, now: datetime, of: str = "files"
) -> None:
    """Coordinators and administrators hear that files, or what was made `of` them, are not as they
    were stored; once a night for each.
    """
    for person in await find_people_with(session, Role.COORDINATOR, Role.ADMINISTRATOR):
        screen = night_notice(Words(person.language), found, looked_at)
        await _tell(session, person, screen, f"evidence.night.{night}.{of}.{person.id}", now)


async def _tell(
    session: AsyncSession, person: Person, screen: Screen, key: str, now: datetime
) -> None:
    await outbox.queue(
        session,
        Recipient(person.id, person.telegram_id),
        screen,
        dedupe_key=key,
        purpose=".".join(key.split(".")[:2]),
        now=now,
        twice_is_harmless=True,
        silent=is_quiet(now, person.zone, person.quiet_from, person.quiet_to),
    )
