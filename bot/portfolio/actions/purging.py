"""What is deleted for good stays in no export that was made with it."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from bot.events import EvidenceWithheld
from bot.kit.web.objects import take_back_all
from bot.portfolio.actions.asking import STILL_WRITTEN, discard
from bot.portfolio.rules.exports import State
from bot.portfolio.store import exports as store


async def on_withheld(session: AsyncSession, event: EvidenceWithheld) -> None:
    """Exports are their owner's alone, so that it is enough to act when a part is purged."""
    if not event.for_good:
        return
    for export in await store.find_kept(session, event.person_id):
        writing = export.state is State.MAKING
        state = State.CANCELLED if writing else State.GONE
        if await store.settle(session, export, state, event.at):
            await discard(session, export, event.at + STILL_WRITTEN if writing else event.at)
    await take_back_all(session, event.person_id, event.at)
