"""What joining holds about somebody: how they came in, and whom they invited."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, exists, func, not_, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.joining.tables import EntryRow, GuessRow, InterestRow, InvitationRow, UseRow
from bot.kit.db import table_of
from bot.kit.personal.holdings import Aged, Duty, Erased, Eraser, Kept, Rows
from bot.kit.personal.store import count_rows

_invitations = table_of(InvitationRow)
_uses = table_of(UseRow)
_entries = table_of(EntryRow)
_guesses = table_of(GuessRow)
_interests = table_of(InterestRow)
_USED: Final = exists().where(_uses.c.invitation_id == _invitations.c.id)
_AT_THE_DOOR: Final = exists().where(_entries.c.invitation_id == _invitations.c.id)


def _open_of(whose: Erased) -> ColumnElement[bool]:
    return and_(
        _invitations.c.made_by == whose.person_id,
        _invitations.c.revoked_at.is_(None),
        _invitations.c.joined < _invitations.c.quota,
    )


async def _count_open(session: AsyncSession, whose: Erased) -> int:
    return await count_rows(session, _invitations, _open_of(whose))


async def _revoke_invitations(session: AsyncSession, whose: Erased, now: datetime) -> int:
    """Nobody could take back what somebody made who is gone: open links end with them."""
    revoked: Any = await session.execute(
        update(_invitations).where(_open_of(whose)).values(revoked_at=now)
    )
    return revoked.rowcount


ERASER: Final = Eraser(
    "joining",
    before=(_revoke_invitations,),
    duties=(Duty("invitations", _count_open),),
    kept=(Kept("invitations_made", "joining_invitation", staff=True),),
    rows=(
        Rows("came_through", _uses, lambda of: _uses.c.person_id == of.person_id),
        Rows("at_the_door", _entries, lambda of: _entries.c.telegram_id == of.telegram_id),
        Rows("wrong_codes", _guesses, lambda of: _guesses.c.telegram_id == of.telegram_id),
        Rows("interest", _interests, lambda of: _interests.c.telegram_id == of.telegram_id),
        Rows(
            "invitations_made",
            _invitations,
            lambda of: _invitations.c.made_by == of.person_id,
            become={"made_by": None},
        ),
    ),
    aged=(
        Aged("interests", _interests, lambda at: _interests.c.left_at < at),
        Aged("door", _entries, lambda at: _entries.c.opened_at < at),
        Aged("guesses", _guesses, lambda at: _guesses.c.last_at < at),
        Aged(
            "invitations",
            _invitations,
            lambda at: (
                (func.coalesce(_invitations.c.revoked_at, _invitations.c.expires_at) < at)
                & not_(_USED)
                & not_(_AT_THE_DOOR)
            ),
        ),
    ),
)
