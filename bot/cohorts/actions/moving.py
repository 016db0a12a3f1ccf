"""Dates are changed: shown first, saved by comparison, then everybody in the cohort is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot.cohorts import moves, store
from bot.cohorts.actions.making import (
    EndsBeforeStart,
    load_own_cohort,
    load_own_milestone,
    read_moment,
)
from bot.cohorts.addresses import (
    AskEnd,
    MoveDates,
    MoveMilestone,
    OpenCohort,
    OpenMilestone,
    OpenMove,
)
from bot.cohorts.rules import Cohort, Milestone, Move, plan_move
from bot.cohorts.screens.moving import News, news_screen
from bot.events import DatesChanged, announce
from bot.kit.address import Address
from bot.kit.audit.log import record
from bot.kit.audit.rules import Action, Deed, Reference
from bot.kit.refusals import ScreenOutdated
from bot.kit.tasks.queue import queue_task
from bot.people.rules import Person
from bot.people.store import load_people
from bot.people.telling import tell_many

TELL: Final = "cohorts.tell"
A_PAGE: Final = 500
FARTHEST: Final = timedelta(days=30 * 365)


class ChangedMeanwhile(ScreenOutdated):
    words = "cohorts.changed_meanwhile"


@dataclass(frozen=True, slots=True)
class MilestoneMove:
    """A milestone as it is and as it would be, and how many trainees would be told."""

    before: Milestone
    after: Milestone
    told: int


def day_of(ordinal: int, cohort: Cohort) -> date:
    """The day that a button names. Raises ScreenOutdated for one that none of ours names: what is
    written lies within some years of today.
    """
    if abs(ordinal - cohort.starts_on.toordinal()) > FARTHEST.days:
        raise ScreenOutdated(instead=OpenCohort(cohort.id))
    return date.fromordinal(ordinal)


async def plan(
    session: AsyncSession, person: Person, address: OpenMove | MoveDates, now: datetime
) -> tuple[Move, int]:
    """What these dates would move, and how many trainees would be told."""
    cohort = await load_own_cohort(session, person, address.cohort)
    start, end = day_of(address.start, cohort), day_of(address.end, cohort)
    if end <= start:
        raise EndsBeforeStart(instead=AskEnd(cohort.id, address.start), start=start)
    milestones = await store.find_milestones(session, cohort.id)
    told = (await store.count_members(session, [cohort.id])).get(cohort.id, 0)
    return plan_move(cohort, milestones, start, end, now), told


async def move_dates(
    session: AsyncSession, person: Person, address: MoveDates, now: datetime
) -> None:
    """Once: dates that the cohort has already are not changed again."""
    move, _ = await plan(session, person, address, now)
    if not move.changes:
        return
    here = OpenCohort(move.cohort.id)
    if move.cohort.version != address.version:
        raise ChangedMeanwhile(instead=here)
    if not await moves.save_dates(session, move.cohort, move.starts_on, move.ends_on):
        raise ChangedMeanwhile(instead=here)
    along = move.along if address.along else ()
    await moves.save_along(session, [after for _, after in along])
    news = News(
        move.cohort.name,
        (move.cohort.starts_on, move.cohort.ends_on),
        (move.starts_on, move.ends_on),
        along,
    )
    key = f"{move.cohort.id}.{move.cohort.version + 1}"
    await _follow(session, person, move.cohort, news, key, now)


async def read_milestone_move(
    session: AsyncSession,
    person: Person,
    milestone_id: int,
    written: str,
    again: Address,
    now: datetime,
) -> MilestoneMove:
    """What was written as a milestone's other day. Raises NoDate."""
    cohort, before = await load_own_milestone(session, person, milestone_id)
    day, at = read_moment(cohort, person, written, again, now)
    told = (await store.count_members(session, [cohort.id])).get(cohort.id, 0)
    after = Milestone(before.id, cohort.id, before.title, day, at, cohort.zone, before.version)
    return MilestoneMove(before, after, told)


async def confirm_milestone_move(
    session: AsyncSession, person: Person, address: MoveMilestone, now: datetime
) -> None:
    """Once: a second press finds the milestone where it was to go."""
    cohort, before = await load_own_milestone(session, person, address.milestone)
    hour, minute = divmod(address.minute, 60)
    if hour > 23:
        raise ScreenOutdated(instead=OpenMilestone(before.id))
    day, at = day_of(address.day, cohort), time(hour, minute)
    if (before.due_on, before.due_time) == (day, at):
        return
    if before.version != address.version:
        raise ChangedMeanwhile(instead=OpenMilestone(before.id))
    after = Milestone(before.id, cohort.id, before.title, day, at, cohort.zone, before.version)
    await move_milestone(session, person, MilestoneMove(before, after, 0), now)


async def move_milestone(
    session: AsyncSession, person: Person, move: MilestoneMove, now: datetime
) -> None:
    """Saved; whoever is in the cohort is about to be told."""
    after = move.after
    if not await moves.save_due(session, move.before, after.due_on, after.due_time):
        raise ChangedMeanwhile(instead=OpenMilestone(after.id))
    cohort = await store.load_cohort(session, after.cohort_id)
    news = News(cohort.name, along=((move.before, after),))
    await _follow(session, person, cohort, news, f"m{after.id}.{after.version + 1}", now)


async def _follow(
    session: AsyncSession, person: Person, cohort: Cohort, news: News, key: str, now: datetime
) -> None:
    deed = Deed(Action.COHORT_MOVED, now, Reference("cohort", cohort.public_id), person.id)
    record(session, deed)
    await announce(session, DatesChanged(cohort.id, now))
    payload = {"cohort": cohort.id, "key": key, "by": person.id, "news": news.to_data()}
    await queue_task(session, TELL, payload, dedupe_key=f"{TELL}.{key}", run_after=now)


async def tell_page(
    session: AsyncSession, payload: Mapping[str, Any], after: int, now: datetime
) -> int | None:
    """The next trainees are told; the id to go on after, None at the end."""
    page = await moves.find_page(session, payload["cohort"], after, A_PAGE)
    if not page:
        return None
    loaded = await load_people(session, page)
    news = News.from_data(payload["news"])
    await tell_many(
        session,
        (one for one in loaded.values() if one.id != payload["by"]),
        lambda words, zone: news_screen(words, news, zone),
        key=f"cohorts.dates.{payload['key']}",
        purpose="cohorts.dates",
        now=now,
    )
    return page[-1]
