"""What is worked off later: a cohort's trainees are told of other dates, a page a transaction."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from bot.cohorts.actions.moving import TELL, tell_page
from bot.kit.services import Services
from bot.kit.tasks.worker import Due


async def tell(services: Services, task: Due) -> None:
    """Begun anew after an interruption; who was told already is not told again."""
    after: int | None = 0
    while after is not None:
        async with services.database.transaction() as session:
            after = await tell_page(session, task.payload, after, services.clock.now())


TASKS: Final[Mapping[str, Callable[[Services, Due], Awaitable[None]]]] = {TELL: tell}
