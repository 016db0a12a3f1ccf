"""What people hold about somebody: who they are, their roles, what they agreed to."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final

from sqlalchemy import exists, not_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.db import table_of
from bot.kit.personal.holdings import Aged, Duty, Erased, Eraser, Rows
from bot.people.rules import Role
from bot.people.tables import ConsentRow, GrantRow, PersonRow

_people = table_of(PersonRow)
_grants = table_of(GrantRow)
_consents = table_of(ConsentRow)
_COMES_IN: Final = exists().where(_people.c.telegram_id == _consents.c.telegram_id)


def _only(role: Role) -> Callable[[AsyncSession, Erased], Awaitable[int]]:
    """1 where nobody else holds a role that somebody holds."""

    async def count(session: AsyncSession, whose: Erased) -> int:
        holders = select(_grants.c.person_id).where(_grants.c.role == str(role)).distinct()
        found = (await session.execute(holders.limit(2))).scalars().all()
        return int(found == [whose.person_id])

    return count


ERASER: Final = Eraser(
    "people",
    rows=(
        Rows("roles", _grants, lambda of: _grants.c.person_id == of.person_id),
        Rows("consents", _consents, lambda of: _consents.c.telegram_id == of.telegram_id),
        Rows(
            "profile",
            _people,
            lambda of: _people.c.id == of.person_id,
            shows=frozenset({"telegram_id"}),
        ),
    ),
    duties=(
        Duty("administrator", _only(Role.ADMINISTRATOR), blocks=True),
        Duty("coordinator", _only(Role.COORDINATOR)),
    ),
    aged=(Aged("declined", _consents, lambda at: (_consents.c.decided_at < at) & not_(_COMES_IN)),),
)
