"""Drafts and files that go by themselves in a while, and of which their owners were not told."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.evidence.rules.entries import EntryState
from bot.evidence.rules.pieces import State
from bot.evidence.store.entries import entries
from bot.evidence.store.pieces import pieces


def withdrawn(at: datetime) -> ColumnElement[bool]:
    """Drafts withdrawn before then that were never handed in, and that nobody took up again."""
    return (
        (pieces.c.state == str(State.WITHDRAWN))
        & pieces.c.submitted_at.is_(None)
        & (pieces.c.changed_at < at)
    )


def of_withdrawn(column: ColumnElement[Any], at: datetime) -> ColumnElement[bool]:
    """Rows of such a piece: they go before it."""
    return column.in_(select(pieces.c.id).where(withdrawn(at)))


def of_their_entries(column: ColumnElement[Any], at: datetime) -> ColumnElement[bool]:
    return column.in_(select(entries.c.id).where(of_withdrawn(entries.c.piece_id, at)))


def unfinished(at: datetime) -> ColumnElement[bool]:
    """Drafts that were never handed in and not changed since then, as their owners were told."""
    return (
        (pieces.c.state == str(State.DRAFT))
        & pieces.c.submitted_at.is_(None)
        & (pieces.c.changed_at < at)
        & (pieces.c.told_at > pieces.c.changed_at)
    )


async def find_drafts(session: AsyncSession, before: datetime, limit: int) -> list[int]:
    """Ids of drafts that were never handed in nor changed since then."""
    untold = or_(pieces.c.told_at.is_(None), pieces.c.told_at <= pieces.c.changed_at)
    found = select(pieces.c.id).where(
        pieces.c.state == str(State.DRAFT),
        pieces.c.submitted_at.is_(None),
        pieces.c.changed_at < before,
        untold,
    )
    return list((await session.execute(found.order_by(pieces.c.id).limit(limit))).scalars())


async def find_files(session: AsyncSession, before: datetime, limit: int) -> list[int]:
    """Ids of files that have waited for a scanner since then."""
    found = select(entries.c.id).where(
        entries.c.state == str(EntryState.QUARANTINED),
        entries.c.sent_at < before,
        entries.c.told_at.is_(None),
    )
    return list((await session.execute(found.order_by(entries.c.id).limit(limit))).scalars())


async def mark_draft(session: AsyncSession, piece_id: int, now: datetime) -> None:
    await session.execute(update(pieces).where(pieces.c.id == piece_id).values(told_at=now))


async def mark_file(session: AsyncSession, entry_id: int, now: datetime) -> None:
    await session.execute(update(entries).where(entries.c.id == entry_id).values(told_at=now))
