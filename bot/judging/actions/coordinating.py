"""What coordinators do: see who has what, and give a place to somebody by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import places
from bot.judging.actions.refusals import NotEligible, PlaceTaken
from bot.judging.actions.staffing import (
    assign,
    deed,
    find_eligible,
    move_on,
    staff,
)
from bot.judging.addresses import OpenRoundDesk, PickAssessor
from bot.judging.rules.rounds import (
    Assignment,
    Desk,
    Place,
    Round,
    Stage,
    places_to_fill,
)
from bot.judging.rules.separation import Candidate
from bot.judging.rules.waiting import Terms
from bot.judging.store import assignments, lists, rounds
from bot.kit.audit.log import record_read
from bot.kit.audit.rules import Action
from bot.kit.refusals import ScreenOutdated
from bot.people.rules import Person
from bot.people.store import load_people


async def open_desk(session: AsyncSession, coordinator: Person, public: str, now: datetime) -> Desk:
    """A round of somebody in scope: who has which part. No verdicts. It is logged.

    Raises ScreenOutdated.
    """
    found = await lists.find_in_scope(session, coordinator, public)
    if found is None:
        raise ScreenOutdated(instead=places.OpenJudgingDesk())
    round_, name = found
    record_read(session, deed(Action.JUDGEMENT_READ, round_, coordinator.id, now))
    held = tuple(await assignments.find_held(session, round_.id))
    signed = await assignments.find_signed(session, round_.id)
    empty = places_to_fill(round_.second, [one.assignment for one in held], signed)
    by = await load_people(session, [round_.waived_by] if round_.waived_by else [])
    waiver_by = by[round_.waived_by].name if round_.waived_by in by else ""
    return Desk(round_, name, held, empty if round_.is_waiting else (), waiver_by)


async def find_choice(
    session: AsyncSession, coordinator: Person, public: str, now: datetime
) -> tuple[Desk, Sequence[Candidate]]:
    """Who may be given a place in a round, with what each has open. Raises ScreenOutdated."""
    desk = await open_desk(session, coordinator, public, now)
    if not desk.round.is_waiting:
        raise ScreenOutdated(instead=OpenRoundDesk(public))
    return desk, await find_eligible(session, desk.round)


async def assign_by_hand(
    session: AsyncSession,
    coordinator: Person,
    public: str,
    place: Place,
    assessor: str,
    instead: int,
    terms: Terms,
    now: datetime,
) -> Desk:
    """Give a place to an eligible assessor, in the stead of `instead` (a part's id, 0 for none).

    Raises PlaceTaken, NotEligible, ScreenOutdated.
    """
    desk = await open_desk(session, coordinator, public, now)
    round_ = await rounds.lock_round(session, desk.round.id)
    part = await find_holder(session, round_, place)
    if part is not None and (part.id != instead or part.stage is Stage.SIGNED):
        raise PlaceTaken(instead=OpenRoundDesk(public))
    if not round_.is_waiting or (part is None and place not in desk.empty):
        raise ScreenOutdated(instead=OpenRoundDesk(public))
    chosen = [
        one for one in await find_eligible(session, round_) if one.person.public_id == assessor
    ]
    if not chosen:
        raise NotEligible(instead=PickAssessor(public, int(place)))
    if part is not None:
        await move_on(session, round_, part, now, by=coordinator.id, tell=True)
    round_ = await assign(session, round_, place, chosen[0], terms, now, by=coordinator.id)
    await staff(session, round_, terms, now)
    return await open_desk(session, coordinator, public, now)


async def find_holder(session: AsyncSession, round_: Round, place: Place) -> Assignment | None:
    """Who has a place now."""
    parts = await assignments.find_assignments(session, round_.id)
    return next((one for one in parts if one.place is place and one.is_active), None)
