"""Conflicts of interest as assessors declared them, and those that were lifted."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.judging.rules.desk import Declared
from bot.judging.rules.separation import Conflict
from bot.judging.store.assignments import conflicts
from bot.judging.store.lists import in_scope
from bot.judging.tables import ConflictRow
from bot.kit.db import insert_new
from bot.people.rules import Person
from bot.people.store import people

_assessors = people.alias("assessors")


async def save_conflict(
    session: AsyncSession,
    assessor_id: int,
    person_id: int,
    kind: Conflict,
    note: str,
    now: datetime,
) -> None:
    """What an assessor declares about somebody; the newest words stand, lifted or not before."""
    values = {
        "kind": str(kind), "note": note, "declared_at": now,
        "lifted_at": None, "lifted_by": None, "lifted_because": None,
    }  # fmt: skip
    saving = insert_new(session, ConflictRow).values(
        assessor_id=assessor_id, person_id=person_id, **values
    )
    await session.execute(
        saving.on_conflict_do_update(index_elements=["assessor_id", "person_id"], set_=values)
    )


async def find_declared(
    session: AsyncSession, assessor_id: int, *, limit: int, offset: int
) -> list[tuple[str, str, str]]:
    """A page of whom an assessor does not judge: name, kind and note, the newest first."""
    found = (
        select(people.c.name, conflicts.c.kind, conflicts.c.note)
        .join_from(conflicts, people, people.c.id == conflicts.c.person_id)
        .where(conflicts.c.assessor_id == assessor_id, conflicts.c.lifted_at.is_(None))
        .order_by(conflicts.c.id.desc())
    )
    rows = await session.execute(found.limit(limit).offset(offset))
    return [(row.name, row.kind, row.note) for row in rows]


def _of_others(coordinator: Person, *columns: Any) -> Any:
    """What holds about trainees in somebody's scope."""
    joined = conflicts.join(people, people.c.id == conflicts.c.person_id).join(
        _assessors, _assessors.c.id == conflicts.c.assessor_id
    )
    holds = (conflicts.c.lifted_at.is_(None), in_scope(coordinator))
    return select(*columns).select_from(joined).where(*holds)


_DECLARED: Any = (
    conflicts.c.id,
    conflicts.c.assessor_id,
    conflicts.c.person_id,
    _assessors.c.name.label("assessor"),
    people.c.name.label("trainee"),
    conflicts.c.kind,
    conflicts.c.note,
    conflicts.c.declared_at,
)


def _declared(row: Any) -> Declared:
    number, assessor_id, person_id, assessor, trainee, kind, note, at = row
    return Declared(number, assessor_id, person_id, assessor, trainee, Conflict(kind), note, at)


async def find_holding(
    session: AsyncSession, coordinator: Person, *, limit: int, offset: int
) -> list[Declared]:
    """A page of what assessors declared about trainees in scope, the newest first."""
    newest = _of_others(coordinator, *_DECLARED).order_by(conflicts.c.id.desc())
    return [_declared(row) for row in await session.execute(newest.limit(limit).offset(offset))]


async def count_holding(session: AsyncSession, coordinator: Person) -> int:
    """How many of them there are."""
    return (await session.execute(_of_others(coordinator, func.count()))).scalar_one()


async def find_one(session: AsyncSession, coordinator: Person, number: int) -> Declared | None:
    """One of them; None for all others, and for one that was lifted."""
    found = _of_others(coordinator, *_DECLARED).where(conflicts.c.id == number)
    row = (await session.execute(found)).one_or_none()
    return _declared(row) if row else None


async def lift(
    session: AsyncSession, number: int, coordinator_id: int, because: str, now: datetime
) -> bool:
    """It holds no more; False where somebody has lifted it already."""
    lifting: Any = (
        update(conflicts)
        .where(conflicts.c.id == number, conflicts.c.lifted_at.is_(None))
        .values(lifted_at=now, lifted_by=coordinator_id, lifted_because=because)
    )
    changed: Any = await session.execute(lifting)
    return changed.rowcount == 1
