"""Who has a question: claim, hand back, close, reopen, and whether it helped."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot import places
from bot.kit.refusals import Refusal, ScreenOutdated
from bot.kit.telegram.screen import Screen
from bot.people.guards import check_may_tutor
from bot.people.rules import Person
from bot.tutoring.actions.notices import tell, tell_asker
from bot.tutoring.actions.opening import (
    as_asker,
    as_tutor,
    covers_asker,
    find_question,
    find_tutor,
    load_for_tutor,
    load_own,
)
from bot.tutoring.actions.presence import begin_wait, find_answering, is_on_leave
from bot.tutoring.actions.refusals import AlreadyClaimed, ClosedTooLong, NotYours
from bot.tutoring.actions.standing_in import offer
from bot.tutoring.rules.thread import Helped, Question, State, Thread
from bot.tutoring.rules.waiting import is_away, may_reopen, owes_nothing
from bot.tutoring.screens import notices as screens
from bot.tutoring.store import threads as store

HELD = (State.CLAIMED, State.WAITING_FOR_ASKER)
SENT = (State.OPEN, *HELD)


async def claim_question(
    session: AsyncSession, tutor: Person, public: str, now: datetime
) -> Thread:
    """Mine; claimed by them already, nothing happens. Raises AlreadyClaimed, ScreenOutdated."""
    question, asker = await load_for_tutor(session, tutor, public)
    if question.claimed_by != tutor.id:
        question = await take(session, tutor, question, now)
    return await as_tutor(session, tutor, question, asker, now)


async def take(session: AsyncSession, tutor: Person, question: Question, now: datetime) -> Question:
    """Of several who claim at once one gets it. Raises AlreadyClaimed with the name of that one,
    or a refusal of whatever keeps them from tutoring the asker.
    """
    await check_may_tutor(session, tutor, [question.asker_id])
    taken = await store.change(
        session,
        question,
        [State.OPEN],
        any_version=True,
        unclaimed=True,
        state=str(State.CLAIMED),
        claimed_by=tutor.id,
        claimed_at=now,
        unread_tutor=False,
    )
    if taken is None:
        raise await _why_not_taken(session, question)
    return taken


async def _why_not_taken(session: AsyncSession, question: Question) -> Refusal:
    here = places.OpenQuestion(question.public_id)
    as_it_is = await find_question(session, question.public_id)
    tutor = await find_tutor(session, as_it_is) if as_it_is else None
    if tutor is None:
        return ScreenOutdated(instead=here)
    return AlreadyClaimed(instead=here, name=tutor.name)


async def hand_back(
    session: AsyncSession, tutor: Person, public: str, version: int, now: datetime, hours: int
) -> Thread:
    """Back into the queue, with a notice to the others in scope.

    Raises NotYours, ScreenOutdated.
    """
    question, asker = await load_for_tutor(session, tutor, public)
    if question.state is State.OPEN:
        return await as_tutor(session, tutor, question, asker, now)
    _must_hold(question, tutor)
    values = await begin_wait(session, question, now, hours, None)
    returned = await _changed(
        session, question, version, *HELD, state=str(State.OPEN), claimed_by=None, **values
    )
    others = await find_answering(session, returned, now, but=tutor)
    await tell(
        session,
        others,
        partial(screens.returned_notice, question=returned, name=asker.name),
        dedupe_key=f"tutoring.returned.{returned.id}.{returned.version}",
        purpose="tutoring.returned",
        now=now,
    )
    return await as_tutor(session, tutor, returned, asker, now)


def _must_hold(question: Question, tutor: Person) -> None:
    if question.claimed_by != tutor.id:
        raise NotYours(instead=places.OpenQuestion(question.public_id))


async def _changed(
    session: AsyncSession, question: Question, version: int, *expected: State, **values: Any
) -> Question:
    """Changed from the version that was on the screen. Raises ScreenOutdated for a newer one."""
    seen = replace(question, version=version)
    changed = await store.change(session, seen, expected, **values)
    if changed is None:
        raise ScreenOutdated(instead=places.OpenQuestion(question.public_id))
    return changed


async def close_question(
    session: AsyncSession, person: Person, public: str, version: int, now: datetime
) -> Thread:
    """By whoever has claimed it, and the asker is asked whether it helped; or by the asker.

    Raises NotYours, ScreenOutdated.
    """
    question = await find_question(session, public)
    if question is not None and question.asker_id == person.id:
        return await _close_own(session, person, question, version, now)
    question, asker = await load_for_tutor(session, person, public)
    _must_hold(question, person)
    if question.state is not State.CLOSED:
        question = await _close(session, question, version, now)
        await tell_asker(
            session,
            asker,
            partial(screens.closed_notice, question=question, name=person.name),
            dedupe_key=f"tutoring.closed.{question.id}.{question.version}",
            purpose="tutoring.closed",
            now=now,
        )
    return await as_tutor(session, person, question, asker, now)


async def _close_own(
    session: AsyncSession, asker: Person, question: Question, version: int, now: datetime
) -> Thread:
    if question.state is not State.CLOSED:
        question = await _close(session, question, version, now)
        await _tell_tutor(
            session, question, partial(screens.solved_notice, name=asker.name), "solved", now
        )
    return await as_asker(session, asker, question)


async def _close(
    session: AsyncSession, question: Question, version: int, now: datetime
) -> Question:
    return await _changed(
        session,
        question,
        version,
        *SENT,
        state=str(State.CLOSED),
        closed_at=now,
        helped=None,
        **owes_nothing(),
    )


async def _tell_tutor(
    session: AsyncSession, question: Question, drawing: partial[Screen], what: str, now: datetime
) -> None:
    tutor = await find_tutor(session, question)
    await tell(
        session,
        [tutor] if tutor else [],
        partial(drawing, question=question),
        dedupe_key=f"tutoring.{what}.{question.id}.{question.version}",
        purpose=f"tutoring.{what}",
        now=now,
    )


async def say_whether_it_helped(
    session: AsyncSession, asker: Person, public: str, helped: Helped, now: datetime, hours: int
) -> Thread:
    """Yes also closes an open question; not yet opens a closed one again.

    Raises ScreenOutdated, ClosedTooLong.
    """
    question = await load_own(session, asker, public)
    if question.state is State.DRAFT:
        raise ScreenOutdated(instead=places.OpenQuestion(public))
    if helped is Helped.NOT_YET:
        if question.state is State.CLOSED:
            question = await reopen_for_asker(session, asker, question, now, hours)
        return await as_asker(session, asker, question)
    if helped is Helped.YES and question.state is not State.CLOSED:
        await _close_own(session, asker, question, question.version, now)
    kept = await store.change(session, question, list(State), any_version=True, helped=str(helped))
    return await as_asker(session, asker, kept or question)


async def reopen_question(
    session: AsyncSession, person: Person, public: str, version: int, now: datetime, hours: int
) -> Thread:
    """By the asker, or by the tutor who had it; open already, nothing happens.

    Raises ClosedTooLong, NotYours, ScreenOutdated.
    """
    question = await find_question(session, public)
    if question is not None and question.asker_id == person.id:
        if question.state is State.CLOSED:
            question = await reopen_for_asker(session, person, question, now, hours)
        return await as_asker(session, person, question)
    question, asker = await load_for_tutor(session, person, public)
    if question.claimed_by is not None:
        _must_hold(question, person)
    if question.state is State.CLOSED:
        must_be_recent(question, now)
        question = await _changed(
            session,
            question,
            version,
            State.CLOSED,
            state=str(State.CLAIMED),
            claimed_by=person.id,
            closed_at=None,
        )
    return await as_tutor(session, person, question, asker, now)


def must_be_recent(question: Question, now: datetime) -> None:
    """Raises ClosedTooLong, which leads to a new question about the same thing."""
    if not may_reopen(question, now):
        about = question.context
        raise ClosedTooLong(instead=places.AskTutor(str(about.about), about.reference))


async def reopen_for_asker(
    session: AsyncSession, asker: Person, question: Question, now: datetime, hours: int
) -> Question:
    """Back to its tutor, or into the queue if that one is away. Raises ClosedTooLong."""
    must_be_recent(question, now)
    tutor = await find_tutor(session, question)
    stays = await _stays(session, tutor, asker, now)
    begun = await begin_wait(session, question, now, hours, tutor if stays else None)
    reopened = await _changed(
        session,
        question,
        question.version,
        State.CLOSED,
        state=str(State.CLAIMED if stays else State.OPEN),
        claimed_by=tutor.id if tutor and stays else None,
        closed_at=None,
        helped=None,
        unread_tutor=True,
        **begun,
    )
    if stays:
        drawing = partial(screens.reopened_notice, name=asker.name)
        await _tell_tutor(session, reopened, drawing, "reopened", now)
    else:
        drawing = partial(screens.reopened_notice, question=reopened, name=asker.name)
        await offer(session, reopened, tutor, asker, drawing, "reopened", now)
    return reopened


async def _stays(session: AsyncSession, tutor: Person | None, asker: Person, now: datetime) -> bool:
    """Whether it goes back to whoever had it."""
    if tutor is None or is_away(tutor, now) or await is_on_leave(session, tutor, now):
        return False
    return await covers_asker(session, tutor, asker)
