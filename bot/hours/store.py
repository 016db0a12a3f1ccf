"""All SQL of working hours and absence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.hours.rules.calendar import Away
from bot.hours.rules.setting import Presence, Setting, calendar_of
from bot.hours.rules.week import Week, pack_week, read_week
from bot.hours.tables import AwayRow, WeekRow
from bot.kit.db import insert_new, table_of
from bot.people.rules import Person

weeks = table_of(WeekRow)
aways = table_of(AwayRow)
_OVER = timedelta(days=2)  # by then a day is over in every zone


async def load_setting(session: AsyncSession, person: Person) -> Setting:
    """What they have set; their own zone and country before they set anything."""
    row = (await session.execute(select(weeks).where(weeks.c.person_id == person.id))).one_or_none()
    return _setting(row) if row else Setting(person.zone, country=person.country)


def _setting(row: Any) -> Setting:
    week: Week | None = read_week(row.week) if row.week else None
    return Setting(row.zone, week, row.country, frozenset(row.languages.split()))


async def save_setting(session: AsyncSession, person_id: int, setting: Setting) -> None:
    """In place of what was set before."""
    values: Any = {
        "zone": setting.zone,
        "week": pack_week(setting.week) if setting.week else "",
        "country": setting.country,
        "languages": " ".join(sorted(setting.languages)),
    }
    adding = insert_new(session, WeekRow).values(person_id=person_id, **values)
    await session.execute(adding.on_conflict_do_update(index_elements=["person_id"], set_=values))


async def find_away(session: AsyncSession, person_id: int, today: date) -> Sequence[Away]:
    """Their days away that are not over, the next first."""
    found = select(aways).where(aways.c.person_id == person_id, aways.c.last_day >= today)
    rows = await session.execute(found.order_by(aways.c.first_day, aways.c.id).limit(50))
    return [_away(row) for row in rows]


def _away(row: Any) -> Away:
    return Away(row.first_day, row.last_day, row.deputy_id, row.id)


async def count_away(session: AsyncSession, person_id: int, today: date) -> int:
    """How many of them are not over."""
    found = select(func.count()).where(aways.c.person_id == person_id, aways.c.last_day >= today)
    return (await session.execute(found)).scalar_one()


async def add_away(
    session: AsyncSession, person_id: int, first: date, last: date, now: datetime
) -> int:
    """Its number; the same days once more are those that are there."""
    same = select(aways.c.id).where(
        aways.c.person_id == person_id, aways.c.first_day == first, aways.c.last_day == last
    )
    number = (await session.execute(same.limit(1))).scalar_one_or_none()
    if number is not None:
        return number
    adding: Any = insert(aways).values(
        person_id=person_id, first_day=first, last_day=last, made_at=now
    )
    return (await session.execute(adding.returning(aways.c.id))).scalar_one()


async def load_away(session: AsyncSession, person_id: int, away_id: int) -> Away | None:
    """One of theirs."""
    found = select(aways).where(aways.c.id == away_id, aways.c.person_id == person_id)
    row = (await session.execute(found)).one_or_none()
    return _away(row) if row else None


async def save_deputy(
    session: AsyncSession, person_id: int, away_id: int, deputy_id: int | None
) -> None:
    """Who stands in, or nobody."""
    changing = update(aways).where(aways.c.id == away_id, aways.c.person_id == person_id)
    await session.execute(changing.values(deputy_id=deputy_id))


async def delete_away(session: AsyncSession, person_id: int, away_id: int) -> None:
    gone = delete(aways).where(aways.c.id == away_id, aways.c.person_id == person_id)
    await session.execute(gone)


async def find_presences(
    session: AsyncSession, staff: Iterable[Person], now: datetime
) -> dict[int, Presence]:
    """When each of several people is there, by id: two statements."""
    people = {person.id: person for person in staff}
    if not people:
        return {}
    set_by = await session.execute(select(weeks).where(weeks.c.person_id.in_(list(people))))
    settings = {row.person_id: _setting(row) for row in set_by}
    away: dict[int, list[Away]] = {}
    coming = select(aways).where(
        aways.c.person_id.in_(list(people)), aways.c.last_day >= (now - _OVER).date()
    )
    for row in await session.execute(coming.order_by(aways.c.id)):
        away.setdefault(row.person_id, []).append(_away(row))
    return {
        number: _presence(person, settings.get(number), tuple(away.get(number, ())))
        for number, person in people.items()
    }


def _presence(person: Person, setting: Setting | None, away: tuple[Away, ...]) -> Presence:
    known = setting or Setting(person.zone)
    return Presence(calendar_of(known, away), known.languages | {person.language})
