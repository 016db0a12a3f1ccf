"""What coordinators do: make a cohort, set its milestones. Everything is checked against the
scope.
"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot import places
from bot.cohorts import drafts, store
from bot.cohorts.addresses import AskDue, AskPart, AskTitle, OpenMilestones
from bot.cohorts.rules import (
    MANAGING,
    MIXED,
    Cohort,
    CohortDraft,
    Milestone,
    Part,
    clean_title,
    covers,
    may_make_in,
    read_date,
    read_due,
)
from bot.kit.address import Address
from bot.kit.clock import in_zone
from bot.kit.i18n import Words
from bot.kit.refusals import NotAllowed, Refusal, ScreenOutdated
from bot.people.countries import ZONES, find_country, zone_of_country
from bot.people.rules import Person, Sector

MOST_MILESTONES: Final = 100


class TitleLength(Refusal):
    words = "cohorts.title_length"


class NoDate(Refusal):
    """`example` is a day as it can be written."""

    words = "cohorts.no_date"


class EndsBeforeStart(Refusal):
    words = "cohorts.ends_before_start"


class ChooseAButton(Refusal):
    words = "cohorts.choose_a_button"


class TooMany(Refusal):
    words = "cohorts.too_many"


async def load_own_cohort(session: AsyncSession, person: Person, cohort_id: int) -> Cohort:
    """A cohort within somebody's scope. Raises ScreenOutdated for any other."""
    try:
        cohort = await store.load_cohort(session, cohort_id)
    except store.CohortGone:
        raise ScreenOutdated(instead=places.OpenCohorts()) from None
    if not covers(person, MANAGING, country=cohort.country, cohort_ids=(cohort.id,)):
        raise ScreenOutdated(instead=places.OpenCohorts())
    return cohort


async def load_own_milestone(
    session: AsyncSession, person: Person, milestone_id: int
) -> tuple[Cohort, Milestone]:
    """A milestone of a cohort within somebody's scope. Raises ScreenOutdated for any other."""
    milestone = await store.find_milestone(session, milestone_id)
    if milestone is None:
        raise ScreenOutdated(instead=places.OpenCohorts())
    return await load_own_cohort(session, person, milestone.cohort_id), milestone


def countries_of(person: Person) -> list[str]:
    """Where somebody may make cohorts."""
    return [country for country in ZONES if may_make_in(person, country)]


async def press_part(session: AsyncSession, person: Person, part: Part, value: str) -> CohortDraft:
    """A button's answer. Raises ScreenOutdated for a strange one, NotAllowed outside the scope."""
    if part is Part.COUNTRY and value in ZONES:
        if not may_make_in(person, value):
            raise NotAllowed
        await drafts.save_draft(session, person.id, country=value)
    elif part is Part.SECTOR and value in (MIXED, *(str(sector) for sector in Sector)):
        await drafts.save_draft(session, person.id, sector=value)
    else:
        raise ScreenOutdated(instead=AskPart(Part.NAME))
    return await drafts.load_draft(session, person.id)


async def write_part(
    session: AsyncSession, person: Person, part: Part, words: str, now: datetime
) -> CohortDraft | int:
    """An answer in words: the draft as it is then, or the id of the cohort when it is complete."""
    country = find_country(words) if part is Part.COUNTRY else None
    if country is not None:
        return await press_part(session, person, part, country)
    if part in (Part.COUNTRY, Part.SECTOR):
        raise ChooseAButton(instead=AskPart(part))
    if part is Part.NAME:
        name = _title(words, AskPart(part))
        await drafts.save_draft(session, person.id, name=name)
        return await drafts.load_draft(session, person.id)
    day = read_day(person, words, AskPart(part), now)
    if part is Part.START:
        await drafts.save_draft(session, person.id, starts_on=day)
        return await drafts.load_draft(session, person.id)
    return await _make_cohort(session, person, day, now)


async def _make_cohort(session: AsyncSession, person: Person, ends_on: date, now: datetime) -> int:
    draft = await drafts.load_draft(session, person.id)
    if draft.name is None or draft.country is None or draft.starts_on is None:
        raise ScreenOutdated(instead=AskPart(draft.missing))
    if ends_on <= draft.starts_on:
        raise EndsBeforeStart(instead=AskPart(Part.END), start=draft.starts_on)
    if not may_make_in(person, draft.country):
        raise NotAllowed
    number = await store.add_cohort(
        session,
        name=draft.name,
        country=draft.country,
        sector=Sector(draft.sector) if draft.sector not in (None, MIXED) else None,
        zone=zone_of_country(draft.country, person.language),
        starts_on=draft.starts_on,
        ends_on=ends_on,
        now=now,
    )
    await drafts.delete_draft(session, person.id)
    return number


def _title(words: str, again: Address) -> str:
    title = clean_title(words)
    if title is None:
        raise TitleLength(instead=again)
    return title


def read_day(person: Person, words: str, again: Address, now: datetime) -> date:
    """A day in words. Raises NoDate."""
    today = in_zone(now, person.zone).date()
    day = read_date(words, Words(person.language).months(), today)
    if day is None:
        raise NoDate(instead=again, example=today)
    return day


async def write_title(session: AsyncSession, person: Person, cohort_id: int, words: str) -> Cohort:
    """The title of a new milestone. Raises TooMany for the hundred and first."""
    cohort = await load_own_cohort(session, person, cohort_id)
    if len(await store.find_milestones(session, cohort.id)) >= MOST_MILESTONES:
        raise TooMany(instead=OpenMilestones(cohort.id))
    await drafts.save_title(session, person.id, cohort.id, _title(words, AskTitle(cohort.id)))
    return cohort


async def write_due(
    session: AsyncSession, person: Person, cohort_id: int, words: str, now: datetime
) -> int:
    """The day of the milestone whose title was written before: it is added. Its id."""
    cohort = await load_own_cohort(session, person, cohort_id)
    title = await drafts.find_title(session, person.id, cohort.id)
    if title is None:
        raise ScreenOutdated(instead=AskTitle(cohort.id))
    day, at = read_moment(cohort, person, words, AskDue(cohort.id), now)
    number = await store.add_milestone(session, cohort.id, title, day, at)
    await drafts.delete_title(session, person.id)
    return number


def read_moment(
    cohort: Cohort, person: Person, words: str, again: Address, now: datetime
) -> tuple[date, time]:
    """A day, and a time if it was written, in the cohort's zone. Raises NoDate."""
    today = in_zone(now, cohort.zone).date()
    due = read_due(words, Words(person.language).months(), today)
    if due is None:
        raise NoDate(instead=again, example=today)
    return due


async def retitle_milestone(
    session: AsyncSession, person: Person, milestone_id: int, words: str, again: Address
) -> None:
    """Give a milestone another title."""
    _, milestone = await load_own_milestone(session, person, milestone_id)
    await store.save_milestone(session, milestone.id, title=_title(words, again))


async def delete_milestone(session: AsyncSession, person: Person, milestone_id: int) -> Cohort:
    """Its cohort. Raises ScreenOutdated where it is gone already."""
    cohort, milestone = await load_own_milestone(session, person, milestone_id)
    await store.delete_milestone(session, milestone.id)
    return cohort
