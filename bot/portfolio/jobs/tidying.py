"""Once a day: what is over goes though its task was lost, and so does what no row knows."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Final

from bot.kit.files.failures import StoreUnreachable
from bot.kit.files.orphans import find_orphans
from bot.kit.services import Services
from bot.kit.telegram.store import load_fact, save_fact
from bot.portfolio.actions.asking import discard
from bot.portfolio.store import exports as store

SWEPT: Final = "portfolio.swept"
A_PAGE: Final = 100
# An export under way has its key on record, but nobody is to be raced.
OLD: Final = timedelta(days=1)
log = logging.getLogger(__name__)


async def tick(services: Services) -> None:
    """A store out of reach is looked at on the next day."""
    now = services.clock.now()
    async with services.database.reading() as session:
        if await load_fact(session, SWEPT) == now.date().isoformat():
            return
    async with services.database.transaction() as session:
        await save_fact(session, SWEPT, now.date().isoformat())
        for export in await store.find_due(session, now - OLD, A_PAGE):
            await discard(session, export, now)
    try:
        async for key in find_orphans(
            services.database, services.objects, store.PREFIX, store.find_known, now - OLD
        ):
            log.warning("an export that no row knows is deleted: %s", key)
            await services.objects.delete(key)
    except StoreUnreachable as failed:
        log.warning("exports could not be looked through: %s", failed)
