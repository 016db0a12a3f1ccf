"""What somebody has in hand, before they go away: to whoever stands in, or back into the queue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlalchemy.ext.asyncio import AsyncSession

from bot.cohorts import store as cohorts
from bot.cohorts.rules import covers
from bot.hours.actions import load_own_away
from bot.hours.addresses import LeaveQuestions
from bot.hours.rules.calendar import Away
from bot.kit.audit.log import record
from bot.kit.audit.rules import Action, Deed, Reference
from bot.kit.refusals import Refusal, ScreenOutdated
from bot.people.guards import check_may_tutor
from bot.people.rules import Person
from bot.people.store import load_people
from bot.tutoring.actions.notices import tell
from bot.tutoring.actions.presence import find_answering
from bot.tutoring.rules.thread import Question, State
from bot.tutoring.rules.waiting import ANSWERING
from bot.tutoring.screens import leaving as screens
from bot.tutoring.screens import notices
from bot.tutoring.store import lists, threads


@dataclass(frozen=True, slots=True)
class Leaving:
    """What goes where; `deputy` is None where nobody stands in, or that one has left."""

    away: Away
    deputy: Person | None
    to_deputy: Sequence[Question]
    to_queue: Sequence[Question]
    askers: Mapping[int, Person]

    @property
    def number(self) -> int:
        return len(self.to_deputy) + len(self.to_queue)


async def begin_leaving(session: AsyncSession, tutor: Person, away_id: int) -> Leaving:
    """What they have in hand, at most 100 questions. Raises ScreenOutdated."""
    away = await load_own_away(session, tutor, away_id)
    held = await lists.find_held(session, tutor.id)
    wanted = [*(one.asker_id for one in held), away.deputy_id or 0]
    people = await load_people(session, wanted)
    deputy = people.get(away.deputy_id or 0)
    if deputy is not None and (deputy.erasing or deputy.blocked_at is not None):
        deputy = None
    fit = await _fit(session, deputy, [one.asker_id for one in held], people)
    return Leaving(
        away,
        deputy,
        [one for one in held if one.asker_id in fit],
        [one for one in held if one.asker_id not in fit],
        people,
    )


async def _fit(
    session: AsyncSession,
    deputy: Person | None,
    asker_ids: Sequence[int],
    people: Mapping[int, Person],
) -> frozenset[int]:
    """Those whom the deputy may answer."""
    if deputy is None:
        return frozenset()
    groups = await cohorts.find_cohort_ids(session, asker_ids)
    covered = {
        one.id
        for number in asker_ids
        if (one := people.get(number))
        and one.id != deputy.id
        and covers(
            deputy, ANSWERING, country=one.country, cohort_ids=groups.get(one.id, frozenset())
        )
    }
    if await _may_tutor(session, deputy, covered):
        return frozenset(covered)
    # Rare: somebody among them is judged by the deputy, and the guard says so one by one.
    return frozenset([one for one in covered if await _may_tutor(session, deputy, {one})])


async def _may_tutor(session: AsyncSession, deputy: Person, asker_ids: set[int]) -> bool:
    try:
        await check_may_tutor(session, deputy, sorted(asker_ids))
    except Refusal:
        return False
    return True


async def hand_over_all(
    session: AsyncSession, tutor: Person, away_id: int, number: int, now: datetime
) -> Leaving:
    """As it was shown: so many questions. Nothing in hand any more, nothing happens.

    Raises ScreenOutdated where there are more or fewer by now.
    """
    leaving = await begin_leaving(session, tutor, away_id)
    if leaving.number == 0:
        return leaving
    if leaving.number != number:
        raise ScreenOutdated(instead=LeaveQuestions(away_id))
    if leaving.deputy is not None and leaving.to_deputy:
        await _to_deputy(session, tutor, leaving, leaving.deputy, now)
    if leaving.to_queue:
        await _to_queue(session, tutor, leaving, now)
    return leaving


async def _to_deputy(
    session: AsyncSession, tutor: Person, leaving: Leaving, deputy: Person, now: datetime
) -> None:
    values = {"claimed_by": deputy.id, "claimed_at": now, "unread_tutor": True}
    passed = await threads.change_held(session, tutor.id, leaving.to_deputy, **values)
    for one in passed:
        thing = Reference("question", str(one.id))
        record(session, Deed(Action.QUESTION_HANDED_OVER, now, thing, tutor.id, one.asker_id))
    await tell(
        session,
        [deputy],
        partial(
            screens.stand_in_all_notice, tutor=tutor.name, number=len(passed), away=leaving.away
        ),
        dedupe_key=f"tutoring.left.{leaving.away.id}.{max(one.id for one in passed)}"
        f".{max(one.version for one in passed)}",
        purpose="tutoring.left",
        now=now,
    )


async def _to_queue(session: AsyncSession, tutor: Person, leaving: Leaving, now: datetime) -> None:
    values = {"claimed_by": None, "state": str(State.OPEN)}
    for one in await threads.change_held(session, tutor.id, leaving.to_queue, **values):
        asker = leaving.askers.get(one.asker_id)
        told = await find_answering(session, one, now, but=tutor)
        await tell(
            session,
            told,
            partial(notices.returned_notice, question=one, name=asker.name if asker else ""),
            dedupe_key=f"tutoring.returned.{one.id}.{one.version}",
            purpose="tutoring.returned",
            now=now,
        )
