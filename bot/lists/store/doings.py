"""What staff did about their lists: put aside, written to, when they are told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, exists, not_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.db import insert_new, table_of
from bot.lists.rules.entries import KEEPERS, Entry
from bot.lists.tables import AsideRow, ContactRow, MorningRow
from bot.people.rules import Person
from bot.people.store import grants

_asides = table_of(AsideRow)
_mornings = table_of(MorningRow)


async def put_aside(session: AsyncSession, staff: Person, entry: Entry, until: datetime) -> None:
    """The later word counts."""
    adding = insert_new(session, AsideRow).values(
        staff_id=staff.id,
        person_id=entry.person_id,
        why=str(entry.why),
        reference=entry.reference,
        until=until,
    )
    key = ["staff_id", "person_id", "why", "reference"]
    await session.execute(adding.on_conflict_do_update(index_elements=key, set_={"until": until}))


async def take_back(session: AsyncSession, staff: Person, entry: Entry) -> bool:
    """Whether it was put aside."""
    gone: Any = await session.execute(
        delete(_asides).where(
            _asides.c.staff_id == staff.id,
            _asides.c.person_id == entry.person_id,
            _asides.c.why == str(entry.why),
            _asides.c.reference == entry.reference,
        )
    )
    return gone.rowcount == 1


async def save_contact(session: AsyncSession, staff: Person, person_id: int, now: datetime) -> None:
    """Somebody of the staff wrote to a trainee."""
    adding = insert_new(session, ContactRow).values(person_id=person_id, staff_id=staff.id, at=now)
    changed = {"staff_id": staff.id, "at": now}
    await session.execute(adding.on_conflict_do_update(index_elements=["person_id"], set_=changed))


async def find_new_keepers(session: AsyncSession, limit: int) -> list[int]:
    """Tutors and coordinators for whom no morning is planned yet."""
    planned = exists().where(_mornings.c.person_id == grants.c.person_id)
    found = (
        select(grants.c.person_id)
        .where(grants.c.role.in_([str(role) for role in KEEPERS]), not_(planned))
        .distinct()
        .limit(limit)
    )
    return list((await session.execute(found)).scalars())


async def add_mornings(session: AsyncSession, due: Mapping[int, datetime]) -> None:
    rows = [{"person_id": of, "due_at": at, "wanted": True} for of, at in due.items()]
    if rows:
        await session.execute(insert_new(session, MorningRow).on_conflict_do_nothing(), rows)


async def find_due(session: AsyncSession, now: datetime, limit: int) -> dict[int, datetime]:
    """Who is to be told by now and wants to be, with when it was due; each by one worker."""
    found = (
        select(_mornings.c.person_id, _mornings.c.due_at)
        .where(_mornings.c.due_at <= now)
        .order_by(_mornings.c.due_at, _mornings.c.person_id)
        .limit(limit)
    )
    if session.get_bind().dialect.name == "postgresql":
        found = found.with_for_update(skip_locked=True)
    return {row.person_id: row.due_at for row in await session.execute(found)}


async def is_anything_due(session: AsyncSession, now: datetime) -> bool:
    """Two look-ups in indexes."""
    due = select(_mornings.c.person_id).where(_mornings.c.due_at <= now).limit(1)
    return (await session.execute(due)).first() is not None or bool(
        await find_new_keepers(session, 1)
    )


async def plan_mornings(session: AsyncSession, due: Mapping[int, datetime]) -> None:
    """When each is to be told next."""
    connection = await session.connection()
    await connection.execute(
        update(_mornings)
        .where(_mornings.c.person_id == bindparam("of"))
        .values(due_at=bindparam("next_at")),
        [{"of": of, "next_at": at} for of, at in due.items()],
    )


async def forget_morning(session: AsyncSession, person_id: int) -> None:
    """Other hours or another zone: it is planned anew, unless they do not want to be told."""
    wanted = (_mornings.c.person_id == person_id) & _mornings.c.wanted.is_(True)
    await session.execute(delete(_mornings).where(wanted))


async def wants_mornings(session: AsyncSession, person_id: int) -> bool:
    """Whoever has said nothing does."""
    found = select(_mornings.c.wanted).where(_mornings.c.person_id == person_id)
    return (await session.execute(found)).scalar_one_or_none() is not False


async def set_mornings(
    session: AsyncSession, person_id: int, due_at: datetime, *, wanted: bool
) -> None:
    """Whether somebody wants to be told, and when next."""
    adding = insert_new(session, MorningRow).values(
        person_id=person_id, due_at=due_at, wanted=wanted
    )
    changed = {"due_at": due_at, "wanted": wanted}
    await session.execute(adding.on_conflict_do_update(index_elements=["person_id"], set_=changed))


async def find_unwilling(session: AsyncSession, person_ids: list[int]) -> frozenset[int]:
    """Who of these does not want to be told."""
    found = select(_mornings.c.person_id).where(
        _mornings.c.person_id.in_(person_ids), _mornings.c.wanted.is_(False)
    )
    return frozenset((await session.execute(found)).scalars())
