"""What is worked off later: everybody invited is told, a page a transaction."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from bot.kit.services import Services
from bot.kit.tasks.worker import Due
from bot.meetings.actions.calling import TELL
from bot.meetings.actions.telling import WELCOME, tell_newcomer, tell_page


async def tell(services: Services, task: Due) -> None:
    """Begun anew after an interruption; who was told already is not told again."""
    after: int | None = 0
    while after is not None:
        async with services.database.transaction() as session:
            after = await tell_page(session, task.payload, after, services.clock.now())


async def welcome(services: Services, task: Due) -> None:
    """Somebody who came into a cohort later hears of its meetings."""
    async with services.database.transaction() as session:
        await tell_newcomer(session, task.payload, services.clock.now())


TASKS: Final[Mapping[str, Callable[[Services, Due], Awaitable[None]]]] = {
    TELL: tell,
    WELCOME: welcome,
}
