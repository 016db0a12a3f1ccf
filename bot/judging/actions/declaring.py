"""Conflicts of interest: declared before evidence is opened, while it is read, or beforehand."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import places
from bot.cohorts.rules import covers
from bot.cohorts.store import find_cohort_ids
from bot.judging.actions.assessing import load_part, open_work
from bot.judging.actions.refusals import AlreadySigned, TooLong
from bot.judging.actions.staffing import move_on, staff, step_aside
from bot.judging.addresses import OpenWork
from bot.judging.rules.rounds import LONGEST_NOTE, UNSIGNED, Round, Stage, Work
from bot.judging.rules.separation import Conflict
from bot.judging.rules.waiting import Terms
from bot.judging.store import assignments, conflicts, lists, rounds
from bot.kit.audit.log import record
from bot.kit.audit.rules import Action, Deed, Reference
from bot.kit.refusals import ScreenOutdated
from bot.people.rules import Person, Role
from bot.people.store import find_person_id, load_person


async def declare_none(
    session: AsyncSession, assessor: Person, public: str, terms: Terms, now: datetime
) -> Work | None:
    """No conflict: the evidence opens. Declared already, nothing happens.

    None where the facts say otherwise: then it goes to somebody else. Raises ScreenOutdated.
    """
    part = await load_part(session, assessor, public)
    if part.stage is not Stage.ASSIGNED:
        return await open_work(session, assessor, public, now)
    if await step_aside(session, part, terms, now):
        return None
    round_ = await rounds.load_round(session, part.round_id)
    opened = {"stage": str(Stage.OPEN), "declared_at": now}
    held = await assignments.change_assignment(session, part, [Stage.ASSIGNED], **opened)
    if held is None or not await rounds.mark_opened(session, round_, now):
        raise ScreenOutdated(instead=places.OpenAssessments())
    return await open_work(session, assessor, public, now)


async def declare_conflict(
    session: AsyncSession,
    assessor: Person,
    public: str,
    kind: Conflict,
    words: str,
    terms: Terms,
    now: datetime,
) -> Round:
    """A conflict with whoever is to be judged. All that is not signed of theirs goes to others.

    Raises TooLong, AlreadySigned, ScreenOutdated.
    """
    part = await load_part(session, assessor, public)
    if part.stage not in UNSIGNED:
        raise AlreadySigned(instead=OpenWork(public))
    round_ = await rounds.load_round(session, part.round_id)
    await _declare(session, assessor, round_.person_id, kind, words, terms, now)
    return round_


async def load_trainee(session: AsyncSession, assessor: Person, public: str) -> Person:
    """A trainee within an assessor's scope. Raises ScreenOutdated for all others."""
    number = await find_person_id(session, public)
    if number is None or number == assessor.id:
        raise ScreenOutdated(instead=places.OpenAssessments())
    trainee = await load_person(session, number)
    cohort_ids = (await find_cohort_ids(session, [number])).get(number, frozenset())
    reached = covers(assessor, [Role.ASSESSOR], country=trainee.country, cohort_ids=cohort_ids)
    if not trainee.has(Role.TRAINEE) or not reached:
        raise ScreenOutdated(instead=places.OpenAssessments())
    return trainee


async def declare_beforehand(
    session: AsyncSession,
    assessor: Person,
    public: str,
    kind: Conflict,
    words: str,
    terms: Terms,
    now: datetime,
) -> Person:
    """A conflict with somebody in scope, whom one is then never given. Raises ScreenOutdated."""
    trainee = await load_trainee(session, assessor, public)
    await _declare(session, assessor, trainee.id, kind, words, terms, now)
    return trainee


async def _declare(
    session: AsyncSession,
    assessor: Person,
    person_id: int,
    kind: Conflict,
    words: str,
    terms: Terms,
    now: datetime,
) -> None:
    note = words.strip()
    if len(note) > LONGEST_NOTE:
        raise TooLong(instead=places.OpenAssessments(), n=LONGEST_NOTE)
    await conflicts.save_conflict(session, assessor.id, person_id, kind, note, now)
    thing = Reference("judging_conflict", f"{kind}")
    record(session, Deed(Action.CONFLICT_DECLARED, now, thing, assessor.id, person_id))
    for part in await lists.find_unsigned_of(session, assessor.id, person_id):
        round_ = await rounds.lock_round(session, part.round_id)
        await move_on(session, round_, part, now, by=assessor.id, tell=False)
        await staff(session, round_, terms, now)
