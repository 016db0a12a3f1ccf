"""The end of an erasure: one last message, of which nothing is kept."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot.joining.store import find_entry
from bot.kit.delivery import outbox
from bot.kit.i18n import Words
from bot.kit.tasks.queue import queue_task
from bot.kit.telegram.pace import Urgency
from bot.kit.telegram.store import forget_chat, forget_places
from bot.people.store import find_person_of_chat
from bot.privacy.actions.forgetting import ASKED
from bot.privacy.screens.forgetting import erased_screen
from bot.privacy.store import erasures
from bot.privacy.store.erasures import Erasure

UNSENT: Final = frozenset({"waiting", "claimed"})
FORGOTTEN_AFTER: Final = timedelta(seconds=2)
GIVEN_UP_AFTER: Final = timedelta(days=2)


def _key(number: str) -> str:
    return f"privacy.erased.{number}"


async def finish(session: AsyncSession, erasure: Erasure, now: datetime) -> None:
    """Only the number and the dates are left; whoever asked for it is told."""
    if not await erasures.finish(session, erasure.number, now):
        return
    screen = erased_screen(
        Words(erasure.language), erasure.number, now, erasure.zone, asked=erasure.reason == ASKED
    )
    await outbox.queue(
        session,
        outbox.Recipient(0, erasure.whose.telegram_id),
        screen,
        dedupe_key=_key(erasure.number),
        purpose="privacy.erased",
        now=now,
        urgency=Urgency.ANSWER,
        expires_at=now + GIVEN_UP_AFTER,
    )
    await queue_forgetting(session, erasure.number, 0, now + FORGOTTEN_AFTER)


async def queue_forgetting(session: AsyncSession, number: str, tries: int, at: datetime) -> None:
    await queue_task(
        session,
        "privacy.forget_notice",
        {"number": number, "tries": tries},
        dedupe_key=f"privacy.forget_notice.{number}.{tries}",
        run_after=at,
    )


async def forget_notice(session: AsyncSession, number: str, tries: int, now: datetime) -> None:
    """Once it was sent, or can no longer be, the last message is forgotten, and its chat unless
    they are here again.
    """
    key = _key(number)
    state = (await outbox.find_states(session, [key])).get(key)
    if state in UNSENT:
        await queue_forgetting(
            session, number, tries + 1, now + min(tries + 1, 60) * timedelta(minutes=1)
        )
        return
    place = await outbox.find_place(session, key)
    await outbox.delete_notice(session, key)
    if place is None:
        return
    chat, message = place
    await forget_places(session, [(chat, message)] if message else [])
    if await find_person_of_chat(session, chat) is None and not await find_entry(session, chat):
        await forget_chat(session, chat)
