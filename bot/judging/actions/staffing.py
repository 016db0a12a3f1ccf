"""Who judges a round: found by rule, moved on, and settled once everybody has signed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.cohorts import store as cohorts
from bot.judging.actions.notices import (
    tell_assigned,
    tell_coordinators,
    tell_ended,
    tell_trainee,
)
from bot.judging.rules import waiting
from bot.judging.rules.rounds import (
    UNSIGNED,
    Assignment,
    Place,
    Round,
    Stage,
    State,
    places_to_fill,
    settled,
)
from bot.judging.rules.separation import Candidate, bar_of, in_order, is_new
from bot.judging.rules.waiting import Terms
from bot.judging.store import assignments, rounds, separation
from bot.kit.audit.log import record
from bot.kit.audit.rules import Action, Deed, Reference
from bot.people.rules import Role
from bot.people.store import load_people


def deed(action: Action, round_: Round, actor: int | None, now: datetime) -> Deed:
    """What the audit log says of something that was done about a round."""
    return Deed(action, now, Reference("judging_round", str(round_.id)), actor, round_.person_id)


async def find_eligible(session: AsyncSession, round_: Round) -> list[Candidate]:
    """Who may judge a round and can be reached, the first choice first."""
    assessors = await cohorts.find_staff_for(session, round_.person_id, Role.ASSESSOR)
    facts = await separation.load_facts(session, round_.person_id, round_.id)
    free = [one for one in assessors if bar_of(one.id, facts) is None]
    work = await separation.count_work(session, [one.id for one in free])
    trainee = (await load_people(session, [round_.person_id])).get(round_.person_id)
    candidates = [Candidate(one, *work.get(one.id, (0, 0))) for one in free]
    return in_order(candidates, trainee.language if trainee else "")


async def is_still_free(session: AsyncSession, round_: Round, assessor_id: int) -> bool:
    """Whether nothing has come between: somebody who has a part may have begun to tutor."""
    facts = await separation.load_facts(session, round_.person_id, 0)
    return bar_of(assessor_id, facts) is None


async def conclude(session: AsyncSession, round_: Round, terms: Terms, now: datetime) -> Round:
    """Settle a round if everybody has signed, else find whoever is still missing."""
    round_ = await rounds.lock_round(session, round_.id)
    result = settled(round_.second, await assignments.find_signed(session, round_.id))
    if result is None or not round_.is_waiting:
        return await staff(session, round_, terms, now)
    done = await rounds.settle(session, round_, result, now)
    if done is not None:
        await tell_trainee(session, done, now)
    return done or round_


async def staff(session: AsyncSession, round_: Round, terms: Terms, now: datetime) -> Round:
    """Find an assessor for every place that has none; coordinators learn where there is nobody."""
    round_ = await rounds.lock_round(session, round_.id)
    lacks = 0
    tried = set[Place]()
    while round_.is_waiting and (place := await _next_place(session, round_, tried)):
        tried.add(place)
        found = await find_eligible(session, round_)
        if found:
            round_ = await assign(session, round_, place, found[0], terms, now)
        else:
            lacks = lacks or int(place)
    return await _note_lack(session, round_, lacks, now) if round_.is_waiting else round_


async def _next_place(session: AsyncSession, round_: Round, tried: set[Place]) -> Place | None:
    parts = await assignments.find_assignments(session, round_.id)
    signed = await assignments.find_signed(session, round_.id)
    wanted = places_to_fill(round_.second, parts, signed)
    return next((place for place in wanted if place not in tried), None)


async def assign(
    session: AsyncSession,
    round_: Round,
    place: Place,
    to: Candidate,
    terms: Terms,
    now: datetime,
    *,
    by: int | None = None,
) -> Round:
    """A place goes to somebody, who is told. A new assessor's judgement gets a second one."""
    due_at = waiting.due(now, terms.days)
    part = await assignments.add_assignment(
        session,
        round_.id,
        place,
        to.person.id,
        now=now,
        due_at=due_at,
        next_at=waiting.reminder(now, due_at),
    )
    if part is None:
        return round_
    record(session, deed(Action.JUDGEMENT_ASSIGNED, round_, by, now))
    await tell_assigned(session, to.person, part, round_, now)
    if place is Place.FIRST and is_new(to.signed) and terms.share > 0 and not round_.second:
        anew = {"second": True, "waiver": None, "waived_at": None, "waived_by": None}
        changed = await rounds.change_round(session, round_, State.WAITING, **anew)
        return changed or round_
    return round_


async def _note_lack(session: AsyncSession, round_: Round, lacks: int, now: datetime) -> Round:
    if not lacks and not round_.lacks:
        return round_
    again = now + waiting.LOOK_AGAIN if lacks else None
    if lacks and not round_.lacks:
        parts = await assignments.find_assignments(session, round_.id)
        mark = f"{round_.id}.{lacks}.{len(parts)}"
        await tell_coordinators(session, round_, "lacking", mark, now)
    noted = await rounds.change_round(session, round_, State.WAITING, lacks=lacks, retry_at=again)
    return noted or round_


async def move_on(
    session: AsyncSession,
    round_: Round,
    part: Assignment,
    now: datetime,
    *,
    by: int | None,
    tell: bool,
) -> bool:
    """Take an unsigned part from its assessor; what was noted stays with it, unused.

    False where it is signed or gone already.
    """
    moved = await assignments.change_assignment(
        session, part, UNSIGNED, stage=str(Stage.MOVED), next_at=None
    )
    if moved is None:
        return False
    record(session, deed(Action.JUDGEMENT_REASSIGNED, round_, by, now))
    if tell:
        await tell_ended(session, [moved], round_, now)
    return True


async def step_aside(session: AsyncSession, part: Assignment, terms: Terms, now: datetime) -> bool:
    """Whether an assessor may not judge the person any more: then the part goes to somebody else.

    Until the transaction ends nobody else changes who takes part in the round.
    """
    round_ = await rounds.lock_round(session, part.round_id)
    if await is_still_free(session, round_, part.assessor_id or 0):
        return False
    await move_on(session, round_, part, now, by=part.assessor_id, tell=False)
    await staff(session, round_, terms, now)
    return True


async def end_unsigned(
    session: AsyncSession,
    round_: Round,
    now: datetime,
    *,
    but: int = 0,
    places: Iterable[Place] = tuple(Place),
) -> None:
    """Nobody has to judge it any more; all but the one who knows are told."""
    ended = await assignments.cancel_unsigned(session, round_.id, places)
    await tell_ended(session, [one for one in ended if one.assessor_id != but], round_, now)
