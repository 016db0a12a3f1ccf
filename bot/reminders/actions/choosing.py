"""What people choose: how often, how many a week, and to be reminded once more."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import places
from bot.kit.clock import in_zone
from bot.kit.delivery import outbox
from bot.kit.refusals import Refusal, ScreenOutdated
from bot.people import store as people
from bot.people.rules import WEEK, Person
from bot.reminders.actions.looking import load_facts
from bot.reminders.rules.deciding import has_subject
from bot.reminders.rules.facts import Frequency, Kind, Preference
from bot.reminders.rules.moments import Snooze, snoozed_until
from bot.reminders.store import looks as look_store
from bot.reminders.store import preferences
from bot.reminders.store.looks import DueRecord


class BudgetUsed(Refusal):
    """`n` messages a week are what the person wants."""

    words = "reminders.budget_used"


async def choose_frequency(
    session: AsyncSession, person: Person, kind: Kind, frequency: Frequency
) -> Frequency:
    """What it was before, to go back to; ON where nothing changes: that is what an earlier press
    of the same button left.
    """
    before = (await load_preferences(session, person)).get(kind, Preference()).frequency
    await preferences.save_preference(session, person.id, kind, frequency=str(frequency))
    return Frequency.ON if before is frequency else before


async def load_preferences(session: AsyncSession, person: Person) -> dict[Kind, Preference]:
    return (await preferences.find_preferences(session, [person.id])).get(person.id, {})


async def choose_budget(session: AsyncSession, person: Person, number: int, most: int) -> Person:
    """How many messages a week; what the settings do not allow is the most they do."""
    number = max(0, min(number, most))
    await people.save_person(session, person.id, weekly_budget=number)
    return replace(person, weekly_budget=number)


async def ask_again(
    session: AsyncSession, person: Person, kind: Kind, snooze: Snooze, most: int, now: datetime
) -> datetime:
    """Be reminded once more; when. Raises BudgetUsed, and ScreenOutdated where there is nothing to
    be reminded of any more.
    """
    until = snoozed_until(person, snooze, now).replace(second=0, microsecond=0)
    reached = await outbox.count_reached(session, [person.id], until - WEEK)
    budget = min(person.weekly_budget, most)
    if reached.get(person.id, 0) >= budget:
        raise BudgetUsed(instead=places.OpenReminders(), n=budget)
    await _require_subject(session, person, kind, now)
    await preferences.save_preference(session, person.id, kind, snoozed_until=until)
    await look_store.look_soon(session, person.id, now)
    return until


async def _require_subject(
    session: AsyncSession, person: Person, kind: Kind, now: datetime
) -> None:
    known = await look_store.find_due_of(session, person.id) or DueRecord(person.id, now, now)
    facts = (await load_facts(session, [known], now))[person.id]
    if not has_subject(person, facts, kind, now):
        raise ScreenOutdated(instead=places.OpenReminders())


async def take_back_again(session: AsyncSession, person: Person, kind: Kind) -> None:
    """Do not remind once more after all."""
    await preferences.save_preference(session, person.id, kind, snoozed_until=None)


def is_today(person: Person, until: datetime, now: datetime) -> bool:
    """Whether an instant is on the person's present day."""
    return in_zone(until, person.zone).date() == in_zone(now, person.zone).date()
