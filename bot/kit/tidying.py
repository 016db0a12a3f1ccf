"""Forgets what the inbox and the pages no longer need: a tick, cheap when nothing is due."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from bot.kit.services import Services
from bot.kit.telegram import store
from bot.kit.web import throttle, tokens

KEPT_HANDLED: Final = timedelta(days=2)  # Telegram repeats an update for a day at most
KEPT_SET_ASIDE: Final = timedelta(days=7)
KEPT_LINKS: Final = timedelta(days=60)  # so long an old link says what became of it
EVERY: Final = timedelta(hours=1)
FACT: Final = "kit.tidied"


async def tidy(services: Services) -> None:
    """Once an hour: handled updates go after two days, payloads set aside after seven, links sixty
    days after they expired, counts of wrong ones after a day.
    """
    now = services.clock.now()
    async with services.database.transaction() as session:
        last = await store.load_fact(session, FACT)
        if last is not None and now - datetime.fromisoformat(last) < EVERY:
            return
        await store.purge_updates(session, now - KEPT_HANDLED)
        await store.empty_set_aside(session, now - KEPT_SET_ASIDE)
        await tokens.purge(session, now - KEPT_LINKS)
        await throttle.purge(session, now)
        await store.save_fact(session, FACT, now.isoformat())
