"""What staff see of their lists, and what they put aside."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.refusals import ScreenOutdated
from bot.lists.actions.following import follow
from bot.lists.addresses import OpenList
from bot.lists.rules.entries import Counts, Entry, List, Pause, Why, aside_until
from bot.lists.store import doings
from bot.lists.store import entries as store
from bot.people.rules import Person


async def count_own(session: AsyncSession, staff: Person, now: datetime) -> Counts:
    """How long somebody's own lists are; one statement."""
    return (await store.count_entries(session, [staff], now))[staff.id]


async def open_list(
    session: AsyncSession, staff: Person, which: List, page: int, size: int, now: datetime
) -> list[Entry]:
    """A page of a list, and one more if there is another page.

    Who has done something in the last minutes is not on it any more.
    """
    found = await _page(session, staff, which, page, size, now)
    ids = [one.person_id for one in found] if which is not List.WAITING else []
    if ids and await follow(session, ids):
        return await _page(session, staff, which, page, size, now)
    return found


async def _page(
    session: AsyncSession, staff: Person, which: List, page: int, size: int, now: datetime
) -> list[Entry]:
    return await store.find_entries(session, staff, which, now, limit=size + 1, offset=page * size)


async def load_entry(
    session: AsyncSession, staff: Person, why: Why, person: str, reference: str, now: datetime
) -> Entry:
    """Somebody on a list in scope, put aside or not. Raises ScreenOutdated, which leads to it."""
    found = await store.find_entry(session, staff, why, person, reference, now)
    if found is not None and not reference and await follow(session, [found.person_id]):
        found = await store.find_entry(session, staff, why, person, reference, now)
    if found is None:
        raise ScreenOutdated(instead=OpenList(why.list))
    return found


async def put_aside(
    session: AsyncSession, staff: Person, entry: Entry, pause: Pause, now: datetime
) -> datetime:
    """Not before that instant again, for this one of the staff alone."""
    until = aside_until(pause, staff, now)
    await doings.put_aside(session, staff, entry, until)
    return until
