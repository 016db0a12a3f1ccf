"""A whole portfolio in a handful of statements, however many pieces it has."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.evidence.rules.entries import EntryState, Form
from bot.evidence.rules.pieces import Kind, State
from bot.evidence.store.pieces import MOST_PIECES
from bot.evidence.tables import EntryRow, FeedbackRow, PieceRow, VersionRow, WordingRow
from bot.kit.db import table_of
from bot.kit.files.filetype import Family
from bot.kit.text import from_data
from bot.people.rules import Person
from bot.people.store import people
from bot.portfolio.rules.exports import Scope
from bot.portfolio.rules.portfolio import (
    Owner,
    Part,
    Piece,
    Portfolio,
    Said,
    Version,
    why_left_out,
)

_pieces = table_of(PieceRow)
_versions = table_of(VersionRow)
_entries = table_of(EntryRow)
_wordings = table_of(WordingRow)
_feedback = table_of(FeedbackRow)
Wordings = Mapping[tuple[int, int], str]


def _handed_in(person_id: int) -> Any:
    return and_(
        _pieces.c.person_id == person_id,
        _pieces.c.submitted_at.is_not(None),
        _pieces.c.state != str(State.WITHDRAWN),
    )


async def load_portfolio(
    session: AsyncSession, person: Person, scope: Scope, now: datetime
) -> Portfolio:
    """Whosever it is: who may see it is decided elsewhere. Pieces stand in the order of outcomes.

    What is not there for everybody (in quarantine, withheld, gone) is in it without content.
    """
    number = person.id
    rows = await session.execute(
        select(_pieces).where(_handed_in(number)).order_by(_pieces.c.id).limit(MOST_PIECES)
    )
    found = list(rows)
    versions = await _find_versions(session, number, scope)
    entries = await _find_entries(session, number)
    wordings = await _find_wordings(session, number)
    feedback = await _find_feedback(session, number)
    pieces = [
        Piece(
            row.public_id,
            State(row.state),
            tuple(_version(row, one, entries, wordings) for one in versions[row.id]),
            tuple(feedback.get(row.id, ())),
        )
        for row in found
        if row.id in versions
    ]
    pieces.sort(key=lambda piece: _in_order(piece.newest.outcome))
    owner = Owner(person.public_id, person.name, person.country, person.zone)
    drafts = await _count_drafts(session, number)
    return Portfolio(owner, now, str(scope), tuple(pieces), drafts=drafts)


def _in_order(outcome: str) -> tuple[int, ...]:
    """10.1 stands behind 9.1."""
    return tuple(int(number) if number.isdigit() else 0 for number in outcome.split("."))


async def _count_drafts(session: AsyncSession, person_id: int) -> int:
    counted = select(func.count()).where(
        _pieces.c.person_id == person_id,
        _pieces.c.submitted_at.is_(None),
        _pieces.c.state == str(State.DRAFT),
    )
    return (await session.execute(counted)).scalar_one()


async def _find_versions(
    session: AsyncSession, person_id: int, scope: Scope
) -> dict[int, list[Any]]:
    of_person = select(_pieces.c.id).where(_handed_in(person_id))
    found = select(_versions).where(_versions.c.piece_id.in_(of_person))
    held: dict[int, list[Any]] = {}
    for row in await session.execute(found.order_by(_versions.c.piece_id, _versions.c.version)):
        earlier = held.get(row.piece_id, []) if scope is Scope.ALL else []
        held[row.piece_id] = [*earlier, row]
    return held


async def _find_entries(session: AsyncSession, person_id: int) -> dict[int, Any]:
    found = select(_entries).where(_entries.c.person_id == person_id)
    return {row.id: row for row in await session.execute(found)}


async def _find_wordings(session: AsyncSession, person_id: int) -> Wordings:
    found = (
        select(_wordings.c.entry_id, _wordings.c.version, _wordings.c.text)
        .join_from(_wordings, _entries, _entries.c.id == _wordings.c.entry_id)
        .where(_entries.c.person_id == person_id)
    )
    return {(row.entry_id, row.version): row.text for row in await session.execute(found)}


async def _find_feedback(session: AsyncSession, person_id: int) -> dict[int, list[Said]]:
    found = (
        select(_feedback, people.c.name)
        .join_from(_feedback, _pieces, _pieces.c.id == _feedback.c.piece_id)
        .join(people, people.c.id == _feedback.c.tutor_id)
        .where(_handed_in(person_id))
        .order_by(_feedback.c.id)
    )
    held: dict[int, list[Said]] = {}
    for row in await session.execute(found):
        words = from_data(json.loads(row.text))
        media = row.media_kind if row.file_id else None
        said = Said(row.version, row.name, words, media, row.given_at)
        held.setdefault(row.piece_id, []).append(said)
    return held


def _version(piece: Any, row: Any, entries: Mapping[int, Any], wordings: Wordings) -> Version:
    content: Iterable[tuple[int, int, str]] = json.loads(row.content)
    parts = tuple(
        _part(entries[entry], wording, wordings.get((entry, wording)), caption)
        for entry, wording, caption in content
        if entry in entries
    )
    withheld = row.version <= piece.context_held
    context = None if withheld else row.context
    tags = tuple(row.tags.split())
    return Version(row.version, row.outcome, Kind(row.kind), context, tags, row.submitted_at, parts)


def _part(row: Any, wording: int, words: str | None, caption: str) -> Part:
    form, left_out = Form(row.form), why_left_out(EntryState(row.state), row.reason)
    if left_out is not None:
        return Part(row.id, form, row.number, row.sent_at, left_out=left_out)
    return Part(
        row.id,
        form,
        row.number,
        row.sent_at,
        row.stored_at,
        caption,
        from_data(json.loads(words)) if words else (),
        row.name,
        row.media_kind,
        row.key,
        row.size,
        row.sha256,
        row.mime,
        row.extension,
        Family(row.family) if row.family else None,
        wording=wording,
    )
