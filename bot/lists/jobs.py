"""What time does to the lists: where people stand is followed; staff are told in the morning."""

from __future__ import annotations

from bot.kit.services import Services
from bot.lists.actions import following, mornings
from bot.lists.store import doings


async def tick(services: Services) -> None:
    """A page a transaction; two small reads where there is nothing to do."""
    await _follow(services)
    now = services.clock.now()
    async with services.database.reading() as session:
        if not await doings.is_anything_due(session, now):
            return
    more = True
    while more:
        async with services.database.transaction() as session:
            more = await mornings.plan_new(session, now) or await mornings.tell_due(session, now)


async def _follow(services: Services) -> None:
    now = services.clock.now()
    async with services.database.reading() as session:
        day = await following.day_to_follow_from(session, now)
    if day is None:
        return
    after: int | None = 0
    while after is not None:
        async with services.database.transaction() as session:
            after = await following.follow_page(session, day, after)
    async with services.database.transaction() as session:
        await following.has_followed(session, now)
