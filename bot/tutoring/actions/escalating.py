"""What happens to questions that nobody answers in the agreed hours."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot.people.rules import Person
from bot.people.store import load_people
from bot.tutoring.actions.notices import find_answering, find_coordinators, tell
from bot.tutoring.actions.opening import find_tutor
from bot.tutoring.rules.thread import Question, State
from bot.tutoring.rules.waiting import Step, next_escalation
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
    """One step; nothing where somebody answered, or another process was faster."""
    escalation = next_escalation(question, now, hours)
    if escalation is None:
        await threads.change(session, question, list(State), escalates_at=None)
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
        await _tell(session, changed, escalation.step, now)


async def _tell(session: AsyncSession, question: Question, step: Step, now: datetime) -> None:
    asker = (await load_people(session, [question.asker_id])).get(question.asker_id)
    if asker is None:
        return
    await tell(
        session,
        await _told(session, question, step),
        partial(screens.overdue_notice, question=question, name=asker.name, step=step),
        dedupe_key=f"tutoring.escalation.{question.id}.{question.wait}.{int(step)}",
        purpose="tutoring.escalation",
        now=now,
    )


async def _told(session: AsyncSession, question: Question, step: Step) -> list[Person]:
    if step is Step.COORDINATORS:
        return await find_coordinators(session, question)
    tutor = await find_tutor(session, question) if step is Step.REMIND else None
    return [tutor] if tutor else await find_answering(session, question)
