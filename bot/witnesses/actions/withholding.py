"""A witness's statement that was deleted for good leaves nothing here, either."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from bot.events import EvidenceWithheld
from bot.kit.delivery import outbox
from bot.witnesses import store
from bot.witnesses.actions.answering import key_of_notice


async def on_withheld(session: AsyncSession, event: EvidenceWithheld) -> None:
    """What was asked and answered goes with the part that held it; held back alone, it stays."""
    if not event.for_good or not event.entry:
        return
    request = await store.find_of_entry(session, event.entry)
    if request is None:
        return
    await store.wipe(session, request, event.at)
    await outbox.take_words_back(session, [key_of_notice(request)])
