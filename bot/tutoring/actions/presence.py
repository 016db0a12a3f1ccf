"""Who is there to answer a question, until when an answer can be had, and who stands in."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.cohorts import store as cohorts
from bot.hours.rules.calendar import away_at, due_after, next_opening, soonest
from bot.hours.store import find_presences
from bot.people.rules import Person
from bot.people.store import load_people
from bot.tutoring.actions.opening import covers_asker
from bot.tutoring.rules.staffing import Team, present, told_first
from bot.tutoring.rules.thread import Question
from bot.tutoring.rules.waiting import begins_to_wait


async def find_team(session: AsyncSession, asker_id: int, now: datetime) -> Team:
    """Tutors in scope; where there are none the coordinators, so that nobody asks into the void."""
    tutors = await cohorts.find_tutors_for(session, asker_id)
    staff = tutors or await cohorts.find_coordinators_for(session, asker_id)
    team = Team(staff, await find_presences(session, staff, now))
    away = [team.away(one, now) for one in staff]
    named = {one.deputy_id for one in away if one and one.deputy_id is not None}
    further = named - {asker_id, *(one.id for one in staff)}
    if not further:
        return team
    return await _with_deputies(session, team, asker_id, further, now)


async def _with_deputies(
    session: AsyncSession, team: Team, asker_id: int, named: set[int], now: datetime
) -> Team:
    """With those of the deputies who may answer the asker and are not away themselves."""
    loaded = await load_people(session, [*named, asker_id])
    asker = loaded.pop(asker_id, None)
    presences = {**team.presences, **await find_presences(session, loaded.values(), now)}
    whole = Team(team.staff, presences)
    deputies = [
        one
        for one in loaded.values()
        if asker and whole.away(one, now) is None and await covers_asker(session, one, asker)
    ]
    return Team(team.staff, presences, deputies)


async def find_answering(
    session: AsyncSession,
    question: Question,
    now: datetime,
    *,
    everybody: bool = False,
    but: Person | None = None,
) -> list[Person]:
    """Who is told of a question: those who are there and speak its language, if anybody is.

    `everybody`: all who are there. `but`: not this one, who knows.
    """
    team = await find_team(session, question.asker_id, now)
    if but is not None:
        team = replace(team, staff=[one for one in team.staff if one.id != but.id])
    choose = present if everybody else told_first
    return choose(team, question.language, now)


async def find_coordinators(
    session: AsyncSession, question: Question, now: datetime
) -> list[Person]:
    """All coordinators in scope who are there."""
    staff = await cohorts.find_coordinators_for(session, question.asker_id)
    team = Team(staff, await find_presences(session, staff, now))
    return present(team, question.language, now)


async def begin_wait(
    session: AsyncSession, question: Question, now: datetime, hours: int, holder: Person | None
) -> dict[str, Any]:
    """What changes when `holder`, or the team, owes an answer; a promise made before stands."""
    if question.due_at is not None:
        return {}
    return begins_to_wait(question, await find_due(session, question, now, hours, holder))


async def find_due(
    session: AsyncSession, question: Question, now: datetime, hours: int, holder: Person | None
) -> datetime:
    """Until when an answer can be had: in the working days of `holder`, or of whoever is first."""
    if holder is not None:
        calendar = (await find_presences(session, [holder], now))[holder.id].calendar
        due = due_after(calendar, now, hours)
        if due is not None:
            return due
    team = await find_team(session, question.asker_id, now)
    return soonest(team.calendars, now, hours)


async def find_opening(session: AsyncSession, asker_id: int, now: datetime) -> datetime | None:
    """When somebody who may answer is at work again; None while somebody is."""
    team = await find_team(session, asker_id, now)
    return next_opening(team.calendars, now)


async def is_on_leave(session: AsyncSession, tutor: Person, now: datetime) -> bool:
    """Whether it is one of their days away."""
    presence = (await find_presences(session, [tutor], now))[tutor.id]
    return away_at(presence.calendar, now) is not None


async def find_deputy(
    session: AsyncSession, tutor: Person, asker: Person, now: datetime
) -> Person | None:
    """Who stands in for somebody now, if that one may answer the asker and is not away as well."""
    presence = (await find_presences(session, [tutor], now))[tutor.id]
    away = away_at(presence.calendar, now)
    if away is None or away.deputy_id in (None, asker.id):
        return None
    deputy = (await load_people(session, [away.deputy_id])).get(away.deputy_id)
    if deputy is None or deputy.blocked_at is not None or deputy.erasing:
        return None
    fit = await covers_asker(session, deputy, asker)
    return deputy if fit and not await is_on_leave(session, deputy, now) else None
