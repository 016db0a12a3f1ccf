"""SQL of lists."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import astuple
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, bindparam, case, delete, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.joining.lists.rules import (
    Faulty,
    Followed,
    Invitee,
    PeopleList,
    Progress,
    Wrong,
    state_of,
)
from bot.joining.rules import Invitation
from bot.joining.store import invitations, uses
from bot.joining.tables import InviteeRow, ListRow
from bot.kit.db import public_id, table_of
from bot.people.rules import Grant, Role, ScopeKind
from bot.people.store import grants, people

lists = table_of(ListRow)
invitees = table_of(InviteeRow)
_LIST = select(
    lists.c.id,
    lists.c.public_id,
    lists.c.made_by,
    lists.c.sent_at,
    lists.c.made_at,
    lists.c.renewed,
    lists.c.faults,
)
_COLUMNS: Any = (
    invitees.c.line, invitees.c.name, invitees.c.language, invitees.c.role, invitees.c.scope_kind,
    invitees.c.scope, invitees.c.public_id,
)  # fmt: skip


def _list(row: Sequence[Any]) -> PeopleList:
    faults = tuple(Faulty(line, Wrong(wrong), said) for line, wrong, said in json.loads(row[6]))
    return PeopleList(row[0], row[1], row[2], row[3], row[4], row[5], faults)


def _invitee(row: Sequence[Any]) -> Invitee:
    line, name, language, role, kind, scope, public = row
    return Invitee(line, name, language, Grant(Role(role), ScopeKind(kind), scope), public)


async def add_list(
    session: AsyncSession,
    maker_id: int,
    people: Sequence[Invitee],
    faults: Sequence[Faulty],
    now: datetime,
) -> str:
    """A list that waits to be made, in the place of one that waited; its public id."""
    await drop(session, maker_id)
    public = public_id()
    said = json.dumps([astuple(fault) for fault in faults], ensure_ascii=False)
    row = {"public_id": public, "made_by": maker_id, "sent_at": now, "faults": said}
    stored = await session.execute(insert(lists).values(**row).returning(lists.c.id))
    number = stored.scalar_one()
    rows = [
        {
            "list_id": number, "line": one.line, "name": one.name, "language": one.language,
            "role": str(one.grant.role), "scope_kind": str(one.grant.scope_kind),
            "scope": one.grant.scope, "public_id": public_id(),
        }
        for one in people
    ]  # fmt: skip
    if rows:
        await session.execute(insert(invitees), rows)
    return public


async def drop(session: AsyncSession, maker_id: int) -> None:
    """Forget the list of somebody that is not made."""
    waiting = select(lists.c.id).where(lists.c.made_by == maker_id, lists.c.made_at.is_(None))
    # Locked first: on PostgreSQL one whose invitations are being made just now is none of them.
    of_them = (await session.execute(waiting.with_for_update())).scalars().all()
    await session.execute(delete(invitees).where(invitees.c.list_id.in_(of_them)))
    await session.execute(delete(lists).where(lists.c.id.in_(of_them)))


async def find_list(session: AsyncSession, maker_id: int, public: str) -> PeopleList | None:
    found = _LIST.where(lists.c.public_id == public, lists.c.made_by == maker_id)
    row = (await session.execute(found)).one_or_none()
    return _list(row) if row else None


async def find_lists(
    session: AsyncSession, maker_id: int, limit: int, offset: int
) -> list[PeopleList]:
    """A page of those whose invitations are made, the newest first."""
    found = _LIST.where(lists.c.made_by == maker_id, lists.c.made_at.is_not(None))
    ordered = found.order_by(lists.c.id.desc()).limit(limit).offset(offset)
    return [_list(row) for row in await session.execute(ordered)]


async def find_people(session: AsyncSession, list_id: int) -> list[Invitee]:
    """Everybody on a list, which is of limited length."""
    found = select(*_COLUMNS).where(invitees.c.list_id == list_id).order_by(invitees.c.line)
    return [_invitee(row) for row in await session.execute(found)]


async def find_followed(
    session: AsyncSession, list_id: int, now: datetime, limit: int, offset: int = 0
) -> list[Followed]:
    """A page of everybody on a list and how far they are, those who have not joined first."""
    what = invitations.c.opened, invitations.c.joined, invitations.c.revoked_at
    found = (
        select(*_COLUMNS, *what, invitations.c.expires_at, people.c.name)
        .join_from(invitees, invitations, invitations.c.public_id == invitees.c.public_id)
        .outerjoin(uses, uses.c.invitation_id == invitations.c.id)
        .outerjoin(people, people.c.id == uses.c.person_id)
        .where(invitees.c.list_id == list_id)
        .order_by(invitations.c.joined, invitees.c.line, invitees.c.id)
    )
    rows = await session.execute(found.limit(limit).offset(offset))
    return [_followed(*row[-5:], invitee=_invitee(row[:-5]), now=now) for row in rows]


def _followed(
    opened: int,
    joined: int,
    revoked_at: datetime | None,
    expires_at: datetime | None,
    name: str | None,
    *,
    invitee: Invitee,
    now: datetime,
) -> Followed:
    return Followed(invitee, state_of(opened, joined, revoked_at, expires_at, now), name or "")


async def find_missing(session: AsyncSession, list_id: int) -> list[Invitee]:
    """Everybody on a list who has not joined and can still."""
    found = (
        select(*_COLUMNS)
        .join_from(invitees, invitations, invitations.c.public_id == invitees.c.public_id)
        .where(invitees.c.list_id == list_id, _is_open())
        .order_by(invitees.c.line)
    )
    return [_invitee(row) for row in await session.execute(found)]


def _is_open() -> ColumnElement[bool]:
    return (invitations.c.joined == 0) & invitations.c.revoked_at.is_(None)


async def find_known(
    session: AsyncSession, maker_id: int, wanted: Sequence[Invitee]
) -> dict[tuple[str, Grant], Wrong]:
    """Who of them holds the role already, or is on a list of the same maker and still to come."""
    names = [one.name for one in wanted]
    roles = {str(one.grant.role) for one in wanted}
    there = (
        select(people.c.name, grants.c.role, grants.c.scope_kind, grants.c.scope)
        .join_from(grants, people, people.c.id == grants.c.person_id)
        .where(grants.c.role.in_(roles), people.c.name.in_(names))
    )
    listed = (
        select(invitees.c.name, invitees.c.role, invitees.c.scope_kind, invitees.c.scope)
        .join_from(lists, invitees, invitees.c.list_id == lists.c.id)
        .join(invitations, invitations.c.public_id == invitees.c.public_id)
        .where(lists.c.made_by == maker_id, invitees.c.name.in_(names), _is_open())
    )
    known: dict[tuple[str, Grant], Wrong] = {}
    for wrong, found in ((Wrong.INVITED, listed), (Wrong.JOINED, there)):
        for name, role, kind, scope in await session.execute(found):
            known[name, Grant(Role(role), ScopeKind(kind), scope)] = wrong
    return known


async def find_entry_of(session: AsyncSession, public: str) -> tuple[str, str] | None:
    """The list that an invitation stands on, and the name there, which may be gone."""
    found = (
        select(lists.c.public_id, invitees.c.name)
        .join_from(invitees, lists, lists.c.id == invitees.c.list_id)
        .where(invitees.c.public_id == public)
    )
    row = (await session.execute(found)).one_or_none()
    return (row[0], row[1] or "") if row else None


async def mark_renewed(session: AsyncSession, list_id: int, renewed: int) -> bool:
    """False where somebody did it meanwhile, or nothing is made yet."""
    changed: Any = await session.execute(
        update(lists)
        .where(lists.c.id == list_id, lists.c.renewed == renewed, lists.c.made_at.is_not(None))
        .values(renewed=renewed + 1)
    )
    return changed.rowcount == 1


async def renew_all(
    session: AsyncSession, hashes: Sequence[tuple[str, str]], expires_at: datetime
) -> None:
    """New codes for several invitations, by public id; who joined meanwhile keeps theirs."""
    changed = (
        update(invitations)
        .where(invitations.c.public_id == bindparam("of"), _is_open())
        .values(
            code_hash=bindparam("code"),
            expires_at=bindparam("until"),
            renewed=invitations.c.renewed + 1,
        )
    )
    await session.execute(
        changed, [{"of": of, "code": code, "until": expires_at} for of, code in hashes]
    )


async def take_back(session: AsyncSession, list_id: int, now: datetime) -> None:
    """Close what nobody has joined with; the names have done their service."""
    on_it = select(invitees.c.public_id).where(invitees.c.list_id == list_id)
    await session.execute(
        update(invitations)
        .where(invitations.c.public_id.in_(on_it), _is_open())
        .values(revoked_at=now)
    )
    await session.execute(update(invitees).where(invitees.c.list_id == list_id).values(name=None))


async def find_progress(session: AsyncSession, ids: Sequence[int]) -> dict[int, Progress]:
    """What became of several lists."""
    opened = case((or_(invitations.c.opened > 0, invitations.c.joined > 0), 1), else_=0)
    found = (
        select(invitees.c.list_id, func.count(), func.sum(opened), func.sum(invitations.c.joined))
        .join_from(invitees, invitations, invitations.c.public_id == invitees.c.public_id)
        .where(invitees.c.list_id.in_(ids))
        .group_by(invitees.c.list_id)
    )
    rows = await session.execute(found)
    return {row[0]: Progress(int(row[1]), int(row[2]), int(row[3])) for row in rows}


async def mark_made(session: AsyncSession, list_id: int, now: datetime) -> bool:
    """False where it is made already, or gone."""
    changed: Any = await session.execute(
        update(lists)
        .where(lists.c.id == list_id, lists.c.made_at.is_(None))
        .values(made_at=now, faults="[]")
    )
    return changed.rowcount == 1


async def add_invitations(session: AsyncSession, made: Sequence[tuple[Invitation, str]]) -> None:
    """Personal invitations in one statement, each with the hash of its code."""
    rows = [
        {
            "public_id": one.public_id, "code_hash": code_hash, "kind": str(one.kind),
            "role": str(one.grant.role), "scope_kind": str(one.grant.scope_kind),
            "scope": one.grant.scope, "cohort_id": one.cohort_id, "quota": 1,
            "expires_at": one.expires_at, "made_by": one.made_by, "made_at": one.made_at,
            "opened": 0, "joined": 0, "renewed": 0,
        }
        for one, code_hash in made
    ]  # fmt: skip
    await session.execute(insert(invitations), rows)


async def forget_name(session: AsyncSession, public: str) -> None:
    """The name on a list has done its service."""
    named = update(invitees).where(invitees.c.public_id == public)
    await session.execute(named.values(name=None))
