"""Who is to be looked at when, and what became of what was due."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Select, bindparam, delete, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.db import insert_new, table_of
from bot.people.store import people
from bot.reminders.rules.deciding import Look
from bot.reminders.rules.facts import Kind, Reason, Record
from bot.reminders.tables import DueRow, LogRow

due = table_of(DueRow)
log = table_of(LogRow)
SENT: Final = "sent"
SKIPPED: Final = "skipped"
_LAST_KNOWN = select(func.coalesce(func.max(due.c.person_id), 0)).scalar_subquery()
_NEW = select(people.c.id).where(people.c.id > _LAST_KNOWN)


@dataclass(frozen=True, slots=True)
class DueRecord:
    """A person to be looked at now."""

    person_id: int
    since: datetime
    looked_at: datetime


async def is_anybody_due(session: AsyncSession, now: datetime) -> bool:
    """Whether a tick has anything to do: two look-ups in indexes, however many people there are."""
    waiting = select(due.c.person_id).where(due.c.due_at <= now).exists()
    return bool((await session.execute(select(or_(waiting, _NEW.exists())))).scalar_one())


async def add_new_people(session: AsyncSession, now: datetime) -> None:
    """Everybody who came after the newest one that is known is to be looked at."""
    theirs = select(people.c.id, *(bindparam(None, now, due.c.due_at.type) for _ in range(3)))
    columns = ["person_id", "due_at", "since", "looked_at"]
    adding = insert(due).from_select(columns, theirs.where(people.c.id > _LAST_KNOWN))
    await session.execute(adding)


async def look_soon(session: AsyncSession, person_id: int, now: datetime) -> None:
    """Something that matters for somebody's reminders has changed."""
    adding = insert_new(session, DueRow).values(
        person_id=person_id, due_at=now, since=now, looked_at=now
    )
    await session.execute(
        adding.on_conflict_do_update(index_elements=["person_id"], set_={"due_at": now})
    )


async def look_soon_at_all(session: AsyncSession, chosen: Select[Any], now: datetime) -> None:
    """As `look_soon`, at everybody whose id is selected."""
    of = chosen.subquery()
    rows = select(of.c[0], *(bindparam(None, now, due.c.due_at.type) for _ in range(3)))
    columns = ["person_id", "due_at", "since", "looked_at"]
    adding = insert_new(session, DueRow).from_select(columns, rows.where(of.c[0].is_not(None)))
    await session.execute(
        adding.on_conflict_do_update(index_elements=["person_id"], set_={"due_at": now})
    )


async def find_due(session: AsyncSession, now: datetime, limit: int) -> list[DueRecord]:
    """Who is to be looked at by now, the longest due first; on PostgreSQL each by one worker."""
    found = (
        select(due.c.person_id, due.c.since, due.c.looked_at)
        .where(due.c.due_at <= now)
        .order_by(due.c.due_at, due.c.person_id)
        .limit(limit)
    )
    if session.get_bind().dialect.name == "postgresql":
        found = found.with_for_update(skip_locked=True)
    return [DueRecord(*row) for row in await session.execute(found)]


async def find_due_of(session: AsyncSession, person_id: int) -> DueRecord | None:
    found = select(due.c.person_id, due.c.since, due.c.looked_at)
    row = (await session.execute(found.where(due.c.person_id == person_id))).one_or_none()
    return DueRecord(*row) if row else None


async def save_looks(session: AsyncSession, looks: Mapping[int, Look], now: datetime) -> None:
    """When each person is to be looked at next, and what became of what was due."""
    connection = await session.connection()
    await connection.execute(
        update(due)
        .where(due.c.person_id == bindparam("of"))
        .values(due_at=bindparam("next_at"), looked_at=bindparam("now")),
        [{"of": of, "next_at": look.next_at, "now": now} for of, look in looks.items()],
    )
    records = [_log_values(of, record) for of, look in looks.items() for record in look.records]
    if records:
        await connection.execute(insert_new(session, LogRow).on_conflict_do_nothing(), records)


def _log_values(person_id: int, record: Record) -> dict[str, object]:
    return {
        "person_id": person_id,
        "kind": str(record.kind),
        "key": record.key,
        "outcome": SENT if record.reason is None else SKIPPED,
        "reason": None if record.reason is None else str(record.reason),
        "at": record.at,
    }


async def find_records(
    session: AsyncSession, person_ids: Iterable[int], since: datetime
) -> dict[int, list[Record]]:
    """What became of several people's reminders since then, oldest first."""
    found = (
        select(log.c.person_id, log.c.kind, log.c.key, log.c.at, log.c.reason)
        .where(log.c.person_id.in_(list(person_ids)), log.c.at >= since)
        .order_by(log.c.person_id, log.c.at, log.c.id)
    )
    records: dict[int, list[Record]] = {}
    for of, kind, key, at, reason in await session.execute(found):
        record = Record(Kind(kind), key, at, Reason(reason) if reason else None)
        records.setdefault(of, []).append(record)
    return records


async def erase(session: AsyncSession, person_id: int) -> None:
    for table in (log, due):
        await session.execute(delete(table).where(table.c.person_id == person_id))
