"""Parts that are held back because they may hold client data, and who reported them."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.evidence.rules.entries import EntryState
from bot.evidence.rules.holds import (
    OPEN,
    WARNED_BEFORE,
    HeldPiece,
    Hold,
    HoldState,
    Report,
    Step,
    Why,
    due_after,
    following,
)
from bot.evidence.rules.pieces import Piece
from bot.evidence.store.entries import entries
from bot.evidence.store.pieces import COLUMNS as PIECE_COLUMNS
from bot.evidence.store.pieces import piece_of, pieces, versions
from bot.evidence.store.reviews import in_scope
from bot.evidence.tables import HoldRow, ReportRow
from bot.kit.db import insert_new, table_of
from bot.people.rules import Person, Role
from bot.people.store import people

holds = table_of(HoldRow)
reports = table_of(ReportRow)
MOST_REPORTS: Final = 50
_OPEN: Final = tuple(map(str, OPEN))
_EXPIRING: Final = tuple(str(state) for state in HoldState if following(state, Step.EXPIRE))
_COLUMNS: Any = (
    holds.c.id,
    holds.c.piece_id,
    holds.c.entry_id,
    holds.c.person_id,
    holds.c.number,
    holds.c.version,
    holds.c.state,
    holds.c.reported_at,
    holds.c.due_at,
    holds.c.decided_by,
    holds.c.why,
    holds.c.ended_at,
    holds.c.left,
)


class HoldGone(LookupError):
    """Nothing is held back under that id."""


def _hold(row: Any, said: Sequence[Report]) -> Hold:
    return Hold(
        id=row.id,
        piece_id=row.piece_id,
        entry=row.entry_id,
        person_id=row.person_id,
        number=row.number,
        version=row.version,
        state=HoldState(row.state),
        reported_at=row.reported_at,
        due_at=row.due_at,
        decided_by=row.decided_by,
        why=Why(row.why) if row.why else None,
        ended_at=row.ended_at,
        left=row.left,
        reports=tuple(said),
    )


async def load_hold(session: AsyncSession, hold_id: int) -> Hold:
    """With all who reported it. Raises HoldGone."""
    row = (await session.execute(select(*_COLUMNS).where(holds.c.id == hold_id))).one_or_none()
    if row is None:
        raise HoldGone(hold_id)
    said = select(reports.c.person_id, reports.c.place).where(reports.c.hold_id == hold_id)
    rows = await session.execute(said.order_by(reports.c.id).limit(MOST_REPORTS))
    return _hold(row, [Report(one.person_id, one.place) for one in rows])


async def find_open(session: AsyncSession, piece_id: int, entry: int) -> Hold | None:
    """What holds a part back now."""
    found = select(holds.c.id).where(
        holds.c.piece_id == piece_id, holds.c.entry_id == entry, holds.c.state.in_(_OPEN)
    )
    number = (await session.execute(found)).scalar_one_or_none()
    return None if number is None else await load_hold(session, number)


async def has_held(session: AsyncSession, person_id: int) -> bool:
    """Whether a part of somebody's evidence is held back."""
    found = select(holds.c.id).where(holds.c.person_id == person_id, holds.c.state.in_(_OPEN))
    return (await session.execute(found.limit(1))).first() is not None


async def find_held_pieces(session: AsyncSession, piece_ids: Iterable[int]) -> frozenset[int]:
    """Which of these pieces have a part that is held back."""
    found = select(holds.c.piece_id).where(
        holds.c.piece_id.in_(list(piece_ids)), holds.c.state.in_(_OPEN)
    )
    return frozenset((await session.execute(found.distinct())).scalars())


async def find_withheld(
    session: AsyncSession, entry_ids: Collection[int]
) -> Mapping[int, EntryState]:
    """Which of these entries are WITHHELD or PURGED; all others are left out."""
    found = select(entries.c.id, entries.c.state).where(
        entries.c.id.in_(list(entry_ids)),
        entries.c.state.in_([str(EntryState.WITHHELD), str(EntryState.PURGED)]),
    )
    return {row.id: EntryState(row.state) for row in await session.execute(found)}


async def add_hold(
    session: AsyncSession, piece: Piece, entry: int, number: int | None, version: int, now: datetime
) -> Hold:
    """A part is held back; held back already, that stays as it is."""
    await session.execute(
        insert_new(session, HoldRow)
        .values(
            piece_id=piece.id,
            entry_id=entry,
            person_id=piece.person_id,
            number=number,
            version=version,
            state=str(HoldState.REPORTED),
            reported_at=now,
            due_at=due_after(now),
            warned=False,
            left=0,
        )
        .on_conflict_do_nothing()
    )
    found = await find_open(session, piece.id, entry)
    if found is None:
        raise HoldGone(entry)
    return found


async def add_report(
    session: AsyncSession, hold: Hold, person_id: int, place: str, now: datetime
) -> bool:
    """Whether this person had not reported it before; later words replace none."""
    added: Any = await session.execute(
        insert_new(session, ReportRow)
        .values(hold_id=hold.id, person_id=person_id, place=place, reported_at=now)
        .on_conflict_do_nothing()
    )
    return added.rowcount == 1


async def move_hold(session: AsyncSession, hold: Hold, state: HoldState, **values: object) -> bool:
    """From the state in which it was loaded; False where somebody was faster."""
    moved: Any = await session.execute(
        update(holds)
        .where(holds.c.id == hold.id, holds.c.state == str(hold.state))
        .values(state=str(state), **values)
    )
    return moved.rowcount == 1


async def clear_places(session: AsyncSession, hold_id: int) -> None:
    """What reporters wrote is needed no more, and may itself say too much."""
    await session.execute(update(reports).where(reports.c.hold_id == hold_id).values(place=""))


async def add_left(session: AsyncSession, hold_id: int, kept: int) -> None:
    """So many more messages with it stay in chats."""
    left = holds.c.left + kept
    await session.execute(update(holds).where(holds.c.id == hold_id).values(left=left))


async def find_in_scope(
    session: AsyncSession, staff: Person, *, limit: int, offset: int
) -> list[HeldPiece]:
    """A page of what is held back in somebody's scopes as tutor or coordinator, oldest first."""
    joined = holds.join(pieces, pieces.c.id == holds.c.piece_id)
    joined = joined.join(people, people.c.id == holds.c.person_id)
    found = select(holds.c.id.label("hold"), holds.c.number, people.c.name, *PIECE_COLUMNS)
    found = found.select_from(joined).where(
        holds.c.state.in_(_OPEN), in_scope(staff, Role.TUTOR, Role.COORDINATOR)
    )
    rows = await session.execute(found.order_by(holds.c.id).limit(limit).offset(offset))
    return [HeldPiece(row.hold, row.number, row.name, piece_of(row)) for row in rows]


async def count_in_scope(session: AsyncSession, staff: Person) -> int:
    """How much is held back in somebody's scopes; for home."""
    joined = holds.join(people, people.c.id == holds.c.person_id)
    found = select(func.count()).select_from(joined)
    here = holds.c.state.in_(_OPEN), in_scope(staff, Role.TUTOR, Role.COORDINATOR)
    return (await session.execute(found.where(*here))).scalar_one()


async def withhold_entry(session: AsyncSession, entry_id: int) -> bool:
    """From everybody but the trainee; False for one that is not there to be seen."""
    there = (str(EntryState.STORED), str(EntryState.QUARANTINED))
    held: Any = await session.execute(
        update(entries)
        .where(entries.c.id == entry_id, entries.c.state.in_(there))
        .values(state=str(EntryState.WITHHELD))
    )
    return held.rowcount == 1


async def release_entry(session: AsyncSession, entry_id: int) -> bool:
    """As it was before; True for one that no scanner has seen yet, which waits for it again."""
    unscanned = select(entries.c.id).where(
        entries.c.id == entry_id, entries.c.form == "file", entries.c.stored_at.is_(None)
    )
    waits = (await session.execute(unscanned)).first() is not None
    state = EntryState.QUARANTINED if waits else EntryState.STORED
    await session.execute(
        update(entries)
        .where(entries.c.id == entry_id, entries.c.state == str(EntryState.WITHHELD))
        .values(state=str(state))
    )
    return waits


async def withhold_context(session: AsyncSession, piece: Piece, version: int) -> None:
    """The lines of context up to this version; a draft that took it over loses it."""
    values: dict[str, Any] = {"context_held": max(piece.context_held, version)}
    if piece.version > version and piece.context == await load_context(session, piece.id, version):
        values["context"] = ""
    await session.execute(update(pieces).where(pieces.c.id == piece.id).values(values))


async def load_context(session: AsyncSession, piece_id: int, version: int) -> str:
    """The line of context that a version was handed in with."""
    found = select(versions.c.context).where(
        versions.c.piece_id == piece_id, versions.c.version == version
    )
    return (await session.execute(found)).scalar_one()


async def release_context(session: AsyncSession, piece_id: int) -> None:
    await session.execute(update(pieces).where(pieces.c.id == piece_id).values(context_held=0))


async def find_versions_with(session: AsyncSession, piece_id: int, entry: int) -> list[int]:
    """The handed-in versions that hold an entry, or any line of context for 0; oldest first."""
    found = select(versions.c.version, versions.c.content, versions.c.context).where(
        versions.c.piece_id == piece_id
    )
    rows = await session.execute(found.order_by(versions.c.version))
    return [row.version for row in rows if _has(row, entry)]


def _has(row: Any, entry: int) -> bool:
    if not entry:
        return bool(row.context)
    return any(held[0] == entry for held in json.loads(row.content))


async def find_to_warn(session: AsyncSession, now: datetime, limit: int) -> list[int]:
    """Holds that end by themselves in a week, and of which nobody was told so."""
    found = select(holds.c.id).where(
        holds.c.state.in_(_EXPIRING), holds.c.due_at <= now + WARNED_BEFORE, ~holds.c.warned
    )
    return list((await session.execute(found.order_by(holds.c.id).limit(limit))).scalars())


async def mark_warned(session: AsyncSession, hold_id: int) -> None:
    await session.execute(update(holds).where(holds.c.id == hold_id).values(warned=True))


async def find_expired(session: AsyncSession, now: datetime, limit: int) -> list[int]:
    """Holds whose time is over and whose trainee was told before."""
    found = select(holds.c.id).where(
        holds.c.state.in_(_EXPIRING), holds.c.due_at <= now, holds.c.warned
    )
    return list((await session.execute(found.order_by(holds.c.id).limit(limit))).scalars())
