"""A meeting is written, a question at a time: one to call, or a change of one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.cohorts.rules import clean_title
from bot.cohorts.store import CohortGone, load_cohort
from bot.kit.clock import in_zone
from bot.kit.db import public_id
from bot.kit.i18n import Words
from bot.kit.refusals import NotAllowed, ScreenOutdated
from bot.meetings.actions import refusals
from bot.meetings.actions.opening import load_led
from bot.meetings.addresses import AskPart, ChooseWhose, OpenMeeting, OpenMeetings
from bot.meetings.rules.meeting import (
    Audience,
    Draft,
    Meeting,
    Part,
    Scope,
    exists,
    may_lead,
)
from bot.meetings.rules.writing import BadLink, NoTime, read_minutes, read_place, read_when
from bot.meetings.store import drafts, invitations
from bot.people.countries import ZONES
from bot.people.rules import Person


async def begin(session: AsyncSession, person: Person, audience: Audience, of: str) -> Draft:
    """A new draft. `of`: a cohort's id, a country's code, or empty for the programme's staff.

    Raises NotAllowed outside the scope, NobodyToInvite for a group without anybody.
    """
    scope, zone = await _scope(session, person, audience, of)
    if not may_lead(person, scope):
        raise NotAllowed
    if not await invitations.count_invitees(session, scope):
        raise refusals.NobodyToInvite(instead=ChooseWhose())
    draft = Draft(public_id(), scope, zone)
    await drafts.save_draft(session, person.id, draft)
    return draft


async def _scope(
    session: AsyncSession, person: Person, audience: Audience, of: str
) -> tuple[Scope, str]:
    if of.isdecimal():
        try:
            cohort = await load_cohort(session, int(of))
        except CohortGone:
            raise ScreenOutdated(instead=ChooseWhose()) from None
        return Scope(audience, cohort.id, cohort.country, cohort.name), cohort.zone
    if audience is Audience.COHORT or (of and of not in ZONES):
        raise ScreenOutdated(instead=ChooseWhose())
    return Scope(audience, None, of or None), person.zone


async def begin_change(
    session: AsyncSession, person: Person, meeting_id: int, now: datetime
) -> Draft:
    """A draft that holds the meeting as it is. Raises HasBegun, IsCancelled."""
    meeting = await load_led(session, person, meeting_id)
    check_ahead(meeting, now)
    draft = Draft(
        meeting.public_id, meeting.scope, meeting.zone, meeting.title, meeting.day, meeting.at,
        meeting.minutes, meeting.place, meeting.id, meeting.version,
    )  # fmt: skip
    await drafts.save_draft(session, person.id, draft)
    return draft


def check_ahead(meeting: Meeting, now: datetime) -> None:
    """Raises IsCancelled or HasBegun."""
    if meeting.cancelled:
        raise refusals.IsCancelled(instead=OpenMeeting(meeting.id))
    if meeting.has_begun(now):
        raise refusals.HasBegun(instead=OpenMeeting(meeting.id))


async def load_draft(session: AsyncSession, person: Person) -> Draft:
    """Raises ScreenOutdated where nothing is being written, or no longer by somebody who may."""
    draft = await drafts.find_draft(session, person.id)
    if draft is None or not may_lead(person, draft.scope):
        raise ScreenOutdated(instead=OpenMeetings())
    return draft


async def answer(
    session: AsyncSession, person: Person, part: Part, written: str, now: datetime
) -> Draft:
    """The draft with an answer in it. Raises a refusal that says what can be written."""
    draft = await load_draft(session, person)
    again = AskPart(part)
    changes: dict[str, Any] = {}
    match part:
        case Part.TITLE:
            changes["title"] = clean_title(written)
            if changes["title"] is None:
                raise refusals.TitleLength(instead=again)
        case Part.WHEN:
            changes["day"], changes["at"] = _when(draft, person, written, again, now)
        case Part.LENGTH:
            changes["minutes"] = read_minutes(written)
            if changes["minutes"] is None:
                raise refusals.NoLength(instead=again)
        case Part.PLACE:
            changes["place"] = _place(written, again)
    changed = replace(draft, **changes)
    await drafts.save_draft(session, person.id, changed)
    return changed


def _when(
    draft: Draft, person: Person, written: str, again: AskPart, now: datetime
) -> tuple[date, time]:
    today = in_zone(now, draft.zone).date()
    try:
        when = read_when(written, Words(person.language).months(), today)
    except NoTime:
        raise refusals.TimeMissing(instead=again) from None
    if when is None:
        raise refusals.NoMoment(instead=again, example=today)
    day, at = when
    if not exists(day, at, draft.zone):
        raise refusals.TimeSkipped(instead=again)
    tried = replace(draft, title="", day=day, at=at, minutes=1, place="").meeting
    if tried.has_begun(now):
        raise refusals.IsPast(instead=again)
    return day, at


def _place(written: str, again: AskPart) -> str:
    try:
        place = read_place(written)
    except BadLink:
        raise refusals.LinkRefused(instead=again) from None
    if place is None:
        raise refusals.NoPlace(instead=again)
    return place
