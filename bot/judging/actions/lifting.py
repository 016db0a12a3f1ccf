"""A conflict of interest that was declared by mistake is lifted, with a reason."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.judging.actions.notices import tell_lifted
from bot.judging.actions.refusals import OwnConflict
from bot.judging.actions.staffing import staff
from bot.judging.actions.waiving import checked_reason
from bot.judging.addresses import LiftConflict, OpenDeclared
from bot.judging.rules.desk import Declared
from bot.judging.rules.waiting import Terms
from bot.judging.store import conflicts, lists
from bot.kit.audit.log import record
from bot.kit.audit.rules import Action, Deed, Reference
from bot.kit.refusals import ScreenOutdated
from bot.people.rules import Person


async def load_declared(session: AsyncSession, coordinator: Person, number: int) -> Declared:
    """A conflict with a trainee in scope that holds. Raises ScreenOutdated for all others."""
    found = await conflicts.find_one(session, coordinator, number)
    if found is None:
        raise ScreenOutdated(instead=OpenDeclared())
    return found


async def prepare_lifting(session: AsyncSession, coordinator: Person, number: int) -> Declared:
    """One that this coordinator may lift. Raises OwnConflict, ScreenOutdated."""
    found = await load_declared(session, coordinator, number)
    if found.assessor_id == coordinator.id:
        raise OwnConflict(instead=OpenDeclared())
    return found


async def lift_conflict(
    session: AsyncSession,
    coordinator: Person,
    number: int,
    because: str,
    terms: Terms,
    now: datetime,
) -> Declared:
    """It holds no more; the assessor is told why. What had gone to others stays with them; where
    nobody was found, somebody is looked for.

    Raises what `prepare_lifting` does, ReasonMissing, TooLong.
    """
    found = await prepare_lifting(session, coordinator, number)
    why = checked_reason(because, LiftConflict(number))
    if not await conflicts.lift(session, number, coordinator.id, why, now):
        raise ScreenOutdated(instead=OpenDeclared())
    thing = Reference("judging_conflict", str(number))
    record(session, Deed(Action.CONFLICT_LIFTED, now, thing, coordinator.id, found.person_id))
    await tell_lifted(session, found, why, now)
    for round_ in await lists.find_lacking_of(session, found.person_id):
        await staff(session, round_, terms, now)
    return found
