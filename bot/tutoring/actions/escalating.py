"""What happens to questions that nobody answers in the agreed hours."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot.hours.rules.calendar import is_open, next_opening
from bot.hours.store import find_presences
from bot.people.rules import Person
from bot.people.store import load_people
from bot.tutoring.actions.notices import tell
from bot.tutoring.actions.opening import find_tutor
from bot.tutoring.actions.presence import (
    find_answering,
    find_coordinators,
    find_due,
    find_opening,
    is_on_leave,
)
from bot.tutoring.actions.standing_in import offer
from bot.tutoring.rules.thread import Question, State
from bot.tutoring.rules.waiting import Step, is_due, next_escalation
from bot.tutoring.screens import notices as screens
from bot.tutoring.store import lists, threads

PAGE: Final = 50


async def escalate_due(session: AsyncSession, now: datetime, hours: int) -> bool:
    """The next step for up to 50 questions; whether there may be more."""
    due = await lists.find_due(session, now, PAGE)
    for question in due:
        await escalate(session, question, now, hours)
    return len(due) == PAGE


async def escalate(session: AsyncSession, question: Question, now: datetime, hours: int) -> None:
    """One step; nothing where somebody answered, or another process was faster.

    Nobody is brought anything while those it is for are not at work: it waits until they are.
    """
    if not is_due(question, now):
        await threads.change(session, question, list(State), escalates_at=None)
        return
    holder = await find_tutor(session, question)
    on_leave = holder is not None and await is_on_leave(session, holder, now)
    opening = await _opening(session, question, None if on_leave else holder, now)
    if opening is not None:
        await threads.change(session, question, list(State), escalates_at=opening)
        return
    await _step(session, question, holder, now, hours, on_leave=on_leave)


async def _opening(
    session: AsyncSession, question: Question, holder: Person | None, now: datetime
) -> datetime | None:
    """When the next step can be taken; None for now. Coordinators are told at any hour."""
    if question.escalation + 1 >= Step.COORDINATORS:
        return None
    if holder is None or question.escalation + 1 > Step.REMIND:
        return await find_opening(session, question.asker_id, now)
    calendar = (await find_presences(session, [holder], now))[holder.id].calendar
    return None if is_open(calendar, now) else next_opening([calendar], now)


async def _step(
    session: AsyncSession,
    question: Question,
    holder: Person | None,
    now: datetime,
    hours: int,
    *,
    on_leave: bool,
) -> None:
    stays = holder if question.escalation + 1 == Step.REMIND and not on_leave else None
    again_at = await find_due(session, question, now, hours, stays)
    escalation = next_escalation(question, now, again_at, is_away=on_leave)
    if escalation is None:
        return
    values: dict[str, Any] = {}
    if escalation.step is Step.RETURN:
        values = {"state": str(State.OPEN), "claimed_by": None}
    changed = await threads.change(
        session,
        question,
        [State.OPEN, State.CLAIMED],
        escalation=int(escalation.step),
        escalates_at=escalation.again_at,
        **values,
    )
    if changed is not None:
        await _tell(session, changed, escalation.step, holder, now)


async def _tell(
    session: AsyncSession, question: Question, step: Step, holder: Person | None, now: datetime
) -> None:
    asker = (await load_people(session, [question.asker_id])).get(question.asker_id)
    if asker is None:
        return
    drawing = partial(screens.overdue_notice, question=question, name=asker.name, step=step)
    if step is Step.RETURN and holder is not None:
        await offer(session, question, holder, asker, drawing, "escalation", now, everybody=True)
        return
    await tell(
        session,
        await _told(session, question, step, now),
        drawing,
        dedupe_key=f"tutoring.escalation.{question.id}.{question.wait}.{int(step)}",
        purpose="tutoring.escalation",
        now=now,
    )


async def _told(
    session: AsyncSession, question: Question, step: Step, now: datetime
) -> list[Person]:
    if step is Step.COORDINATORS:
        return await find_coordinators(session, question, now)
    tutor = await find_tutor(session, question) if step is Step.REMIND else None
    return [tutor] if tutor else await find_answering(session, question, now, everybody=True)
