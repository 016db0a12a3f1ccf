"""What keeps somebody from beginning to tutor somebody: lower rooms ask, rooms above say."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot.people.rules import Person

Guard = Callable[[AsyncSession, Person, Sequence[int]], Awaitable[None]]
_GUARDS: Final[list[Guard]] = []


def guard_tutoring(guard: Guard) -> None:
    """Called by `app` alone. The guard raises a refusal that says what to do first."""
    _GUARDS.append(guard)


def forget_guards() -> None:
    """Before an application is put together anew in the same process."""
    _GUARDS.clear()


async def check_may_tutor(session: AsyncSession, tutor: Person, trainee_ids: Sequence[int]) -> None:
    """Before a question is taken, feedback given, or a group taken on, by whoever does so.

    Raises whatever refusal a guard has.
    """
    for guard in _GUARDS:
        await guard(session, tutor, trainee_ids)
