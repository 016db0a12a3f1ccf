"""Where trainees stand follows what they do: soon after by itself, at once for who is looked at.

Only who was here can have done anything, so that only they are looked at again.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot.curriculum.current import current_curriculum
from bot.kit.telegram.store import load_fact, save_fact
from bot.lists.rules.entries import stand
from bot.lists.store import standing
from bot.reminders.store.standing import find_busy

A_PAGE: Final = 200
EVERY: Final = timedelta(minutes=5)
FOLLOWED: Final = "lists.followed"
ZONES: Final = timedelta(days=1)  # a person's day begins up to half a day before or after UTC's


async def day_to_follow_from(session: AsyncSession, now: datetime) -> str | None:
    """The day (ISO 8601) from which on people are looked at again; None where it is too soon."""
    last = await load_fact(session, FOLLOWED)
    if last is None:
        return ""
    followed = datetime.fromisoformat(last)
    return None if now - followed < EVERY else (followed - ZONES).date().isoformat()


async def follow_page(session: AsyncSession, day: str, after: int) -> int | None:
    """Work out where a page of trainees stand; the last one's id, None where there are no more."""
    found = await standing.find_seen_since(session, day, after, A_PAGE)
    if not found:
        return None
    await _follow(session, dict(found))
    return found[-1][0]


async def has_followed(session: AsyncSession, now: datetime) -> None:
    """Everybody who was here until then was looked at."""
    await save_fact(session, FOLLOWED, now.isoformat())


async def follow(session: AsyncSession, person_ids: list[int]) -> bool:
    """Work out anew where a few people stand; whether any of them has moved."""
    before = await standing.find_standings(session, person_ids)
    await _follow(session, await standing.find_joined(session, person_ids))
    return await standing.find_standings(session, person_ids) != before


async def _follow(session: AsyncSession, joined: Mapping[int, datetime]) -> None:
    ids = list(joined)
    done = await standing.find_done(session, ids)
    busy = await find_busy(session, ids, current_curriculum())
    await standing.save_standings(
        session, {of: stand(at, done.get(of), busy=of in busy) for of, at in joined.items()}
    )
