"""A twenty-eighth of copies, pictures, booklets and files behind links looked at each night."""

from __future__ import annotations

import logging
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot.evidence.actions.verifying import tell_of_night
from bot.evidence.comparing import Bent, Comparison, is_compared
from bot.evidence.rules.verifying import shard_of, shards_of
from bot.kit.files.failures import StoreUnreachable
from bot.kit.files.holders import current_holders
from bot.kit.services import Services
from bot.kit.tasks.queue import queue_task
from bot.kit.tasks.worker import TryLater

if TYPE_CHECKING:
    from bot.kit.tasks.worker import Due

OTHERS: Final = "evidence.verify_others"
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Step:
    """A page of the `holder`-th table, behind `after` (None: from its beginning), and how many
    objects the night has looked at and found wrong by then.
    """

    night: str
    holder: int = 0
    after: Any = None
    seen: int = 0
    found: int = 0


async def queue_step(session: AsyncSession, step: Step, now: datetime) -> None:
    key = f"{OTHERS}.{step.night}.{step.holder}.{step.after}"
    await queue_task(session, OTHERS, asdict(step), dedupe_key=key, run_after=now)


async def verify_others(services: Services, task: Due) -> None:
    """A page of rows; behind the last table objects without a row."""
    step = Step(**task.payload)
    comparison = Comparison(services.database, services.objects, current_holders())
    try:
        await _work(services, comparison, step)
    except StoreUnreachable as failed:
        raise TryLater(str(failed)) from failed


async def _work(services: Services, comparison: Comparison, step: Step) -> None:
    now, night = services.clock.now(), date.fromisoformat(step.night)
    shards, bent, onward = shards_of(night), list[Bent](), None
    if step.holder < len(comparison.holders):
        onward, bent = await _look(comparison, step, shards)
    else:
        bent = [one async for one in comparison.orphans(now, shards)]
    for one in bent:
        log.error("verify: %s: %s", one.words, await comparison.mend(one, now))
    found = step.found + len(bent)
    async with services.database.transaction() as session:
        if onward is not None:
            await queue_step(session, replace(onward, found=found), now)
        elif found:
            await tell_of_night(session, night, found, step.seen, now, of="others")


async def _look(
    comparison: Comparison, step: Step, shards: tuple[str, ...]
) -> tuple[Step, list[Bent]]:
    """The step that follows, and what is wrong in this one."""
    holder = comparison.holders[step.holder]
    after = holder.first if step.after is None else step.after
    page = await comparison.page(holder, after) if is_compared(holder) else []
    due = [held for held in page if shard_of(held.key) in shards]
    looked = [await comparison.look_at(holder, held) for held in due]
    seen = step.seen + len(due)
    if page:
        onward = replace(step, after=page[-1].id, seen=seen)
    else:
        onward = replace(step, holder=step.holder + 1, after=None, seen=seen)
    return onward, [one for one in looked if one]
