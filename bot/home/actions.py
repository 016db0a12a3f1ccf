"""The contact with Telegram."""

from __future__ import annotations

from bot.kit.services import Services
from bot.kit.telegram import store


async def note_contact(services: Services) -> None:
    """Remember when Telegram was last in contact."""
    now = services.clock.now().isoformat()
    async with services.database.transaction() as session:
        await store.save_fact(session, "telegram.contact", now)
