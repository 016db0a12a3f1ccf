"""Each morning one message to whoever of the staff has anybody on a list."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot.events import PersonChanged
from bot.kit.delivery import bulk, outbox
from bot.kit.i18n import Words
from bot.kit.telegram.pace import Urgency
from bot.lists.rules.entries import KEEPERS, Counts
from bot.lists.rules.mornings import may_be_told, next_morning
from bot.lists.screens.morning import morning_screen
from bot.lists.store import doings
from bot.lists.store.entries import count_entries
from bot.people.actions import CONSENT_VERSION
from bot.people.rules import Person
from bot.people.store import load_people
from bot.reminders.rules.moments import day_of, last_moment

A_PAGE: Final = 20


async def on_person_changed(session: AsyncSession, event: PersonChanged) -> None:
    """Other hours, zone or roles: another morning."""
    await doings.forget_morning(session, event.person_id)


async def plan_new(session: AsyncSession, now: datetime) -> bool:
    """Plan the mornings of a page of staff who have none yet; whether there were any."""
    page = await doings.find_new_keepers(session, A_PAGE)
    found = await load_people(session, page) if page else {}
    await doings.add_mornings(session, {of: next_morning(one, now) for of, one in found.items()})
    return bool(page)


async def tell_due(session: AsyncSession, now: datetime) -> bool:
    """Tell a page of those whose morning it is; whether there were any."""
    due = await doings.find_due(session, now, A_PAGE)
    if not due:
        return False
    found = await load_people(session, due)
    unwilling = await doings.find_unwilling(session, list(due))
    told = [one for of, one in found.items() if of not in unwilling and _is_told(one, due, now)]
    counts = await count_entries(session, told, now) if told else {}
    await _send(session, told, counts, now)
    await doings.plan_mornings(session, {of: next_morning(one, now) for of, one in found.items()})
    return True


def _is_told(person: Person, due: dict[int, datetime], now: datetime) -> bool:
    keeps = any(person.has(role) for role in KEEPERS)
    agreed = person.consent_version >= CONSENT_VERSION and not person.erasing
    return keeps and agreed and may_be_told(person, due[person.id], now)


async def _send(
    session: AsyncSession, told: list[Person], counts: dict[int, Counts], now: datetime
) -> None:
    rows = [
        {
            "dedupe_key": f"lists.morning.{one.id}.{day_of(one, now).isoformat()}",
            "purpose": "lists.morning",
            "person_id": one.id,
            "chat_id": one.telegram_id,
            "content_id": await outbox.save_content(
                session, morning_screen(Words(one.language), one, counts[one.id])
            ),
            "batch_id": None,
            "urgency": int(Urgency.NOTICE),
            "not_before": now,
            "expires_at": last_moment(one, now),
            "counts": False,
        }
        for one in told
        if counts[one.id].any
    ]
    if rows:
        await bulk.queue_bulk(session, rows)
