"""What time brings: everybody who is due is looked at, and their reminders are queued."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot.cohorts.store import find_milestones_of, members_of
from bot.curriculum.current import current_curriculum
from bot.events import DatesChanged, MeetingChanged, PersonChanged, PersonJoined
from bot.kit.delivery import bulk, outbox
from bot.kit.i18n import Words
from bot.kit.telegram.pace import Urgency
from bot.kit.telegram.screen import Screen
from bot.meetings.store.invitations import find_invited, guests_of
from bot.people import store as people
from bot.people.actions import CONSENT_VERSION
from bot.people.rules import WEEK, Person, Role
from bot.reminders import screens
from bot.reminders.rules.deciding import AT_THE_LATEST, Look, Reminder, look
from bot.reminders.rules.facts import Facts
from bot.reminders.store import looks as look_store
from bot.reminders.store import preferences, standing
from bot.reminders.store.looks import DueRecord

A_PAGE: Final = 50  # holds the loop up for some 15 ms; 200 would for over 100
REMEMBERED: Final = timedelta(days=30)
PAST_MILESTONES: Final = timedelta(days=21)
COMING_MILESTONES: Final = timedelta(days=9)
COMING_MEETINGS: Final = timedelta(days=3)
A_DAY: Final = timedelta(days=1)
AFTER_A_FAULT: Final = timedelta(hours=1)
log = logging.getLogger(__name__)


async def on_person_joined(session: AsyncSession, event: PersonJoined) -> None:
    """Somebody is here, and is to be looked at."""
    await look_store.add_new_people(session, event.at)
    await look_store.look_soon(session, event.person_id, event.at)


async def on_person_changed(session: AsyncSession, event: PersonChanged) -> None:
    """Other study days, hours, zone or roles: another moment to look."""
    await look_store.look_soon(session, event.person_id, event.at)


async def on_dates_changed(session: AsyncSession, event: DatesChanged) -> None:
    """Deadlines of a group have moved: another moment to look at everybody in it."""
    await look_store.look_soon_at_all(session, members_of(event.cohort_id), event.at)


async def on_meeting_changed(session: AsyncSession, event: MeetingChanged) -> None:
    """A meeting was called or moved: its reminders may be next for everybody invited."""
    await look_store.look_soon_at_all(session, guests_of(event.meeting_id), event.at)


async def look_at_due(session: AsyncSession, now: datetime, most: int) -> bool:
    """Look at one page of the people who are due and queue their reminders; whether there were any.

    `most`: what the settings allow a week, whatever people chose.
    """
    await look_store.add_new_people(session, now)
    page = await look_store.find_due(session, now, A_PAGE)
    if not page:
        return False
    loaded = await people.load_people(session, [one.person_id for one in page])
    persons = {
        of: _capped(person, most) for of, person in loaded.items() if _can_be_reminded(person)
    }
    looked_at = [one for one in page if one.person_id in persons]
    facts = _of_role(persons, await load_facts(session, looked_at, now))
    looks = {one.person_id: Look(now + AT_THE_LATEST) for one in page}
    looks |= {of: _look(persons[of], known, now) for of, known in facts.items()}
    await look_store.save_looks(session, looks, now)
    await _send(session, persons, looks, now)
    return True


def _can_be_reminded(person: Person) -> bool:
    consented = person.consent_version >= CONSENT_VERSION
    return consented and person.blocked_at is None and bool(person.roles)


def _of_role(persons: Mapping[int, Person], facts: Mapping[int, Facts]) -> dict[int, Facts]:
    """Who is no trainee is reminded of meetings alone."""
    return {
        of: known if persons[of].has(Role.TRAINEE) else replace(known, only_meetings=True)
        for of, known in facts.items()
    }


def _capped(person: Person, most: int) -> Person:
    return replace(person, weekly_budget=min(person.weekly_budget, most))


def _look(person: Person, facts: Facts, now: datetime) -> Look:
    try:
        return look(person, facts, now)
    except Exception:  # one person's odd data must not keep the others' reminders back
        log.exception("reminders of person %s could not be decided", person.public_id)
        return Look(now + AFTER_A_FAULT)


async def load_facts(
    session: AsyncSession, page: Sequence[DueRecord], now: datetime
) -> dict[int, Facts]:
    """What decides on the reminders of several people; a statement for each kind of it."""
    ids = [one.person_id for one in page]
    today = now.date()
    milestones = await find_milestones_of(
        session, ids, today - PAST_MILESTONES, today + COMING_MILESTONES
    )
    met = await find_invited(session, ids, today - A_DAY, today + COMING_MEETINGS)
    records = await look_store.find_records(session, ids, now - REMEMBERED)
    chosen = await preferences.find_preferences(session, ids)
    waiting = await standing.find_waiting(session, ids)
    reached = await outbox.count_reached(session, ids, now - WEEK)
    busy = await standing.find_busy(session, ids, current_curriculum())
    return {
        one.person_id: Facts(
            one.since,
            one.looked_at,
            tuple(milestones.get(one.person_id, ())),
            tuple(waiting.get(one.person_id, ())),
            meetings=tuple(met.get(one.person_id, ())),
            records=tuple(records.get(one.person_id, ())),
            preferences=chosen.get(one.person_id, {}),
            reached=reached.get(one.person_id, 0),
            has_something_to_do=one.person_id in busy,
        )
        for one in page
    }


async def _send(
    session: AsyncSession, persons: Mapping[int, Person], looks: Mapping[int, Look], now: datetime
) -> None:
    """Most messages of one moment are the same in one language: their screen is stored once."""
    contents: dict[Screen, int] = {}
    rows: list[dict[str, Any]] = []
    for of, one in looks.items():
        for reminder in one.reminders:
            screen = screens.reminder_screen(
                Words(persons[of].language), reminder, persons[of].zone
            )
            if screen not in contents:
                contents[screen] = await outbox.save_content(session, screen)
            rows.append(_message(persons[of], reminder, contents[screen], now))
    for start in range(0, len(rows), 500):
        await bulk.queue_bulk(session, rows[start : start + 500])


def _message(to: Person, reminder: Reminder, content: int, now: datetime) -> dict[str, Any]:
    return {
        "dedupe_key": f"reminders.{to.id}.{reminder.keys[0]}",
        "purpose": f"reminders.{reminder.kind}",
        "person_id": to.id,
        "chat_id": to.telegram_id,
        "content_id": content,
        "batch_id": None,
        "urgency": int(Urgency.NOTICE),
        "not_before": now,
        "expires_at": reminder.expires_at,
    }


async def erase(session: AsyncSession, person_id: int) -> None:
    """Forget everything about somebody's reminders."""
    await preferences.erase(session, person_id)
    await look_store.erase(session, person_id)
