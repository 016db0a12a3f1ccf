"""What has a date for somebody, read from the slices below."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot.cohorts import staff
from bot.cohorts.rules import Cohort
from bot.cohorts.store import find_cohorts_of, find_milestones_of
from bot.kit.clock import in_zone
from bot.kit.i18n import Words
from bot.meetings.rules.calendar import Entry, meeting_entry, milestone_entry
from bot.meetings.rules.naming import group_name
from bot.meetings.store import invitations, meetings
from bot.people.rules import Person, Role
from bot.timeline.rules import AFTER, BEFORE, Dated, in_time

A_DAY: Final = timedelta(days=1)
IN_FILE_BEFORE: Final = timedelta(days=30)


def _span(person: Person, now: datetime, before: timedelta) -> tuple[date, date]:
    today = in_zone(now, person.zone).date()
    return today - before, today + AFTER


async def load_timeline(
    session: AsyncSession, person: Person, now: datetime, *, past: bool
) -> tuple[list[Cohort], list[Dated]]:
    """Own cohorts, the newest first, and what is over or to come of them."""
    first, last = _span(person, now, BEFORE)
    cohorts = await find_cohorts_of(session, person.id)
    milestones = await find_milestones_of(session, [person.id], first, last)
    invited = await invitations.find_invited(session, [person.id], first, last)
    own = milestones.get(person.id, []), invited.get(person.id, [])
    return cohorts, in_time(*own, now, past=past)


async def find_tutors(session: AsyncSession, cohorts: list[Cohort]) -> dict[int, list[str]]:
    """The tutors of a few cohorts, by cohort."""
    return {one.id: (await staff.find_names(session, one)).get(Role.TUTOR, []) for one in cohorts}


async def load_calendar(
    session: AsyncSession, person: Person, bot_name: str, now: datetime
) -> list[Entry]:
    """Deadlines and meetings of the last 30 days and the coming 400, by time: what somebody is
    invited to, and what they have called. What was called off is in it, so that calendars know.
    """
    words = Words(person.language)
    first, last = _span(person, now, IN_FILE_BEFORE)
    names = {one.id: one.name for one in await find_cohorts_of(session, person.id)}
    milestones = await find_milestones_of(session, [person.id], first, last)
    found = await meetings.find_for_calendar(session, person.id, first, last)
    entries = [
        *(
            milestone_entry(one, names.get(one.cohort_id, ""), bot_name)
            for one in milestones.get(person.id, [])
        ),
        *(meeting_entry(one, group_name(words, one.scope), bot_name) for one in found),
    ]
    return sorted(entries, key=lambda entry: entry.starts_at)
