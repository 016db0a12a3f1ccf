"""What happens to judgements with time."""

from __future__ import annotations

from bot.judging.actions.chasing import chase_due
from bot.judging.rules.waiting import Terms
from bot.kit.services import Services


async def tick(services: Services) -> None:
    """Remind, pass on, look for assessors again: a page a transaction."""
    settings = services.settings
    terms = Terms(settings.judgement_days, settings.second_assessor_share)
    more = True
    while more:
        async with services.database.transaction() as session:
            more = await chase_due(session, terms, services.clock.now())
