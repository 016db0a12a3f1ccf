"""What joining forgets by itself: interests after half a year, and those who never came in."""

from __future__ import annotations

from typing import Final

from bot.joining.rules import INTEREST_KEPT
from bot.joining.store import delete_old_entries, delete_old_interests
from bot.kit.services import Services
from bot.kit.telegram.store import load_fact, save_fact

FORGOTTEN_ON: Final = "joining.forgotten_on"


async def tick(services: Services) -> None:
    """Once a day."""
    now = services.clock.now()
    today = now.date().isoformat()
    async with services.database.reading() as session:
        if await load_fact(session, FORGOTTEN_ON) == today:
            return
    async with services.database.transaction() as session:
        await delete_old_interests(session, now - INTEREST_KEPT)
        await delete_old_entries(session, now - INTEREST_KEPT)
        await save_fact(session, FORGOTTEN_ON, today)
