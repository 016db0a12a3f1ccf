"""What trainees do: have an outcome judged, withdraw it, read the result, answer it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import places
from bot.curriculum.current import current_curriculum
from bot.curriculum.profile import Outcome
from bot.evidence.rules.pieces import outcome_of
from bot.judging.actions.notices import tell_response
from bot.judging.actions.refusals import (
    AllMet,
    AlreadyOpened,
    AlreadyResponded,
    NothingHandedIn,
    TooLong,
)
from bot.judging.actions.staffing import conclude, deed, end_unsigned
from bot.judging.addresses import OpenRound, WriteResponse
from bot.judging.rules.rounds import (
    LONGEST_NOTE,
    Asking,
    Round,
    Shown,
    State,
    met_before,
    reasons_that_hold,
)
from bot.judging.rules.separation import draw, is_sampled
from bot.judging.rules.verdicts import carried_over
from bot.judging.rules.waiting import Terms
from bot.judging.store import assignments, rounds
from bot.kit.audit.log import record
from bot.kit.audit.rules import Action
from bot.kit.refusals import ScreenOutdated
from bot.people.rules import Person


def load_outcome(outcome: str) -> Outcome:
    """Of the profile as it is now. Raises ScreenOutdated."""
    found = current_curriculum().outcomes.get(outcome)
    if found is None:
        raise ScreenOutdated(instead=places.OpenJudgements())
    return found


async def prepare(session: AsyncSession, person: Person, outcome: str) -> Asking:
    """What would go into the next round. Raises ScreenOutdated for an outcome that is none."""
    wanted = load_outcome(outcome)
    earlier = await rounds.find_rounds_of(session, person.id, outcome)
    criteria = [criterion.id for criterion in wanted.criteria]
    carried = carried_over(criteria, met_before(earlier, current_curriculum().profile.version))
    return Asking(
        outcome,
        max((one.number for one in earlier), default=0) + 1,
        tuple(await rounds.find_frozen_for(session, person.id, outcome)),
        tuple(criterion for criterion in criteria if criterion not in carried),
        carried,
        next((one for one in earlier if one.is_waiting), None),
        earlier[0] if earlier else None,
    )


async def ask(
    session: AsyncSession, person: Person, outcome: str, number: int, terms: Terms, now: datetime
) -> Shown:
    """The trainee declares that it is their own work, and asks. Asked already, nothing happens.

    Raises NothingHandedIn, AllMet, ScreenOutdated.
    """
    asking = await prepare(session, person, outcome)
    if asking.open_round is not None:
        return await show(session, asking.open_round)
    if not asking.frozen:
        raise NothingHandedIn(instead=places.AddEvidenceFor(outcome), outcome=outcome)
    if not asking.criteria:
        raise AllMet(instead=places.OpenJudgements(), outcome=outcome)
    if asking.number != number:
        raise ScreenOutdated(instead=places.AskForJudgement(outcome))
    return await _ask(session, person, asking, terms, now)


async def _ask(
    session: AsyncSession, person: Person, asking: Asking, terms: Terms, now: datetime
) -> Shown:
    public = rounds.new_public_id()
    dice = draw(public)
    made = await rounds.add_round(
        session,
        person.id,
        asking.outcome,
        asking.number,
        profile=current_curriculum().profile.version,
        criteria=asking.criteria,
        carried=asking.carried,
        public=public,
        dice=dice,
        second=is_sampled(dice, terms.share),
        now=now,
    )
    if made is None:  # pressed twice at the same time: the other press has made it
        earlier = await rounds.find_rounds_of(session, person.id, asking.outcome)
        return await show(session, earlier[0])
    await rounds.add_parts(session, made.id, asking.frozen)
    record(session, deed(Action.JUDGEMENT_ASKED, made, person.id, now))
    return await show(session, await conclude(session, made, terms, now))


async def find_askable(session: AsyncSession, person: Person) -> list[str]:
    """The outcomes of the profile for which somebody has handed evidence in."""
    pieces = await rounds.find_handed_in(session, person.id)
    shown = {outcome_of(tag) for piece in pieces for tag in piece.tags}
    return [outcome for outcome in current_curriculum().outcomes if outcome in shown]


async def load_own(session: AsyncSession, person: Person, public: str) -> Round:
    """Raises ScreenOutdated where it is gone or somebody else's."""
    try:
        return await rounds.load_own(session, person.id, public)
    except rounds.RoundGone:
        raise ScreenOutdated(instead=places.OpenJudgements()) from None


async def open_round(session: AsyncSession, person: Person, public: str) -> Shown:
    """One's own round; a result or a note in it counts as read. Raises ScreenOutdated."""
    round_ = await load_own(session, person, public)
    if round_.unread:
        await rounds.mark_read(session, round_)
    return await show(session, replace(round_, unread=False))


async def show(session: AsyncSession, round_: Round) -> Shown:
    """With what went into it, and the reasons for a result."""
    reasons = ()
    if round_.state is State.JUDGED:
        given = await assignments.find_reasons(session, round_.id)
        reasons = reasons_that_hold(round_, given)
    newest = (await rounds.find_rounds_of(session, round_.person_id, round_.outcome))[0]
    parts = await rounds.find_parts(session, round_.id)
    return Shown(round_, parts, reasons, is_newest=newest.id == round_.id)


async def withdraw(session: AsyncSession, person: Person, public: str, now: datetime) -> Shown:
    """Until an assessor has opened it; withdrawn already, nothing happens.

    Raises AlreadyOpened, ScreenOutdated.
    """
    round_ = await load_own(session, person, public)
    if round_.state is State.WITHDRAWN:
        return await show(session, round_)
    gone = await rounds.withdraw(session, round_, now)
    if gone is None:
        raise AlreadyOpened(instead=OpenRound(public))
    await end_unsigned(session, gone, now)
    record(session, deed(Action.JUDGEMENT_WITHDRAWN, gone, person.id, now))
    return await show(session, gone)


async def respond(
    session: AsyncSession, person: Person, public: str, words: str, now: datetime
) -> Shown:
    """An answer to a result, once; it reaches those who signed.

    Raises TooLong, AlreadyResponded, ScreenOutdated.
    """
    round_ = await load_own(session, person, public)
    written = words.strip()
    if round_.state is not State.JUDGED:
        raise ScreenOutdated(instead=OpenRound(public))
    if len(written) > LONGEST_NOTE:
        raise TooLong(instead=WriteResponse(public), n=LONGEST_NOTE)
    answered = await rounds.respond(session, round_, written, now)
    if answered is None:
        raise AlreadyResponded(instead=OpenRound(public))
    parts = await assignments.find_assignments(session, round_.id)
    await tell_response(session, person, answered, parts, now)
    record(session, deed(Action.JUDGEMENT_RESPONDED, answered, person.id, now))
    return await show(session, answered)
