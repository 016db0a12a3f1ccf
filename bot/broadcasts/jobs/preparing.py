"""Recipients go into the outbox, in chunks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.broadcasts.actions import preparing
from bot.kit.services import Services

if TYPE_CHECKING:
    from bot.kit.tasks.worker import Due

CHUNKS_A_TASK: Final = 10


async def prepare(services: Services, task: Due) -> None:
    """Put recipients into the outbox, 500 a transaction; after 5,000 it is another task's turn."""
    number, batch = task.payload["broadcast"], task.payload["batch"]
    threshold, now = services.settings.approval_threshold, services.clock.now()
    after: int | None = None
    for _ in range(CHUNKS_A_TASK):
        async with services.database.transaction() as session:
            after = await preparing.prepare_chunk(session, number, batch, threshold, now)
        if after is None:
            return
    async with services.database.transaction() as session:
        await preparing.queue_preparing(session, number, batch, after or 0, now)
