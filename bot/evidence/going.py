"""Owners hear of drafts and files that go by themselves, while they can still do something."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from bot.evidence.actions.going import tell_of_draft, tell_of_file
from bot.evidence.rules.going import DRAFT_AHEAD, FILE_AHEAD
from bot.evidence.store import going
from bot.kit.services import Services
from bot.kit.telegram.store import load_fact, save_fact

A_PAGE: Final = 100
TOLD_ON: Final = "evidence.going.told_on"


async def tick(services: Services) -> None:
    """Once a day: what will be over after the time that somebody is told ahead."""
    now, settings = services.clock.now(), services.settings
    today = now.date().isoformat()
    old = now - timedelta(days=settings.drafts_days) + DRAFT_AHEAD
    waiting = now - timedelta(days=settings.quarantine_days) + FILE_AHEAD
    async with services.database.reading() as session:
        if await load_fact(session, TOLD_ON) == today:
            return
        drafts = await going.find_drafts(session, old, A_PAGE)
        files = await going.find_files(session, waiting, A_PAGE)
    async with services.database.transaction() as session:
        for number in drafts:
            await tell_of_draft(session, settings, number, now)
        for number in files:
            await tell_of_file(session, number, now)
        if max(len(drafts), len(files)) < A_PAGE:  # else the rest follows at once
            await save_fact(session, TOLD_ON, today)
