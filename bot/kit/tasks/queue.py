"""Queue a task in the caller's transaction."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.db import insert_new, table_of
from bot.kit.tasks.tables import Task

QUEUED = "tasks.queued"
_tasks = table_of(Task)


async def queue_task(
    session: AsyncSession,
    kind: str,
    payload: Mapping[str, object],
    *,
    dedupe_key: str,
    run_after: datetime,
) -> None:
    """To be worked off after `run_after`; one of the same `dedupe_key` that is there already stays
    as it is.
    """
    await session.execute(
        insert_new(session, Task)
        .values(
            kind=kind,
            payload=json.dumps(payload),
            dedupe_key=dedupe_key,
            run_after=run_after,
            state="waiting",
            attempts=0,
        )
        .on_conflict_do_nothing()
    )
    session.info[QUEUED] = True


async def delete_tasks(session: AsyncSession, ids: Collection[int]) -> None:
    """Tasks that are about somebody who is erased; none that is running."""
    gone = delete(_tasks).where(_tasks.c.id.in_(ids), _tasks.c.state != "running")
    await session.execute(gone)
