"""Whoever runs the programme puts off what goes by itself."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.audit.log import record
from bot.kit.audit.rules import Action, Deed, Reference
from bot.kit.telegram.store import load_fact, save_fact
from bot.people.rules import Person
from bot.privacy.rules.retention import HELD_FOR

HELD_UNTIL: Final = "privacy.held_until"


async def hold_back(session: AsyncSession, person: Person, now: datetime) -> datetime:
    """Nothing goes by itself before the instant that comes back; recorded."""
    until = now + HELD_FOR
    await save_fact(session, HELD_UNTIL, until.isoformat())
    held = Reference("retention", f"{until:%Y-%m-%d}")
    record(session, Deed(Action.PRIVACY_HELD, now, held, person.id))
    return until


async def is_held(session: AsyncSession, now: datetime) -> bool:
    until = await load_fact(session, HELD_UNTIL)
    return until is not None and now < datetime.fromisoformat(until)
