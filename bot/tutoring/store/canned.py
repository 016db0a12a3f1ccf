"""Ready-made answers and their texts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, delete, insert, or_, select, update
from sqlalchemy import false as never
from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.db import table_of
from bot.people.rules import Grant, Person, ScopeKind
from bot.tutoring.rules.canned import Canned
from bot.tutoring.rules.waiting import ANSWERING
from bot.tutoring.tables import CannedRow, CannedTextRow

canned = table_of(CannedRow)
texts = table_of(CannedTextRow)


def _seen_by(tutor: Person) -> ColumnElement[bool]:
    """Their own, and those shared with a scope that they have or that lies within theirs."""
    scopes = [grant for grant in tutor.grants if grant.role in ANSWERING]
    everywhere = canned.c.scope_kind == str(ScopeKind.PROGRAMME)
    return or_(canned.c.owner_id == tutor.id, *(or_(everywhere, _in(one)) for one in scopes))


def _in(grant: Grant) -> ColumnElement[bool]:
    if grant.scope_kind is ScopeKind.PROGRAMME:
        return canned.c.scope_kind.is_not(None)
    if grant.scope is None:
        return never()
    return and_(canned.c.scope_kind == str(grant.scope_kind), canned.c.scope == grant.scope)


def _found(tutor: Person) -> Select[Any]:
    columns = (texts, canned.c.name, canned.c.owner_id, canned.c.scope_kind)
    joined = texts.join(canned, canned.c.id == texts.c.canned_id)
    return select(*columns).select_from(joined).where(_seen_by(tutor))


def _canned(row: Any) -> Canned:
    shared = row.scope_kind is not None
    return Canned(row.id, row.canned_id, row.name, row.language, row.text, row.owner_id, shared)


async def find_canned(
    session: AsyncSession, tutor: Person, language: str, *, limit: int, offset: int
) -> list[Canned]:
    """A page of those in a language: own ones first, then by name."""
    found = _found(tutor).where(texts.c.language == language)
    ordered = found.order_by(canned.c.owner_id != tutor.id, canned.c.name, texts.c.id)
    return [_canned(row) for row in await session.execute(ordered.limit(limit).offset(offset))]


async def load_canned(session: AsyncSession, tutor: Person, text_id: int) -> Canned | None:
    """One that they may use."""
    row = (await session.execute(_found(tutor).where(texts.c.id == text_id))).one_or_none()
    return _canned(row) if row else None


async def save_canned(
    session: AsyncSession, owner: Person, name: str, language: str, written: str, now: datetime
) -> int:
    """Under a name that they have already it is that one's text in this language; its number."""
    named = select(canned.c.id).where(canned.c.owner_id == owner.id, canned.c.name == name)
    number = (await session.execute(named.limit(1))).scalar_one_or_none()
    if number is None:
        adding: Any = insert(canned).values(owner_id=owner.id, name=name)
        number = (await session.execute(adding.returning(canned.c.id))).scalar_one()
    former = and_(texts.c.canned_id == number, texts.c.language == language)
    await session.execute(delete(texts).where(former))
    adding = insert(texts).values(canned_id=number, language=language, text=written, written_at=now)
    return (await session.execute(adding.returning(texts.c.id))).scalar_one()


async def share(session: AsyncSession, owner: Person, canned_id: int, with_: Grant | None) -> None:
    """With whoever answers in a scope, or with nobody any more."""
    await session.execute(
        update(canned)
        .where(canned.c.id == canned_id, canned.c.owner_id == owner.id)
        .values(
            scope_kind=str(with_.scope_kind) if with_ else None,
            scope=with_.scope if with_ else None,
        )
    )


async def delete_canned(session: AsyncSession, owner: Person, canned_id: int) -> None:
    """With all its texts; others' stay."""
    own = and_(canned.c.id == canned_id, canned.c.owner_id == owner.id)
    of = select(canned.c.id).where(own)
    await session.execute(delete(texts).where(texts.c.canned_id.in_(of)))
    await session.execute(delete(canned).where(own))
