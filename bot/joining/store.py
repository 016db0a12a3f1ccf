"""All SQL of joining."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import case, delete, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.joining.rules import Guesses, Interest, Invitation, InvitationKind, Totals
from bot.joining.tables import EntryRow, GuessRow, InterestRow, InvitationRow, InviteeRow, UseRow
from bot.kit.db import insert_new, table_of
from bot.people.rules import Grant, Role, ScopeKind

invitations = table_of(InvitationRow)
uses = table_of(UseRow)
entries = table_of(EntryRow)
guesses = table_of(GuessRow)
interests = table_of(InterestRow)
_invitees = table_of(InviteeRow)
_INVITATION = select(
    invitations.c.id,
    invitations.c.kind,
    invitations.c.role,
    invitations.c.scope_kind,
    invitations.c.scope,
    invitations.c.cohort_id,
    invitations.c.quota,
    invitations.c.expires_at,
    invitations.c.revoked_at,
    invitations.c.made_by,
    invitations.c.made_at,
    invitations.c.opened,
    invitations.c.joined,
    invitations.c.public_id,
    invitations.c.renewed,
)

_INTEREST = select(
    interests.c.telegram_id, interests.c.first_name, interests.c.language, interests.c.left_at
)


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody at the door; `language` is None until it is chosen."""

    telegram_id: int
    invitation_id: int | None
    language: str | None
    declined: bool


def _invitation(row: Sequence[Any]) -> Invitation:
    number, kind, role, scope_kind, scope, *rest = row
    grant = Grant(Role(role), ScopeKind(scope_kind), scope)
    return Invitation(number, InvitationKind(kind), grant, *rest)


async def add_invitation(session: AsyncSession, invitation: Invitation, code_hash: str) -> bool:
    """Store a new invitation (its `id` is not looked at); False where its public id is there."""
    grant = invitation.grant
    inserted: Any = await session.execute(
        insert_new(session, InvitationRow)
        .values(
            public_id=invitation.public_id,
            code_hash=code_hash,
            kind=str(invitation.kind),
            role=str(grant.role),
            scope_kind=str(grant.scope_kind),
            scope=grant.scope,
            cohort_id=invitation.cohort_id,
            quota=invitation.quota,
            expires_at=invitation.expires_at,
            made_by=invitation.made_by,
            made_at=invitation.made_at,
            opened=0,
            joined=0,
            renewed=0,
        )
        .on_conflict_do_nothing(index_elements=["public_id"])
    )
    return inserted.rowcount == 1


async def find_invitation(session: AsyncSession, code_hash: str) -> Invitation | None:
    found = _INVITATION.where(invitations.c.code_hash == code_hash)
    row = (await session.execute(found)).one_or_none()
    return _invitation(row) if row else None


async def find_invitation_of_id(session: AsyncSession, invitation_id: int) -> Invitation | None:
    found = _INVITATION.where(invitations.c.id == invitation_id)
    row = (await session.execute(found)).one_or_none()
    return _invitation(row) if row else None


async def find_invitations_by(
    session: AsyncSession, maker_id: int, limit: int, offset: int
) -> list[Invitation]:
    """A page of what somebody made one by one, the newest first."""
    of_a_list = exists().where(_invitees.c.public_id == invitations.c.public_id)
    found = _INVITATION.where(invitations.c.made_by == maker_id, ~of_a_list)
    ordered = found.order_by(invitations.c.id.desc()).limit(limit).offset(offset)
    return [_invitation(row) for row in await session.execute(ordered)]


async def find_invitation_by(
    session: AsyncSession, maker_id: int, public: str
) -> Invitation | None:
    """One that this maker made."""
    found = _INVITATION.where(invitations.c.public_id == public, invitations.c.made_by == maker_id)
    row = (await session.execute(found)).one_or_none()
    return _invitation(row) if row else None


async def count_made(session: AsyncSession, maker_id: int) -> Totals:
    """What became of all that somebody made."""
    opened = func.sum(case((invitations.c.opened > 0, 1), else_=0))
    counted = select(
        func.count(), func.coalesce(opened, 0), func.coalesce(func.sum(invitations.c.joined), 0)
    ).where(invitations.c.made_by == maker_id)
    return Totals(*(int(n) for n in (await session.execute(counted)).one()))


async def renew(
    session: AsyncSession, invitation: Invitation, code_hash: str, expires_at: datetime | None
) -> bool:
    """A new code; False where it has changed since it was loaded."""
    changed: Any = await session.execute(
        update(invitations)
        .where(
            invitations.c.id == invitation.id,
            invitations.c.renewed == invitation.renewed,
            invitations.c.revoked_at.is_(None),
            invitations.c.joined < invitations.c.quota,
        )
        .values(code_hash=code_hash, expires_at=expires_at, renewed=invitation.renewed + 1)
    )
    return changed.rowcount == 1


async def revoke(session: AsyncSession, public: str, maker_id: int, now: datetime) -> bool:
    """Whether it was the maker's and still open."""
    changed: Any = await session.execute(
        update(invitations)
        .where(
            invitations.c.public_id == public,
            invitations.c.made_by == maker_id,
            invitations.c.revoked_at.is_(None),
        )
        .values(revoked_at=now)
    )
    return changed.rowcount == 1


async def count_opened(session: AsyncSession, invitation_id: int) -> None:
    opened = update(invitations).where(invitations.c.id == invitation_id)
    await session.execute(opened.values(opened=invitations.c.opened + 1))


async def take_place(session: AsyncSession, invitation_id: int, now: datetime) -> bool:
    """Take one of an invitation's places; False where it has none, ran out or was revoked."""
    taken: Any = await session.execute(
        update(invitations)
        .where(
            invitations.c.id == invitation_id,
            invitations.c.revoked_at.is_(None),
            invitations.c.joined < invitations.c.quota,
            or_(invitations.c.expires_at.is_(None), invitations.c.expires_at > now),
        )
        .values(joined=invitations.c.joined + 1)
    )
    return taken.rowcount == 1


async def add_use(session: AsyncSession, invitation_id: int, person_id: int, now: datetime) -> bool:
    """Whether the person had not come through this invitation before."""
    inserted: Any = await session.execute(
        insert_new(session, UseRow)
        .values(invitation_id=invitation_id, person_id=person_id, used_at=now)
        .on_conflict_do_nothing()
    )
    return inserted.rowcount == 1


async def has_used(session: AsyncSession, invitation_id: int, person_id: int) -> bool:
    found = select(uses.c.person_id).where(
        uses.c.invitation_id == invitation_id, uses.c.person_id == person_id
    )
    return (await session.execute(found)).first() is not None


async def find_entry(session: AsyncSession, telegram_id: int) -> Entry | None:
    found = select(
        entries.c.telegram_id, entries.c.invitation_id, entries.c.language, entries.c.declined
    ).where(entries.c.telegram_id == telegram_id)
    row = (await session.execute(found)).one_or_none()
    return Entry(*row) if row else None


async def save_entry(
    session: AsyncSession, telegram_id: int, now: datetime, **values: object
) -> None:
    """Make the entry of an account, or change the given columns of it."""
    inserting = insert_new(session, EntryRow).values(
        telegram_id=telegram_id, opened_at=now, **{"declined": False, **values}
    )
    await session.execute(
        inserting.on_conflict_do_update(index_elements=["telegram_id"], set_=values)
    )


async def delete_entry(session: AsyncSession, telegram_id: int) -> None:
    await session.execute(delete(entries).where(entries.c.telegram_id == telegram_id))


async def find_guesses(session: AsyncSession, telegram_id: int) -> Guesses | None:
    found = select(guesses.c.failures, guesses.c.last_at)
    row = (await session.execute(found.where(guesses.c.telegram_id == telegram_id))).one_or_none()
    return Guesses(*row) if row else None


async def save_guesses(session: AsyncSession, telegram_id: int, count: Guesses) -> None:
    values = {"failures": count.failures, "last_at": count.last_at}
    inserting = insert_new(session, GuessRow).values(telegram_id=telegram_id, **values)
    await session.execute(
        inserting.on_conflict_do_update(index_elements=["telegram_id"], set_=values)
    )


async def save_interest(
    session: AsyncSession, telegram_id: int, first_name: str, language: str, now: datetime
) -> None:
    """Leave one's interest; leaving it again keeps the first day."""
    inserting = insert_new(session, InterestRow).values(
        telegram_id=telegram_id, first_name=first_name, language=language, left_at=now
    )
    await session.execute(
        inserting.on_conflict_do_update(
            index_elements=["telegram_id"], set_={"first_name": first_name, "language": language}
        )
    )


async def find_interest(session: AsyncSession, telegram_id: int) -> Interest | None:
    found = _INTEREST.where(interests.c.telegram_id == telegram_id)
    row = (await session.execute(found)).one_or_none()
    return Interest(*row) if row else None


async def delete_interest(session: AsyncSession, telegram_id: int) -> None:
    await session.execute(delete(interests).where(interests.c.telegram_id == telegram_id))


async def find_interests(session: AsyncSession, limit: int, offset: int) -> list[Interest]:
    """A page of those who left their interest, the longest waiting first."""
    found = _INTEREST.order_by(interests.c.left_at, interests.c.telegram_id)
    return [Interest(*row) for row in await session.execute(found.limit(limit).offset(offset))]


async def count_interests(session: AsyncSession) -> int:
    return (await session.execute(select(func.count()).select_from(interests))).scalar_one()
