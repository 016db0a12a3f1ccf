"""How people want each kind."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.db import insert_new, table_of
from bot.reminders.rules.facts import Frequency, Kind, Preference
from bot.reminders.tables import PreferenceRow

preferences = table_of(PreferenceRow)


async def find_preferences(
    session: AsyncSession, person_ids: Iterable[int]
) -> dict[int, dict[Kind, Preference]]:
    """What several people have chosen, by kind."""
    found = select(
        preferences.c.person_id,
        preferences.c.kind,
        preferences.c.frequency,
        preferences.c.snoozed_until,
    ).where(preferences.c.person_id.in_(list(person_ids)))
    chosen: dict[int, dict[Kind, Preference]] = {}
    for of, kind, frequency, snoozed_until in await session.execute(found):
        chosen.setdefault(of, {})[Kind(kind)] = Preference(Frequency(frequency), snoozed_until)
    return chosen


async def save_preference(
    session: AsyncSession, person_id: int, kind: Kind, **values: object
) -> None:
    """Change frequency or snoozed_until of a kind."""
    adding = insert_new(session, PreferenceRow).values(
        person_id=person_id, kind=str(kind), **{"frequency": str(Frequency.ON), **values}
    )
    await session.execute(
        adding.on_conflict_do_update(index_elements=["person_id", "kind"], set_=values)
    )


async def erase(session: AsyncSession, person_id: int) -> None:
    await session.execute(delete(preferences).where(preferences.c.person_id == person_id))
