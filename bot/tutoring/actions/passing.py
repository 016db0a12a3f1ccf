"""A question goes from the colleague who has it to one they name."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot import places
from bot.cohorts import store as cohorts
from bot.hours.rules.calendar import Away
from bot.hours.store import find_presences
from bot.kit.audit.log import record
from bot.kit.audit.rules import Action, Deed, Reference
from bot.kit.refusals import Refusal, ScreenOutdated
from bot.people.guards import check_may_tutor
from bot.people.rules import Person
from bot.tutoring.actions.claiming import HELD
from bot.tutoring.actions.notices import tell
from bot.tutoring.actions.opening import as_tutor, load_for_tutor, open_held
from bot.tutoring.actions.refusals import ColleagueKept, NotYours
from bot.tutoring.addresses import PassOn
from bot.tutoring.rules.staffing import Team, in_order
from bot.tutoring.rules.thread import Question, Thread
from bot.tutoring.screens import passing as screens
from bot.tutoring.store import threads as store

COLLEAGUES: Final = 4


async def find_colleagues(
    session: AsyncSession, tutor: Person, question: Question, now: datetime
) -> tuple[Team, list[Person]]:
    """Everybody else who may answer the asker, with when each is there: nobody who is away ahead of
    one who is not, who speaks the language first, tutors first.
    """
    tutors = await cohorts.find_tutors_for(session, question.asker_id)
    coordinators = await cohorts.find_coordinators_for(session, question.asker_id)
    found = {one.id: one for one in (*coordinators, *tutors) if one.id != tutor.id}
    among = {one.id for one in tutors}
    there = [one for one in found.values() if not one.erasing]
    team = Team(there, await find_presences(session, there, now))
    ordered = sorted(
        in_order(team, there, question.language, now),
        key=lambda one: (
            team.away(one, now) is not None,
            not team.speaks(one, question.language),
            one.id not in among,
        ),
    )
    return team, ordered


async def begin_passing(
    session: AsyncSession, tutor: Person, public: str, now: datetime
) -> tuple[Thread, list[Person], dict[int, Away]]:
    """A question that they have, to whom it can go, and who of them is away.

    Raises NotYours, ScreenOutdated.
    """
    thread = await open_held(session, tutor, public, now)
    if thread.question.state not in HELD:
        raise ScreenOutdated(instead=places.OpenQuestion(public))
    team, colleagues = await find_colleagues(session, tutor, thread.question, now)
    away = {one.id: days for one in colleagues if (days := team.away(one, now))}
    return thread, colleagues, away


async def pass_on(
    session: AsyncSession, tutor: Person, public: str, version: int, to: str, now: datetime
) -> Thread:
    """The colleague has it from now on and is told; when it is due stays as it was promised.

    `to` is a public id. Raises ColleagueKept for one who may not tutor the asker, NotYours,
    ScreenOutdated.
    """
    question, asker = await load_for_tutor(session, tutor, public)
    _, colleagues = await find_colleagues(session, tutor, question, now)
    colleague = next((one for one in colleagues if one.public_id == to), None)
    if colleague is not None and question.claimed_by == colleague.id:
        return await as_tutor(session, tutor, question, asker, now)
    if question.claimed_by != tutor.id:
        raise NotYours(instead=places.OpenQuestion(public))
    if colleague is None or question.version != version or question.state not in HELD:
        raise ScreenOutdated(instead=places.OpenQuestion(public))
    await _check(session, colleague, question, asker)
    passed = await _change(session, tutor, question, colleague, now)
    await _tell(session, passed, colleague, tutor, asker, now)
    thing = Reference("question", str(question.id))
    record(session, Deed(Action.QUESTION_HANDED_OVER, now, thing, tutor.id, asker.id))
    return await as_tutor(session, tutor, passed, asker, now)


async def _check(
    session: AsyncSession, colleague: Person, question: Question, asker: Person
) -> None:
    """What keeps them is for them to hear; the one who chose them hears only that it is so."""
    try:
        await check_may_tutor(session, colleague, [asker.id])
    except Refusal as kept:
        back = PassOn(question.public_id)
        raise ColleagueKept(instead=back, name=colleague.name, asker=asker.name) from kept


async def _change(
    session: AsyncSession, tutor: Person, question: Question, colleague: Person, now: datetime
) -> Question:
    passed = await store.change(
        session,
        question,
        HELD,
        held_by=tutor.id,
        claimed_by=colleague.id,
        claimed_at=now,
        unread_tutor=True,
    )
    if passed is None:
        raise ScreenOutdated(instead=places.OpenQuestion(question.public_id))
    return passed


async def _tell(
    session: AsyncSession,
    question: Question,
    colleague: Person,
    tutor: Person,
    asker: Person,
    now: datetime,
) -> None:
    await tell(
        session,
        [colleague],
        partial(screens.passed_notice, question=question, tutor=tutor, name=asker.name),
        dedupe_key=f"tutoring.passed_on.{question.id}.{question.version}",
        purpose="tutoring.passed_on",
        now=now,
    )
