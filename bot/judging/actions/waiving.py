"""One assessor is to do: never without a reason, and never by who judges in the round."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.judging.actions.coordinating import find_holder, open_desk
from bot.judging.actions.refusals import JudgesHere, PlaceTaken, ReasonMissing, TooLong
from bot.judging.actions.staffing import conclude, deed, end_unsigned
from bot.judging.addresses import OpenRoundDesk, WaiveSecond
from bot.judging.rules.rounds import LONGEST_NOTE, Desk, Place, Stage, State
from bot.judging.rules.waiting import Terms
from bot.judging.store import rounds
from bot.kit.address import Address
from bot.kit.audit.log import record
from bot.kit.audit.rules import Action
from bot.kit.refusals import ScreenOutdated
from bot.people.rules import Person


async def prepare_waiver(
    session: AsyncSession, coordinator: Person, public: str, now: datetime
) -> Desk:
    """A round whose second assessor may be waived by this coordinator.

    Raises PlaceTaken where the second has signed, JudgesHere, ScreenOutdated where there is nothing
    to waive.
    """
    desk = await open_desk(session, coordinator, public, now)
    here = OpenRoundDesk(public)
    if not desk.round.is_waiting or not desk.round.second:
        raise ScreenOutdated(instead=here)
    part = await find_holder(session, desk.round, Place.SECOND)
    if part is not None and part.stage is Stage.SIGNED:
        raise PlaceTaken(instead=here)
    if coordinator.id in [one.assignment.assessor_id for one in desk.held]:
        raise JudgesHere(instead=here)
    return desk


async def waive_second(
    session: AsyncSession,
    coordinator: Person,
    public: str,
    because: str,
    terms: Terms,
    now: datetime,
) -> Desk:
    """Nobody judges as second here; why stays with the round. What a second has drafted ends.

    Raises what `prepare_waiver` does, ReasonMissing, TooLong.
    """
    desk = await prepare_waiver(session, coordinator, public, now)
    round_ = await rounds.lock_round(session, desk.round.id)
    why = checked_reason(because, WaiveSecond(public))
    waived = {"second": False, "waiver": why, "waived_at": now, "waived_by": coordinator.id}
    changed = await rounds.change_round(
        session, round_, State.WAITING, rounds.rounds.c.second, **waived
    )
    if changed is None:
        raise ScreenOutdated(instead=OpenRoundDesk(public))
    await end_unsigned(session, changed, now, places=[Place.SECOND])
    record(session, deed(Action.JUDGEMENT_WAIVED, changed, coordinator.id, now))
    await conclude(session, changed, terms, now)
    return await open_desk(session, coordinator, public, now)


def checked_reason(written: str, instead: Address) -> str:
    """Without blanks around it. Raises ReasonMissing, TooLong."""
    words = written.strip()
    if not words:
        raise ReasonMissing(instead=instead)
    if len(words) > LONGEST_NOTE:
        raise TooLong(instead=instead, n=LONGEST_NOTE)
    return words
