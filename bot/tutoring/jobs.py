"""What happens to questions with time."""

from __future__ import annotations

from bot.kit.services import Services
from bot.tutoring.actions.escalating import escalate_due


async def tick(services: Services) -> None:
    """Bring up what nobody has answered in the agreed hours, a page a transaction."""
    more = True
    while more:
        async with services.database.transaction() as session:
            now = services.clock.now()
            more = await escalate_due(session, now, services.settings.answer_hours)
