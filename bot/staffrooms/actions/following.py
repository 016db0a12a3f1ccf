"""What happens to questions and people, and what follows from it for the groups."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.events import PersonChanged, QuestionChanged
from bot.staffrooms.actions.connecting import try_again
from bot.staffrooms.actions.saying import look
from bot.staffrooms.store import rooms, topics


async def on_question_changed(session: AsyncSession, event: QuestionChanged) -> None:
    """Asked, claimed, answered, noted on, edited, closed: its topics are behind."""
    covering = await rooms.find_covering(session, event.question_id)
    for room_id in sorted(await topics.want(session, event.question_id, covering)):
        await look(session, room_id)


async def on_person_changed(session: AsyncSession, event: PersonChanged) -> None:
    """Whoever moves to another cohort takes their questions along."""
    if not await rooms.find_rooms(session):
        return
    touched = await topics.want_of(session, event.person_id)
    for question_id in await topics.find_pending(session, event.person_id):
        covering = await rooms.find_covering(session, question_id)
        touched |= await topics.want(session, question_id, covering)
    for room_id in sorted(touched):
        await look(session, room_id)


async def look_after(session: AsyncSession, now: datetime) -> None:
    """What no event tells of; and groups that were in the way of something try again hourly."""
    connected = await rooms.find_rooms(session)
    if not connected:
        return
    touched = await topics.want_again(session, now) | await topics.find_behind(session)
    if now.minute == 0:
        touched |= await topics.want_gone(session)
        for room in connected:
            if room.fault is not None:
                await try_again(session, room)
    for room_id in sorted(touched):
        await look(session, room_id)
