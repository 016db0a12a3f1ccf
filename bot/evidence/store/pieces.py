"""Pieces and the versions of them that were handed in."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from sqlalchemy import exists, insert, not_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.evidence.rules.entries import Entry
from bot.evidence.rules.pieces import Check, Kind, Piece, State, Summary, summarise
from bot.evidence.tables import EntryRow, PieceRow, VersionRow
from bot.kit.db import public_id, table_of

pieces = table_of(PieceRow)
versions = table_of(VersionRow)
_entries = table_of(EntryRow)
MOST_PIECES: Final = 2000
COLUMNS: Any = (
    pieces.c.id,
    pieces.c.public_id,
    pieces.c.person_id,
    pieces.c.outcome,
    pieces.c.kind,
    pieces.c.state,
    pieces.c.version,
    pieces.c.context,
    pieces.c.checks,
    pieces.c.tags,
    pieces.c.unread,
    pieces.c.changed_at,
    pieces.c.submitted_at,
    pieces.c.context_held,
)


class PieceGone(LookupError):
    """Nobody, or somebody else, has a piece of that id."""


def piece_of(row: Any) -> Piece:
    return Piece(
        id=row.id,
        public_id=row.public_id,
        person_id=row.person_id,
        outcome=row.outcome,
        kind=Kind(row.kind) if row.kind else None,
        state=State(row.state),
        version=row.version,
        context=row.context,
        checks=frozenset(map(Check, row.checks.split())),
        tags=tuple(row.tags.split()),
        unread=row.unread,
        changed_at=row.changed_at,
        submitted_at=row.submitted_at,
        context_held=row.context_held,
    )


async def add_piece(
    session: AsyncSession, person_id: int, outcome: str, kind: Kind | None, now: datetime
) -> Piece:
    """A new draft."""
    adding: Any = insert(pieces).values(
        public_id=public_id(),
        person_id=person_id,
        outcome=outcome,
        kind=str(kind) if kind else None,
        state=str(State.DRAFT),
        version=1,
        context="",
        checks="",
        tags=outcome,
        unread=False,
        context_held=0,
        changed_at=now,
    )
    return piece_of((await session.execute(adding.returning(*COLUMNS))).one())


async def load_piece(session: AsyncSession, person_id: int, public: str) -> Piece:
    """One's own, by public id. Raises PieceGone."""
    found = select(*COLUMNS).where(pieces.c.public_id == public, pieces.c.person_id == person_id)
    row = (await session.execute(found)).one_or_none()
    if row is None:
        raise PieceGone(public)
    return piece_of(row)


async def load_piece_of_anybody(session: AsyncSession, public: str) -> Piece:
    """By public id, whoever has it; who may see it is checked elsewhere. Raises PieceGone."""
    row = (
        await session.execute(select(*COLUMNS).where(pieces.c.public_id == public))
    ).one_or_none()
    if row is None:
        raise PieceGone(public)
    return piece_of(row)


async def load_piece_by_id(session: AsyncSession, piece_id: int) -> Piece:
    """Whoever has it. Raises PieceGone."""
    row = (await session.execute(select(*COLUMNS).where(pieces.c.id == piece_id))).one_or_none()
    if row is None:
        raise PieceGone(piece_id)
    return piece_of(row)


async def find_empty_draft(session: AsyncSession, person_id: int) -> Piece | None:
    """A first draft in which nothing was put."""
    filled = exists().where(_entries.c.piece_id == pieces.c.id)
    found = select(*COLUMNS).where(
        pieces.c.person_id == person_id,
        pieces.c.state == str(State.DRAFT),
        pieces.c.version == 1,
        pieces.c.context == "",
        not_(filled),
    )
    row = (await session.execute(found.order_by(pieces.c.id.desc()).limit(1))).one_or_none()
    return piece_of(row) if row else None


async def find_pieces(
    session: AsyncSession, person_id: int, *, limit: int, offset: int = 0
) -> list[Piece]:
    """A page of somebody's pieces: unread feedback first, then what changed last."""
    found = (
        select(*COLUMNS)
        .where(pieces.c.person_id == person_id, pieces.c.state != str(State.WITHDRAWN))
        .order_by(pieces.c.unread.desc(), pieces.c.changed_at.desc(), pieces.c.id.desc())
    )
    return [piece_of(row) for row in await session.execute(found.limit(limit).offset(offset))]


async def change_piece(
    session: AsyncSession, piece: Piece, expected: State, **values: object
) -> Piece | None:
    """Changed if it is still in that state and version; nothing where it has moved on."""
    same = (
        pieces.c.id == piece.id,
        pieces.c.state == str(expected),
        pieces.c.version == piece.version,
    )
    changing: Any = update(pieces).where(*same).values(**values)
    row = (await session.execute(changing.returning(*COLUMNS))).one_or_none()
    return piece_of(row) if row else None


async def touch_piece(session: AsyncSession, piece_id: int, now: datetime) -> None:
    """Something in it changed. On PostgreSQL others who change it wait from here on."""
    await session.execute(update(pieces).where(pieces.c.id == piece_id).values(changed_at=now))


async def mark_read(session: AsyncSession, piece: Piece) -> None:
    await session.execute(update(pieces).where(pieces.c.id == piece.id).values(unread=False))


async def mark_unread(session: AsyncSession, piece: Piece) -> None:
    await session.execute(update(pieces).where(pieces.c.id == piece.id).values(unread=True))


async def load_summary(session: AsyncSession, person_id: int) -> Summary:
    """Counts by state and outcome, and unread feedback; one statement, for home."""
    found = select(*COLUMNS).where(
        pieces.c.person_id == person_id, pieces.c.state != str(State.WITHDRAWN)
    )
    return summarise(map(piece_of, await session.execute(found.limit(MOST_PIECES))))


async def add_version(
    session: AsyncSession, piece: Piece, entries: Iterable[Entry], now: datetime
) -> None:
    """Freeze what the piece holds."""
    content = [[entry.id, entry.wording, entry.caption] for entry in entries]
    await session.execute(
        insert(versions).values(
            piece_id=piece.id,
            version=piece.version,
            outcome=piece.outcome,
            kind=str(piece.kind),
            context=piece.context,
            tags=" ".join(piece.tags),
            content=json.dumps(content, ensure_ascii=False),
            submitted_at=now,
        )
    )
