"""What time brings to those who are due."""

from __future__ import annotations

from bot.kit.services import Services
from bot.reminders.actions.looking import look_at_due
from bot.reminders.store import looks


async def tick(services: Services) -> None:
    """Look at everybody who is due, a page a transaction; one small read where nobody is."""
    now, most = services.clock.now(), services.settings.weekly_messages
    async with services.database.reading() as session:
        if not await looks.is_anybody_due(session, now):
            return
    more = True
    while more:
        async with services.database.transaction() as session:
            more = await look_at_due(session, now, most)
