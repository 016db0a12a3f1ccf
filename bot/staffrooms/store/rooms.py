"""Connected groups: found, held by one task at a time, their budget, and who was told what."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import String, and_, cast, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.cohorts.tables import MemberRow
from bot.kit.db import insert_new, table_of
from bot.people.rules import Person, ScopeKind
from bot.people.store import people
from bot.staffrooms.rules.faults import Fault
from bot.staffrooms.rules.pace import spend
from bot.staffrooms.rules.topics import Room
from bot.staffrooms.tables import PaceRow, RoomRow, ToldRow
from bot.tutoring.rules.thread import State
from bot.tutoring.store.threads import questions

rooms = table_of(RoomRow)
_told = table_of(ToldRow)
_pace = table_of(PaceRow)
_members = table_of(MemberRow)
MOST: Final = 1000
STALE: Final = timedelta(minutes=10)  # a task that held a group so long is not coming back
_NAMES: Final = (
    "id", "group_id", "title", "language", "zone", "scope_kind", "scope", "connected_by", "fault",
    "changes",
)  # fmt: skip
_COLUMNS: Any = tuple(rooms.c[name] for name in _NAMES)


def _room(row: Any) -> Room:
    values = dict(zip(_NAMES, row, strict=True))
    values["scope_kind"] = ScopeKind(values["scope_kind"])
    values["fault"] = Fault(values["fault"]) if values["fault"] else None
    return Room(**values)


async def find_room(session: AsyncSession, group_id: int) -> Room | None:
    """The connection of a group, by its id in Telegram."""
    found = select(*_COLUMNS).where(rooms.c.group_id == group_id)
    row = (await session.execute(found)).one_or_none()
    return _room(row) if row else None


async def find_rooms(session: AsyncSession) -> list[Room]:
    """Every connected group; there are few."""
    rows = await session.execute(select(*_COLUMNS).order_by(rooms.c.id).limit(MOST))
    return [_room(row) for row in rows]


async def add_room(
    session: AsyncSession,
    group: tuple[int, str],
    by: Person,
    scope: tuple[ScopeKind, str | None],
    now: datetime,
) -> bool:
    """False where the group is connected already. `group` is its id and title."""
    added: Any = await session.execute(
        insert_new(session, RoomRow)
        .values(
            group_id=group[0],
            title=group[1],
            language=by.language,
            zone=by.zone,
            scope_kind=str(scope[0]),
            scope=scope[1],
            connected_by=by.id,
            connected_at=now,
            changes=0,
        )
        .on_conflict_do_nothing()
    )
    return added.rowcount == 1


async def delete_room(session: AsyncSession, room: Room) -> None:
    """After its topics; people may be told anew if the group is connected again."""
    await session.execute(delete(rooms).where(rooms.c.id == room.id))
    await session.execute(delete(_told).where(_told.c.group_id == room.group_id))


async def move_room(session: AsyncSession, room: Room, group_id: int) -> None:
    """Telegram has given the group another id."""
    moved = update(rooms).where(rooms.c.id == room.id)
    await session.execute(moved.values(group_id=group_id, again_at=None))


async def find_covering(session: AsyncSession, question_id: int) -> list[int]:
    """The groups that a question belongs into; none for one that is not sent."""
    # As words: a database may look at all sides of an OR, and no country is a number.
    cohorts = select(cast(_members.c.cohort_id, String)).where(_members.c.person_id == people.c.id)
    found: Any = (
        select(rooms.c.id)
        .join_from(questions, people, people.c.id == questions.c.asker_id)
        .join(
            rooms,
            or_(
                rooms.c.scope_kind == str(ScopeKind.PROGRAMME),
                and_(
                    rooms.c.scope_kind == str(ScopeKind.COUNTRY), rooms.c.scope == people.c.country
                ),
                and_(rooms.c.scope_kind == str(ScopeKind.COHORT), rooms.c.scope.in_(cohorts)),
            ),
        )
        .where(questions.c.id == question_id, questions.c.state != str(State.DRAFT))
    )
    return sorted((await session.execute(found)).scalars())


async def touch(session: AsyncSession, room_id: int) -> int | None:
    """Something changed in what it shows: how many changes there were; None where it is gone.

    It waits for whoever is about to let go of the group, and makes them look once more.
    """
    touched: Any = update(rooms).where(rooms.c.id == room_id).values(changes=rooms.c.changes + 1)
    row = (await session.execute(touched.returning(rooms.c.changes))).one_or_none()
    return row.changes if row else None


async def hold(session: AsyncSession, room_id: int, worker: int, now: datetime) -> Room | None:
    """The group, for this task alone; None where another has it, it waits, or it cannot be used."""
    free = or_(rooms.c.worker.is_(None), rooms.c.worker == worker, rooms.c.worked_at < now - STALE)
    waits = and_(rooms.c.again_at.is_not(None), rooms.c.again_at > now)
    holding: Any = update(rooms).where(rooms.c.id == room_id, rooms.c.fault.is_(None), free, ~waits)
    holding = holding.values(worker=worker, worked_at=now, again_at=None).returning(*_COLUMNS)
    row = (await session.execute(holding)).one_or_none()
    return _room(row) if row else None


async def let_go(
    session: AsyncSession, room: Room, worker: int, again_at: datetime | None = None
) -> bool:
    """Whether nothing has changed since it was held: else somebody has to look again."""
    mine = and_(rooms.c.id == room.id, rooms.c.worker == worker)
    values = {"worker": None, "again_at": again_at}
    gone: Any = await session.execute(
        update(rooms).where(mine, rooms.c.changes == room.changes).values(**values)
    )
    if gone.rowcount:
        return True
    await session.execute(update(rooms).where(mine).values(**values))
    return False


async def release(session: AsyncSession, room_id: int, worker: int) -> None:
    """Another task goes on."""
    mine = update(rooms).where(rooms.c.id == room_id, rooms.c.worker == worker)
    await session.execute(mine.values(worker=None))


async def set_fault(session: AsyncSession, room_id: int, fault: Fault | None) -> None:
    """Why nothing can be done there, or that it can be tried again."""
    values = {"fault": str(fault) if fault else None, "worker": None, "again_at": None}
    await session.execute(update(rooms).where(rooms.c.id == room_id).values(**values))


async def take_turn(
    session: AsyncSession, group_id: int, now: datetime, per_minute: float
) -> datetime | None:
    """None where a message may go now, and is counted; else the instant to come again."""
    new = insert_new(session, PaceRow).values(group_id=group_id, free_at=now)
    await session.execute(new.on_conflict_do_nothing())
    found = select(_pace.c.free_at).where(_pace.c.group_id == group_id).with_for_update()
    free_at, again_at = spend((await session.execute(found)).scalar_one(), now, per_minute)
    if again_at is None:
        spent = update(_pace).where(_pace.c.group_id == group_id)
        await session.execute(spent.values(free_at=free_at))
    return again_at


async def tell_once(session: AsyncSession, group_id: int, telegram_id: int, now: datetime) -> bool:
    """Whether they have not been told yet; now they are."""
    values = {"group_id": group_id, "telegram_id": telegram_id, "told_at": now}
    told: Any = await session.execute(
        insert_new(session, ToldRow).values(**values).on_conflict_do_nothing()
    )
    return told.rowcount == 1
