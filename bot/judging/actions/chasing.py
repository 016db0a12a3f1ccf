"""What happens to judgements that nobody signs in the agreed time, or for which nobody is there."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot.judging.actions.notices import tell_assigned, tell_coordinators
from bot.judging.actions.staffing import find_eligible, move_on, staff
from bot.judging.rules.rounds import UNSIGNED, Assignment, Round
from bot.judging.rules.waiting import Late, Step, Terms, next_step, when_late
from bot.judging.store import assignments, lists, rounds
from bot.people.store import load_people

PAGE: Final = 50


async def chase_due(session: AsyncSession, terms: Terms, now: datetime) -> bool:
    """The next step for up to 50 parts and 50 rounds without an assessor; whether there is more."""
    due = await lists.find_due(session, now, PAGE)
    for part in due:
        await _chase(session, part, terms, now)
    lacking = await lists.find_lacking(session, now, PAGE)
    for round_ in lacking:
        await staff(session, round_, terms, now)
    return PAGE in (len(due), len(lacking))


async def _chase(session: AsyncSession, part: Assignment, terms: Terms, now: datetime) -> None:
    round_ = await rounds.lock_round(session, part.round_id)
    step = next_step(part, now)
    again = part.due_at if step is Step.REMINDED else None
    values = {"step": int(step or part.step), "next_at": again}
    changed = await assignments.change_assignment(session, part, UNSIGNED, **values)
    if changed is None or step is None:
        return
    if step is Step.REMINDED:
        await _remind(session, round_, changed, now)
    else:
        await _late(session, round_, changed, terms, now)


async def _remind(session: AsyncSession, round_: Round, part: Assignment, now: datetime) -> None:
    for assessor in (await load_people(session, [part.assessor_id or 0])).values():
        await tell_assigned(session, assessor, part, round_, now)


async def _late(
    session: AsyncSession, round_: Round, part: Assignment, terms: Terms, now: datetime
) -> None:
    """What nobody has opened goes on to the next one; else people decide."""
    if when_late(part) is Late.PASS_ON and await find_eligible(session, round_):
        await move_on(session, round_, part, now, by=None, tell=True)
        await staff(session, round_, terms, now)
    else:
        await tell_coordinators(session, round_, "late", f"{part.id}", now)
