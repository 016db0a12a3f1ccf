"""Finishing an analysis, reading its result, and taking it again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import places
from bot.curriculum.current import current_curriculum
from bot.curriculum.profile import Outcome
from bot.kit.refusals import ScreenOutdated
from bot.needs import store
from bot.needs.actions.answering import begin
from bot.needs.addresses import ShowUnits
from bot.needs.rules import parts, results
from bot.needs.rules.parts import Phase, Progress
from bot.needs.rules.results import Shown
from bot.people.rules import Person


async def load_latest(session: AsyncSession, person: Person) -> Progress | None:
    """How far the latest analysis is; nothing before the first answer."""
    progress = await store.load_progress(session, person.id)
    return progress[-1] if progress else None


async def load_phase(session: AsyncSession, person: Person, phase: Phase) -> Progress | None:
    """How far an unfinished analysis is; nothing before the first answer.

    Raises ScreenOutdated for one that is finished or cannot be taken yet.
    """
    latest = await load_latest(session, person)
    if latest is None and phase is Phase.START:
        return None
    if latest is None or latest.analysis.phase is not phase or latest.analysis.finished_at:
        raise ScreenOutdated(instead=places.OpenNeeds())
    return latest


async def finish_analysis(
    session: AsyncSession, person: Person, phase: Phase, now: datetime
) -> Shown:
    """From now on its answers stay. Raises ScreenOutdated where a part is not done."""
    latest = await load_latest(session, person)
    if latest is None or latest.analysis.phase is not phase:
        raise ScreenOutdated(instead=places.OpenNeeds())
    if parts.next_unit(current_curriculum(), latest.done) is not None:
        raise ScreenOutdated(instead=places.OpenNeeds())
    await store.save_finished(session, latest.analysis.id, now)
    return await load_result(session, person, phase)


async def load_result(session: AsyncSession, person: Person, phase: Phase | None = None) -> Shown:
    """Of a phase, else of the latest analysis. Raises ScreenOutdated before a part is done."""
    shown = await find_result(session, person, phase)
    if shown is None:
        raise ScreenOutdated(instead=places.OpenNeeds())
    return shown


async def find_result(
    session: AsyncSession, person: Person, phase: Phase | None = None
) -> Shown | None:
    """Nothing before a part is done."""
    records = await store.load_records(session, person.id)
    return results.result_of(current_curriculum(), records, phase)


async def load_outcome(
    session: AsyncSession, person: Person, phase: Phase, outcome: str
) -> tuple[Shown, Outcome]:
    """A result, and an outcome of a part that is done. Raises ScreenOutdated."""
    shown = await load_result(session, person, phase)
    found = current_curriculum().outcomes.get(outcome)
    if found is None or found.unit not in shown.record.done:
        raise ScreenOutdated(instead=ShowUnits(phase))
    return shown, found


async def may_start_again(session: AsyncSession, person: Person) -> Phase:
    """The phase that can be taken now. Raises ScreenOutdated where none can."""
    latest = await load_latest(session, person)
    following = latest.analysis.phase.following if latest else None
    if latest is None or latest.analysis.finished_at is None or following is None:
        raise ScreenOutdated(instead=places.OpenNeeds())
    return following


async def start_again(session: AsyncSession, person: Person, phase: Phase, now: datetime) -> None:
    """Begin the next phase; a second press goes on with it. Raises ScreenOutdated."""
    latest = await load_latest(session, person)
    if latest is None or latest.analysis.phase is not phase:
        if await may_start_again(session, person) is not phase:
            raise ScreenOutdated(instead=places.OpenNeeds())
        await begin(session, person, phase, now)
