"""What goes by itself: counted before it goes, gone in pages, put off where somebody holds it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.delivery import outbox
from bot.kit.i18n import Words
from bot.kit.personal import store
from bot.kit.personal.holdings import Aged
from bot.kit.services import Services
from bot.kit.tasks.queue import queue_task
from bot.people.rules import Person, Role
from bot.people.store import find_people_with, load_people
from bot.privacy.actions.counting import all_aged, count_due, shown
from bot.privacy.actions.forgetting import INACTIVE, DutiesFirst, forget
from bot.privacy.actions.holding import is_held
from bot.privacy.jobs.erasure import let_page_go
from bot.privacy.rules.retention import ASKED_AHEAD, LISTED_AHEAD, period_of
from bot.privacy.screens.periods import inactive_screen, list_screen
from bot.privacy.store import inactive

A_PAGE: Final = 50
MONDAY: Final = 0


async def queue_look(session: AsyncSession, now: datetime) -> None:
    """Once a day."""
    key = f"privacy.look.{now:%Y-%m-%d}"
    await queue_task(session, "privacy.look", {}, dedupe_key=key, run_after=now)


async def run(services: Services) -> None:
    """All that is over; while somebody holds it, only what is of no use to anybody.

    Begun anew it finds less to do.
    """
    now = services.clock.now()
    async with services.database.reading() as session:
        held = await is_held(session, now)
    for aged in all_aged():
        if not held or not period_of(aged.kind).shown:
            await _let_go(services, aged, now)
    if not held:
        await _erase_unused(services, now)
    await _ask_unused(services, now)
    if now.weekday() == MONDAY and not held:
        await _list(services, now)


async def _let_go(services: Services, aged: Aged, now: datetime) -> None:
    span = period_of(aged.kind).span
    if span is None:
        return
    while True:
        async with services.database.reading() as session:
            page = await store.find_aged(session, aged, now, span)
        if not page.ids:
            return
        await let_page_go(services, aged, page)


async def _erase_unused(services: Services, now: datetime) -> None:
    """Those who were asked and stayed away: erased like anybody who asks for it."""
    before = (now - (period_of("inactive").span or timedelta())).date()
    async with services.database.transaction() as session:
        silent = await inactive.find_silent(session, before, now - ASKED_AHEAD, A_PAGE)
        for person in (await load_people(session, silent)).values():
            try:
                await forget(session, person, INACTIVE, now)
            except DutiesFirst:
                continue  # nobody who works here is among them


async def _ask_unused(services: Services, now: datetime) -> None:
    """A month ahead, so that whoever wants to stay can."""
    until = (now + ASKED_AHEAD).date()
    before = until - (period_of("inactive").span or timedelta())
    async with services.database.transaction() as session:
        await inactive.forget_returned(session, before)
        unasked = await inactive.find_unasked(session, before, A_PAGE)
        for person in (await load_people(session, unasked)).values():
            await inactive.note_asked(session, person.id, now)
            await _ask(session, person, now)


async def _ask(session: AsyncSession, person: Person, now: datetime) -> None:
    since = datetime.fromisoformat(person.last_active_day or f"{now:%Y-%m-%d}").date()
    await outbox.queue(
        session,
        outbox.Recipient(person.id, person.telegram_id),
        inactive_screen(Words(person.language), since, (now + ASKED_AHEAD).date()),
        dedupe_key=f"privacy.inactive.{person.id}.{now:%Y-%m-%d}",
        purpose="privacy.inactive",
        now=now,
    )


async def _list(services: Services, now: datetime) -> None:
    """On Mondays, to those who run the programme: what goes in the next days."""
    async with services.database.transaction() as session:
        counts = shown(await count_due(session, now + LISTED_AHEAD))
        if not any(counts.values()):
            return
        for person in await find_people_with(session, Role.ADMINISTRATOR, Role.COORDINATOR):
            await outbox.queue(
                session,
                outbox.Recipient(person.id, person.telegram_id),
                list_screen(Words(person.language), counts),
                dedupe_key=f"privacy.list.{person.id}.{now:%Y-%m-%d}",
                purpose="privacy.list",
                now=now,
            )
