"""What joining holds about somebody: how they came in, and whom they invited."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, exists, func, not_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.joining.tables import (
    ClaimRow,
    CodeRow,
    EntryRow,
    GuessRow,
    InterestRow,
    InvitationRow,
    InviteeRow,
    ListRow,
    MoveRow,
    UseRow,
)
from bot.kit.db import table_of
from bot.kit.personal.holdings import Aged, Duty, Erased, Eraser, Kept, Rows
from bot.kit.personal.store import count_rows
from bot.kit.telegram.tables import ShownMessage

_invitations = table_of(InvitationRow)
_uses = table_of(UseRow)
_entries = table_of(EntryRow)
_guesses = table_of(GuessRow)
_interests = table_of(InterestRow)
_lists = table_of(ListRow)
_invitees = table_of(InviteeRow)
_codes = table_of(CodeRow)
_claims = table_of(ClaimRow)
_moves = table_of(MoveRow)
_shown = table_of(ShownMessage)
_USED: Final = exists().where(_uses.c.invitation_id == _invitations.c.id)
_LISTED: Final = exists().where(_invitees.c.list_id == _lists.c.id)
_AT_THE_DOOR: Final = exists().where(_entries.c.invitation_id == _invitations.c.id)


def _open_of(whose: Erased) -> ColumnElement[bool]:
    return and_(
        _invitations.c.made_by == whose.person_id,
        _invitations.c.revoked_at.is_(None),
        _invitations.c.joined < _invitations.c.quota,
    )


def _of_lists(which: ColumnElement[bool]) -> ColumnElement[bool]:
    return _invitees.c.list_id.in_(select(_lists.c.id).where(which))


def _in_chats_before(whose: Erased) -> ColumnElement[bool]:
    left = select(_moves.c.old_account).where(_moves.c.person_id == whose.person_id)
    return _shown.c.chat_id.in_(left)


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
            "recovery_codes",
            _codes,
            lambda of: _codes.c.person_id == of.person_id,
            hides=frozenset({"finder", "failures", "failed_at"}),
        ),
        Rows("asked_to_return", _claims, lambda of: _claims.c.telegram_id == of.telegram_id),
        Rows("shown_before", _shown, _in_chats_before, shared=True),
        Rows("moves", _moves, lambda of: _moves.c.person_id == of.person_id),
        Rows(
            "moves_confirmed",
            _moves,
            lambda of: _moves.c.by_id == of.person_id,
            become={"by_id": None},
            shared=True,
        ),
        Rows("listed", _invitees, lambda of: _of_lists(_lists.c.made_by == of.person_id)),
        Rows("lists", _lists, lambda of: _lists.c.made_by == of.person_id),
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
        Aged("claims", _claims, lambda at: _claims.c.asked_at < at),
        Aged("lists", _invitees, lambda at: _of_lists(_lists.c.sent_at < at)),
        Aged("lists", _lists, lambda at: (_lists.c.sent_at < at) & not_(_LISTED)),
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
