"""The broadcast that a task is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.broadcasts.rules.states import Broadcast
from bot.broadcasts.store import broadcasts as store
from bot.kit.services import Services

if TYPE_CHECKING:
    from bot.kit.tasks.worker import Due


async def load_of(services: Services, task: Due) -> Broadcast | None:
    async with services.database.reading() as session:
        return await store.find_broadcast(session, task.payload["broadcast"])
