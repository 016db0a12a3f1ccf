"""What recipients do with the buttons under a broadcast, each counted once a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot.broadcasts.rules.buttons import InBot, Kind, MessageButton
from bot.broadcasts.rules.states import State
from bot.broadcasts.store import answers
from bot.broadcasts.store import broadcasts as store
from bot.broadcasts.store import buttons as buttons_store
from bot.kit.refusals import Refusal, ScreenOutdated
from bot.kit.tasks.queue import queue_task
from bot.people.rules import Person

TOLD_EVERY: Final = timedelta(seconds=5)
LATER: Final = timedelta(seconds=2)  # so that what is being stored meanwhile is counted as well


class NotAskedAnyMore(Refusal):
    words = "broadcasts.not_asked_any_more"


@dataclass(frozen=True, slots=True)
class Answered:
    """The button; what was answered before, if anything; `counts` is False on a preview."""

    button: MessageButton
    before: MessageButton | None = None
    counts: bool = True


async def answer(session: AsyncSession, person: Person, number: int, now: datetime) -> Answered:
    """Press an answer: it takes the place of an earlier one, the same again stays one.

    Raises ScreenOutdated for a button that is gone, NotAskedAnyMore for a withdrawn broadcast.
    """
    broadcast_id, button = await _find(session, number)
    if not button.is_answer:
        raise ScreenOutdated
    broadcast = await store.find_broadcast(session, broadcast_id)
    if broadcast is None or broadcast.state in (State.WITHDRAWN, State.DISCARDED):
        raise NotAskedAnyMore
    if not await answers.is_recipient(session, broadcast_id, person.id):
        return Answered(button, counts=False)
    before = await answers.find_answer(session, broadcast_id, person.id)
    if before == button.id:
        return Answered(button)
    await answers.save_answer(session, broadcast_id, person.id, button.id, now)
    await queue_telling(session, broadcast_id, now)
    earlier = await buttons_store.find_button(session, before) if before else None
    return Answered(button, earlier[1] if earlier else None)


async def go_to(session: AsyncSession, person: Person, number: int, now: datetime) -> InBot:
    """Count that a recipient went there; where it is. Raises ScreenOutdated for no such place."""
    broadcast_id, button = await _find(session, number)
    if button.kind is not Kind.PLACE:
        raise ScreenOutdated
    if await answers.is_recipient(session, broadcast_id, person.id):
        await answers.save_press(session, button.id, person.id, now)
        await queue_telling(session, broadcast_id, now)
    return InBot(button.target)


async def _find(session: AsyncSession, number: int) -> tuple[int, MessageButton]:
    found = await buttons_store.find_button(session, number)
    if found is None:
        raise ScreenOutdated
    return found


async def follow_link(
    session: AsyncSession, token: str, now: datetime, *, counted: bool
) -> str | None:
    """The address that a link of ours leads to, and nothing but a stored one; None for no link."""
    found = await buttons_store.find_target(session, token)
    if found is None:
        return None
    broadcast_id, target = found
    if counted:
        await buttons_store.count_opening(session, token)
        await queue_telling(session, broadcast_id, now)
    return target


async def queue_telling(session: AsyncSession, broadcast_id: int, now: datetime) -> None:
    """Show the new numbers to the sender, once for all that happens in the same five seconds."""
    span = int(TOLD_EVERY.total_seconds())
    turn = int(now.timestamp()) // span + 1
    await queue_task(
        session,
        "broadcasts.tell",
        {"broadcast": broadcast_id},
        dedupe_key=f"broadcasts.tell.{broadcast_id}.{turn}",
        run_after=datetime.fromtimestamp(turn * span, UTC) + LATER,
    )
