"""All SQL of the plan: what tutors have put on top, and whose plans a tutor may see."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, bindparam, delete, false, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession

from bot.cohorts.store import members
from bot.kit.db import insert_new, table_of
from bot.people.rules import Grant, Person, Role, ScopeKind
from bot.people.store import grants, load_people, people
from bot.plan.tables import PinRow

_pins = table_of(PinRow)
_OF_PERSON = (
    select(_pins.c.lesson, people.c.name)
    .join_from(_pins, people, people.c.id == _pins.c.tutor_id)
    .where(_pins.c.person_id == bindparam("person"))
)


async def load_pins(session: AsyncSession, person_id: int) -> dict[str, str]:
    """The names of the tutors who have put lessons on top, by lesson."""
    rows = await session.execute(_OF_PERSON, {"person": person_id})
    return {row.lesson: row.name for row in rows}


async def add_pin(
    session: AsyncSession, person_id: int, lesson: str, tutor_id: int, now: datetime
) -> bool:
    """Whether the lesson was not on top before; one that is stays with who put it there."""
    inserted: Any = await session.execute(
        insert_new(session, PinRow)
        .values(person_id=person_id, lesson=lesson, tutor_id=tutor_id, pinned_at=now)
        .on_conflict_do_nothing()
    )
    return inserted.rowcount == 1


async def delete_pin(session: AsyncSession, person_id: int, lesson: str) -> bool:
    """Whether it was on top."""
    mine = (_pins.c.person_id == person_id) & (_pins.c.lesson == lesson)
    gone: Any = await session.execute(delete(_pins).where(mine))
    return gone.rowcount == 1


async def find_person_id(session: AsyncSession, public_id: str) -> int | None:
    found = select(people.c.id).where(people.c.public_id == public_id)
    return (await session.execute(found)).scalar_one_or_none()


async def find_trainees(
    session: AsyncSession, scopes: Iterable[Grant], *, but: int, limit: int, offset: int
) -> list[Person]:
    """A page of the trainees whom the scopes cover as `cohorts.rules.covers` does, by name."""
    trainees = select(grants.c.person_id).where(grants.c.role == str(Role.TRAINEE))
    found = (
        select(people.c.id)
        .where(people.c.id.in_(trainees), people.c.id != but, _within(scopes))
        .order_by(people.c.name, people.c.id)
        .limit(limit)
        .offset(offset)
    )
    numbers = list((await session.execute(found)).scalars())
    loaded = await load_people(session, numbers) if numbers else {}
    return [loaded[number] for number in numbers]


def _within(scopes: Iterable[Grant]) -> ColumnElement[bool]:
    reached: list[ColumnElement[bool]] = [false()]
    for grant in scopes:
        if grant.scope_kind is ScopeKind.PROGRAMME:
            return true()
        if grant.scope_kind is ScopeKind.COUNTRY:
            reached.append(people.c.country == grant.scope)
        else:
            group = select(members.c.person_id).where(members.c.cohort_id == int(grant.scope or 0))
            reached.append(people.c.id.in_(group))
    return or_(*reached)
