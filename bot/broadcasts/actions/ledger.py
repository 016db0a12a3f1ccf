"""Who got it: the file, and those of whom it is uncertain."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot.broadcasts.actions.access import load_visible
from bot.broadcasts.addresses import OpenBroadcast
from bot.broadcasts.rules.ledger import Row
from bot.broadcasts.rules.states import Broadcast
from bot.broadcasts.store import recipients
from bot.kit.refusals import ScreenOutdated
from bot.kit.tasks.queue import queue_task
from bot.people.rules import Person

UNCERTAIN: Final = "uncertain"


async def ask_for_ledger(
    session: AsyncSession, person: Person, number: int, now: datetime
) -> Broadcast:
    """The file is written by a task: with 20,000 rows it takes a second. Raises ScreenOutdated
    where nobody is to get anything.
    """
    broadcast = await load_visible(session, person, number)
    if broadcast.batch_id is None:
        raise ScreenOutdated(instead=OpenBroadcast(number))
    await queue_task(
        session,
        "broadcasts.ledger",
        {"broadcast": number, "person": person.id},
        dedupe_key=f"broadcasts.ledger.{number}.{person.id}.{now.isoformat()}",
        run_after=now,
    )
    return broadcast


async def find_uncertain(
    session: AsyncSession, broadcast: Broadcast, page: int, size: int
) -> tuple[list[Row], int]:
    """A page of those whom it may or may not have reached, and how many they are."""
    counts = await recipients.load_counts(session, broadcast.batch_id)
    rows = await recipients.find_rows(
        session,
        broadcast.id,
        broadcast.batch_id or 0,
        after=0,
        limit=size,
        offset=page * size,
        state=UNCERTAIN,
    )
    return rows, counts.number(UNCERTAIN)


async def count_readers(session: AsyncSession, broadcast: Broadcast, language: str) -> int:
    """How many phones show the text of a language."""
    contents = await recipients.find_contents(session, broadcast.id)
    return await recipients.count_with(session, broadcast.batch_id or 0, contents.get(language, []))
