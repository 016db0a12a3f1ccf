"""What is held back is behind no link; what is deleted for good stays in no export made with it."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from bot.events import EvidenceWithheld
from bot.kit.web.objects import take_back_all
from bot.kit.web.tokens import TokenFault
from bot.portfolio.actions.asking import STILL_WRITTEN, discard
from bot.portfolio.rules.exports import State
from bot.portfolio.store import exports as store


async def on_withheld(session: AsyncSession, event: EvidenceWithheld) -> None:
    """While it is only held back, what came to its owner's own chat is theirs; but a link opens for
    whoever holds it.
    """
    for export in await store.find_kept(session, event.person_id):
        writing = export.state is State.MAKING
        if not (event.for_good or writing or export.by_link):
            continue
        state = State.CANCELLED if writing else State.GONE
        if await store.settle(session, export, state, event.at):
            await discard(session, export, event.at + STILL_WRITTEN if writing else event.at)
    why = TokenFault.REVOKED if event.for_good else TokenFault.HELD_BACK
    await take_back_all(session, event.person_id, event.at, why)
