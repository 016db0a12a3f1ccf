"""Exports, and the objects that hold them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.db import insert_new, public_id, table_of
from bot.kit.files.keys import new_key
from bot.kit.tasks.tables import Task
from bot.kit.web.tables import ObjectRow
from bot.portfolio.rules.exports import A_DAY, Export, Form, Made, Scope, State, Volume
from bot.portfolio.tables import ExportRow, VolumeRow

exports = table_of(ExportRow)
volumes = table_of(VolumeRow)
_linked = table_of(ObjectRow)
_tasks = table_of(Task)
PREFIX = "portfolio"
_COLUMNS: Any = tuple(exports.c)


class ExportGone(LookupError):
    """Nobody, or somebody else, asked for an export of that id."""


def _export(row: Any) -> Export:
    values: dict[str, Any] = {column.name: getattr(row, column.name) for column in exports.c}
    read: dict[str, Any] = {
        "form": Form(row.form),
        "scope": Scope(row.scope),
        "state": State(row.state),
    }
    return Export(**{**values, **read})


async def add_export(
    session: AsyncSession, person_id: int, form: Form, scope: Scope, offered: int, now: datetime
) -> Export | None:
    """None where one is being made, or this very offer was taken up already."""
    adding: Any = (
        insert_new(session, ExportRow)
        .values(
            public_id=public_id(),
            person_id=person_id,
            form=str(form),
            scope=str(scope),
            state=str(State.MAKING),
            offered=offered,
            asked_at=now,
        )
        .on_conflict_do_nothing()
    )
    row = (await session.execute(adding.returning(*_COLUMNS))).one_or_none()
    return _export(row) if row else None


async def load_export(session: AsyncSession, person_id: int, public: str) -> Export:
    """One's own. Raises ExportGone."""
    found = select(*_COLUMNS).where(exports.c.public_id == public, exports.c.person_id == person_id)
    row = (await session.execute(found)).one_or_none()
    if row is None:
        raise ExportGone(public)
    return _export(row)


async def find_export(session: AsyncSession, export_id: int) -> Export | None:
    row = (await session.execute(select(*_COLUMNS).where(exports.c.id == export_id))).one_or_none()
    return _export(row) if row else None


async def find_offered(
    session: AsyncSession, person_id: int, form: Form, scope: Scope, offered: int
) -> Export | None:
    """What came of this offer."""
    found = select(*_COLUMNS).where(
        exports.c.person_id == person_id,
        exports.c.offered == offered,
        exports.c.form == str(form),
        exports.c.scope == str(scope),
    )
    row = (await session.execute(found)).one_or_none()
    return _export(row) if row else None


async def find_making(session: AsyncSession, person_id: int) -> Export | None:
    """What is being made for somebody now."""
    found = select(*_COLUMNS).where(
        exports.c.person_id == person_id, exports.c.state == str(State.MAKING)
    )
    row = (await session.execute(found)).one_or_none()
    return _export(row) if row else None


async def find_kept(session: AsyncSession, person_id: int) -> list[Export]:
    """Whose files are there or are being written; few, for they expire."""
    kept = exports.c.state.in_([str(State.MAKING), str(State.MADE)])
    found = select(*_COLUMNS).where(exports.c.person_id == person_id, kept)
    return [_export(row) for row in await session.execute(found)]


async def find_latest(session: AsyncSession, person_id: int) -> Export | None:
    """What was made for somebody last, also where it is gone by now."""
    found = (
        select(*_COLUMNS)
        .where(
            exports.c.person_id == person_id,
            exports.c.state.in_([str(State.MADE), str(State.GONE)]),
        )
        .order_by(exports.c.asked_at.desc(), exports.c.id.desc())
        .limit(1)
    )
    row = (await session.execute(found)).one_or_none()
    return _export(row) if row else None


async def find_asked(session: AsyncSession, person_id: int) -> list[datetime]:
    """When the latest exports were asked for; what failed was nobody's fault and does not count."""
    found = (
        select(exports.c.asked_at)
        .where(exports.c.person_id == person_id, exports.c.state != str(State.FAILED))
        .order_by(exports.c.asked_at.desc())
        .limit(A_DAY)
    )
    return list((await session.execute(found)).scalars())


async def settle(
    session: AsyncSession, export: Export, state: State, now: datetime, **values: object
) -> bool:
    """It goes on from the state in which it was loaded; False where it has done so before."""
    same = exports.c.id == export.id, exports.c.state == str(export.state)
    settling = update(exports).where(*same)
    settled: Any = await session.execute(
        settling.values(state=str(state), settled_at=now, live_message=None, **values)
    )
    return settled.rowcount == 1


async def is_making(session: AsyncSession, export_id: int) -> bool:
    found = select(exports.c.id).where(
        exports.c.id == export_id, exports.c.state == str(State.MAKING)
    )
    return (await session.execute(found)).first() is not None


async def mark_told(session: AsyncSession, export: Export) -> bool:
    """Whether the person still has to be told that it takes longer."""
    same = exports.c.id == export.id, exports.c.told.is_(False)
    told: Any = await session.execute(update(exports).where(*same).values(told=True))
    return told.rowcount == 1


async def set_live(session: AsyncSession, export: Export, message_id: int) -> None:
    values = {"live_message": message_id}
    await session.execute(update(exports).where(exports.c.id == export.id).values(**values))


async def reserve(session: AsyncSession, export: Export, names: Sequence[str]) -> list[Volume]:
    """Keys for so many objects, under these names: those there are already are used again, so that
    an export that begins anew leaves nothing behind.
    """
    held = {volume.number: volume for volume in await find_volumes(session, export.id)}
    reserved: list[Volume] = []
    for number, name in enumerate(names, 1):
        key = held[number].key if number in held else new_key(PREFIX)
        values: dict[str, Any] = {"name": name, "size": None, "sha256": None}
        saving: Any = insert_new(session, VolumeRow).values(
            export_id=export.id, number=number, key=key, **values
        )
        saved = saving.on_conflict_do_update(
            index_elements=["export_id", "number"], set_=values
        ).returning(volumes.c.id)
        row = (await session.execute(saved)).scalar_one()
        reserved.append(Volume(row, number, key, name))
    return reserved


async def find_volumes(session: AsyncSession, export_id: int) -> list[Volume]:
    found = select(volumes).where(volumes.c.export_id == export_id).order_by(volumes.c.number)
    return [
        Volume(row.id, row.number, row.key, row.name, row.size, row.sha256)
        for row in await session.execute(found)
    ]


async def find_export_of(session: AsyncSession, volume_id: int) -> Export | None:
    """The export that an object is of; None where it is gone."""
    found = select(volumes.c.export_id).where(volumes.c.id == volume_id)
    export_id = (await session.execute(found)).scalar_one_or_none()
    return None if export_id is None else await find_export(session, export_id)


async def save_volumes(session: AsyncSession, made: Made) -> None:
    """They are finished."""
    for volume in made.volumes:
        values = {"size": volume.size, "sha256": volume.sha256}
        await session.execute(update(volumes).where(volumes.c.id == volume.id).values(**values))


async def forget_volume(session: AsyncSession, volume_id: int) -> None:
    await session.execute(delete(volumes).where(volumes.c.id == volume_id))


async def find_finished(session: AsyncSession, after: int, limit: int) -> list[Volume]:
    """A page of all objects that are finished, whosever."""
    found = select(volumes).where(volumes.c.size.is_not(None), volumes.c.id > after)
    rows = await session.execute(found.order_by(volumes.c.id).limit(limit))
    return [Volume(row.id, row.number, row.key, row.name, row.size, row.sha256) for row in rows]


async def move_volume(session: AsyncSession, volume_id: int, former: str, key: str) -> bool:
    """The row names another object of the same content; False where it has moved on."""
    same = volumes.c.id == volume_id, volumes.c.key == former, volumes.c.size.is_not(None)
    moved: Any = await session.execute(update(volumes).where(*same).values(key=key))
    return moved.rowcount == 1


async def find_known(session: AsyncSession, keys: Sequence[str]) -> set[str]:
    """Which of these an export has, a link leads to, or a task is to delete later."""
    own = select(volumes.c.key).where(volumes.c.key.in_(keys))
    linked = select(_linked.c.key).where(_linked.c.key.in_(keys))
    payloads = {json.dumps({"key": key}): key for key in keys}
    leaving = select(_tasks.c.payload).where(
        _tasks.c.state.in_(("waiting", "running")), _tasks.c.payload.in_(payloads)
    )
    known = set((await session.execute(own)).scalars())
    known |= set((await session.execute(linked)).scalars())
    return known | {payloads[one] for one in (await session.execute(leaving)).scalars()}


async def find_due(session: AsyncSession, now: datetime, limit: int) -> list[Export]:
    """Finished exports whose week is over and that are still called made."""
    found = select(*_COLUMNS).where(exports.c.state == str(State.MADE), exports.c.expires_at <= now)
    rows = await session.execute(found.order_by(exports.c.id).limit(limit))
    return [_export(row) for row in rows]
