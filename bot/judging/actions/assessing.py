"""What assessors do: open a part, read, note verdicts, sign, or ask for more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import places
from bot.curriculum.verdicts import Verdict
from bot.judging.actions.notices import tell_trainee
from bot.judging.actions.refusals import AlreadySigned, NotWhole, SomebodySigned, TooLong
from bot.judging.actions.staffing import (
    conclude,
    deed,
    end_unsigned,
    is_still_free,
    step_aside,
)
from bot.judging.addresses import OpenCriterion, OpenWork, ReturnRound
from bot.judging.rules.rounds import (
    LONGEST_NOTE,
    UNSIGNED,
    Assignment,
    Place,
    Reason,
    Round,
    Stage,
    State,
    Work,
    criteria_of,
)
from bot.judging.rules.verdicts import LONGEST_COMMENT, NOTHING, Noted, first_unfinished
from bot.judging.rules.waiting import Terms
from bot.judging.store import assignments, rounds
from bot.kit.audit.log import record, record_read
from bot.kit.audit.rules import Action
from bot.kit.refusals import ScreenOutdated
from bot.people.rules import Person
from bot.people.store import load_people


async def load_part(session: AsyncSession, assessor: Person, public: str) -> Assignment:
    """One's own part. Raises ScreenOutdated for somebody else's, and for one that moved on."""
    try:
        return await assignments.load_work(session, assessor.id, public)
    except assignments.WorkGone:
        raise ScreenOutdated(instead=places.OpenAssessments()) from None


async def come_to(
    session: AsyncSession, assessor: Person, public: str, terms: Terms, now: datetime
) -> Work | None:
    """What an assessor has before them, or None where they may not judge the person any more: then
    it goes to somebody else. Raises ScreenOutdated.
    """
    part = await load_part(session, assessor, public)
    if part.stage in UNSIGNED and not await _is_free(session, part):
        await step_aside(session, part, terms, now)
        return None
    return await open_work(session, assessor, public, now)


async def _is_free(session: AsyncSession, part: Assignment) -> bool:
    round_ = await rounds.load_round(session, part.round_id)
    return await is_still_free(session, round_, part.assessor_id or 0)


async def open_work(session: AsyncSession, assessor: Person, public: str, now: datetime) -> Work:
    """What an assessor has before them: without evidence until they have declared themselves.

    It is logged. Raises ScreenOutdated; also for who has begun to tutor the person meanwhile, and
    then leads to `come_to`.
    """
    part = await load_part(session, assessor, public)
    round_ = await rounds.load_round(session, part.round_id)
    if part.stage in UNSIGNED and not await is_still_free(session, round_, assessor.id):
        raise ScreenOutdated(instead=OpenWork(public))
    found = await load_people(session, [round_.person_id])
    name = found[round_.person_id].name if found else ""
    if part.stage is Stage.ASSIGNED:
        return Work(round_, part, name, criteria=round_.criteria)
    signed = await assignments.find_signed(session, round_.id)
    criteria = criteria_of(round_, part.place, signed)
    record_read(session, deed(Action.JUDGEMENT_READ, round_, assessor.id, now))
    return Work(
        round_,
        part,
        name,
        await rounds.find_parts(session, round_.id),
        criteria,
        await assignments.find_verdicts(session, part.id),
        await _others(session, round_, part, criteria),
    )


async def _others(
    session: AsyncSession, round_: Round, part: Assignment, criteria: tuple[str, ...]
) -> tuple[Reason, ...]:
    """What the others wrote: nothing before all is judged, but for a third one, without names."""
    is_done = round_.state is State.JUDGED
    if not is_done and part.place is not Place.THIRD:
        return ()
    reasons = await assignments.find_reasons(session, round_.id)
    others = [one for one in reasons if one.place is not part.place]
    if is_done:
        return tuple(others)
    return tuple(replace(one, assessor="") for one in others if one.criterion in criteria)


async def load_open(session: AsyncSession, assessor: Person, public: str, now: datetime) -> Work:
    """A part that is being judged. Raises AlreadySigned, ScreenOutdated."""
    work = await open_work(session, assessor, public, now)
    if work.assignment.stage is Stage.SIGNED:
        raise AlreadySigned(instead=OpenWork(public))
    if work.assignment.stage is not Stage.OPEN or not work.round.is_waiting:
        raise ScreenOutdated(instead=OpenWork(public))
    return work


async def set_mark(
    session: AsyncSession,
    assessor: Person,
    public: str,
    position: int,
    mark: Verdict,
    now: datetime,
) -> Work:
    """*Met*, *partly* or *not yet*, until it is signed. Raises AlreadySigned, ScreenOutdated."""
    work = await load_open(session, assessor, public, now)
    criterion = criterion_at(work, position)
    noted = replace(work.verdicts.get(criterion, NOTHING), mark=mark)
    return await _note(session, work, criterion, noted, now)


async def write_comment(
    session: AsyncSession, assessor: Person, public: str, position: int, words: str, now: datetime
) -> Work:
    """The reason; an earlier one is replaced. Raises TooLong, AlreadySigned, ScreenOutdated."""
    work = await load_open(session, assessor, public, now)
    criterion, written = criterion_at(work, position), words.strip()
    if len(written) > LONGEST_COMMENT:
        raise TooLong(instead=OpenCriterion(public, position), n=LONGEST_COMMENT)
    noted = replace(work.verdicts.get(criterion, NOTHING), comment=written)
    return await _note(session, work, criterion, noted, now)


def criterion_at(work: Work, position: int) -> str:
    """The id of a criterion that is to be judged. Raises ScreenOutdated."""
    if position >= len(work.criteria):
        raise ScreenOutdated(instead=OpenWork(work.assignment.public_id))
    return work.criteria[position]


async def _note(
    session: AsyncSession, work: Work, criterion: str, noted: Noted, now: datetime
) -> Work:
    # Whoever signs at the same moment waits here, or has been waited for.
    held = await assignments.change_assignment(
        session, work.assignment, [Stage.OPEN], stage=str(Stage.OPEN)
    )
    if held is None:
        raise AlreadySigned(instead=OpenWork(work.assignment.public_id))
    await assignments.save_verdict(session, work.assignment.id, criterion, noted, now)
    verdicts: Mapping[str, Noted] = {**work.verdicts, criterion: noted}
    return replace(work, verdicts=verdicts)


async def sign(
    session: AsyncSession, assessor: Person, public: str, terms: Terms, now: datetime
) -> Work | None:
    """From here on nothing changes. Signed already, nothing happens.

    None where the assessor has begun to tutor the person meanwhile: then it goes to somebody else.
    Raises NotWhole, ScreenOutdated.
    """
    part = await load_part(session, assessor, public)
    if part.stage is Stage.SIGNED:
        return await open_work(session, assessor, public, now)
    if await step_aside(session, part, terms, now):
        return None
    work = await open_work(session, assessor, public, now)
    if part.stage is not Stage.OPEN or not work.round.is_waiting:
        raise ScreenOutdated(instead=places.OpenAssessments())
    return await _sign(session, assessor, work, terms, now)


async def _sign(
    session: AsyncSession, assessor: Person, work: Work, terms: Terms, now: datetime
) -> Work:
    public = work.assignment.public_id
    _check_whole(work, work.verdicts)
    done = {"stage": str(Stage.SIGNED), "signed_at": now, "next_at": None}
    signed = await assignments.change_assignment(session, work.assignment, [Stage.OPEN], **done)
    if signed is None:
        raise ScreenOutdated(instead=OpenWork(public))
    # What a second phone wrote meanwhile is signed too, or keeps it from being signed.
    _check_whole(work, await assignments.find_verdicts(session, work.assignment.id))
    record(session, deed(Action.JUDGEMENT_SIGNED, work.round, assessor.id, now))
    await conclude(session, work.round, terms, now)
    return await open_work(session, assessor, public, now)


def _check_whole(work: Work, noted: Mapping[str, Noted]) -> None:
    unfinished = first_unfinished(work.criteria, noted)
    if unfinished is not None:
        raise NotWhole(instead=OpenCriterion(work.assignment.public_id, unfinished))


async def return_round(
    session: AsyncSession, assessor: Person, public: str, words: str, terms: Terms, now: datetime
) -> Round | None:
    """More is needed before it can be judged: the round ends, and the trainee reads what.

    None where the assessor has begun to tutor the person meanwhile: then it goes to somebody else.
    Raises TooLong, SomebodySigned, AlreadySigned, ScreenOutdated.
    """
    part = await load_part(session, assessor, public)
    if part.stage in UNSIGNED and await step_aside(session, part, terms, now):
        return None
    round_ = (await load_open(session, assessor, public, now)).round
    note = words.strip()
    if len(note) > LONGEST_NOTE:
        raise TooLong(instead=ReturnRound(public), n=LONGEST_NOTE)
    if await assignments.find_signed(session, round_.id):
        raise SomebodySigned(instead=OpenWork(public))
    ended = {"state": str(State.RETURNED), "note": note, "settled_at": now, "unread": True}
    returned = await rounds.change_round(
        session, round_, State.WAITING, lacks=0, retry_at=None, **ended
    )
    if returned is None:
        raise ScreenOutdated(instead=places.OpenAssessments())
    await end_unsigned(session, returned, now, but=assessor.id)
    record(session, deed(Action.JUDGEMENT_RETURNED, returned, assessor.id, now))
    await tell_trainee(session, returned, now)
    return returned
