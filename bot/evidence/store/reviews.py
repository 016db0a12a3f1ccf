"""What tutors have before them: the queue of their scope, handed-in versions, feedback."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, func, insert, or_, select, true, tuple_
from sqlalchemy import false as never
from sqlalchemy.ext.asyncio import AsyncSession

from bot.cohorts.tables import MemberRow
from bot.evidence.rules.entries import Entry, as_others_see
from bot.evidence.rules.pieces import Feedback, Frozen, Kind, Piece, State, Waiting
from bot.evidence.store.entries import find_frozen
from bot.evidence.store.pieces import COLUMNS, PieceGone, piece_of, pieces, versions
from bot.evidence.tables import FeedbackRow
from bot.kit.db import table_of
from bot.kit.telegram.screen import Known
from bot.kit.text import Text, from_data, to_data
from bot.people.rules import Grant, Person, Role, ScopeKind
from bot.people.store import people

_feedback = table_of(FeedbackRow)
_members = table_of(MemberRow)
MOST_FEEDBACK: Final = 50


def in_scope(staff: Person, *roles: Role) -> ColumnElement[bool]:
    """People whom somebody's scopes in these roles cover, never themselves."""
    scopes = [grant for grant in staff.grants if grant.role in roles]
    return and_(people.c.id != staff.id, or_(never(), *map(_reached, scopes)))


def _reached(grant: Grant) -> ColumnElement[bool]:
    if grant.scope_kind is ScopeKind.PROGRAMME:
        return true()
    if grant.scope_kind is ScopeKind.COUNTRY:
        return people.c.country == grant.scope
    of_cohort = select(_members.c.person_id).where(_members.c.cohort_id == int(grant.scope or 0))
    return people.c.id.in_(of_cohort)


def _in_reach(tutor: Person, *columns: Any) -> Any:
    joined = pieces.join(people, people.c.id == pieces.c.person_id)
    return select(*columns).select_from(joined).where(in_scope(tutor, Role.TUTOR))


async def find_queue(
    session: AsyncSession, tutor: Person, *, limit: int, offset: int
) -> list[Waiting]:
    """A page of what waits for feedback in a tutor's scope, the longest waiting first."""
    found = _in_reach(tutor, *COLUMNS, people.c.name).where(pieces.c.state == str(State.SUBMITTED))
    ordered = found.order_by(pieces.c.submitted_at, pieces.c.id).limit(limit).offset(offset)
    return [Waiting(piece_of(row), row.name) for row in await session.execute(ordered)]


async def count_review(session: AsyncSession, tutor: Person) -> int:
    """How many pieces wait for feedback in a tutor's scope; one statement, for home."""
    counted = _in_reach(tutor, func.count()).where(pieces.c.state == str(State.SUBMITTED))
    return (await session.execute(counted)).scalar_one()


async def load_for_tutor(session: AsyncSession, tutor: Person, public: str) -> Waiting:
    """A piece of somebody in scope. Raises PieceGone for all others."""
    found = _in_reach(tutor, *COLUMNS, people.c.name).where(pieces.c.public_id == public)
    row = (await session.execute(found)).one_or_none()
    if row is None:
        raise PieceGone(public)
    return Waiting(piece_of(row), row.name)


async def find_version(
    session: AsyncSession, piece: Piece, version: int | None, *, own: bool = False
) -> Frozen | None:
    """A version as it was handed in; the newest one for None.

    Of a file that is not known to be clean, and of what is withheld, it holds no more than that
    there is one, except where it is for the one whose piece it is: `own`.
    """
    found = select(versions).where(versions.c.piece_id == piece.id)
    if version is not None:
        found = found.where(versions.c.version == version)
    newest = found.order_by(versions.c.version.desc()).limit(1)
    row = (await session.execute(newest)).one_or_none()
    if row is None:
        return None
    return _frozen(piece, row, await find_frozen(session, json.loads(row.content)), own=own)


async def find_versions(
    session: AsyncSession, wanted: Iterable[tuple[Piece, int]]
) -> dict[int, Frozen]:
    """One version each of several pieces as others see it, by the id of the piece, in the order
    given: two statements. What was never handed in is left out.
    """
    by_id = {piece.id: (piece, version) for piece, version in wanted}
    pairs = [(piece.id, version) for piece, version in by_id.values()]
    named = tuple_(versions.c.piece_id, versions.c.version).in_(pairs)
    rows = {row.piece_id: row for row in await session.execute(select(versions).where(named))}
    content = [held for row in rows.values() for held in json.loads(row.content)]
    parts = defaultdict[int, list[Entry]](list)
    for entry in await find_frozen(session, content):
        parts[entry.piece_id].append(entry)
    return {
        number: _frozen(piece, rows[number], parts[number], own=False)
        for number, (piece, _) in by_id.items()
        if number in rows
    }


def _frozen(piece: Piece, row: Any, entries: Iterable[Entry], *, own: bool) -> Frozen:
    held = row.version <= piece.context_held and not own
    return Frozen(
        piece.id,
        row.version,
        row.outcome,
        Kind(row.kind),
        "" if held else row.context,
        tuple(row.tags.split()),
        tuple(entries if own else map(as_others_see, entries)),
        row.submitted_at,
        held,
    )


async def add_feedback(
    session: AsyncSession,
    piece: Piece,
    version: int,
    tutor: Person,
    words: Text,
    media: Known | None,
    now: datetime,
) -> Feedback:
    """What a tutor said about a version."""
    stored = await session.execute(
        insert(_feedback)
        .values(
            piece_id=piece.id,
            version=version,
            tutor_id=tutor.id,
            text=json.dumps(to_data(words), ensure_ascii=False),
            media_kind=media.kind if media else None,
            file_id=media.file_id if media else None,
            given_at=now,
        )
        .returning(_feedback.c.id)
    )
    number = stored.scalar_one()
    return Feedback(number, version, tutor.id, tutor.name, words, media, now)


async def find_feedback(session: AsyncSession, piece: Piece) -> Sequence[Feedback]:
    """Everything that was said about a piece, the newest first."""
    found = (
        select(_feedback, people.c.name)
        .join_from(_feedback, people, people.c.id == _feedback.c.tutor_id)
        .where(_feedback.c.piece_id == piece.id)
        .order_by(_feedback.c.id.desc())
    )
    return [_said(row) for row in await session.execute(found.limit(MOST_FEEDBACK))]


def _said(row: Any) -> Feedback:
    media = Known(row.media_kind, row.file_id) if row.file_id else None
    words = from_data(json.loads(row.text))
    return Feedback(row.id, row.version, row.tutor_id, row.name, words, media, row.given_at)
