"""Forgets what the inbox no longer needs: a tick, cheap when nothing is due."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from bot.kit.services import Services
from bot.kit.telegram import store

KEPT_HANDLED: Final = timedelta(days=2)  # Telegram repeats an update for a day at most
KEPT_SET_ASIDE: Final = timedelta(days=7)
EVERY: Final = timedelta(hours=1)
FACT: Final = "kit.tidied"


async def tidy(services: Services) -> None:
    """Once an hour: handled updates go after two days, payloads set aside after seven."""
    now = services.clock.now()
    async with services.database.transaction() as session:
        last = await store.load_fact(session, FACT)
        if last is not None and now - datetime.fromisoformat(last) < EVERY:
            return
        await store.purge_updates(session, now - KEPT_HANDLED)
        await store.empty_set_aside(session, now - KEPT_SET_ASIDE)
        await store.save_fact(session, FACT, now.isoformat())
