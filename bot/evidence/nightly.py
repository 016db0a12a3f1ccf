"""A little of the store looked at each night, so that all of it is within four weeks."""

from __future__ import annotations

import logging
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot.evidence import nightly_others
from bot.evidence.actions.verifying import tell_of_night
from bot.evidence.rules.verifying import FIRST_HOUR, Finding, prefixes_of, share_of_a_night
from bot.evidence.store import verifying as store
from bot.evidence.verification import Evidence
from bot.kit.files.failures import StoreUnreachable
from bot.kit.services import Services
from bot.kit.tasks.queue import queue_task
from bot.kit.tasks.worker import TryLater
from bot.kit.telegram.store import load_fact, save_fact

if TYPE_CHECKING:
    from bot.kit.tasks.worker import Due

STEP: Final = 25
NIGHT: Final = "evidence.verify.night"
REACHED: Final = "evidence.verify.reached"
log = logging.getLogger(__name__)


async def tick(services: Services) -> None:
    """Begin the night's share, once a night."""
    now = services.clock.now()
    night = now.date().isoformat()
    if now.hour < FIRST_HOUR:
        return
    async with services.database.reading() as session:
        if await load_fact(session, NIGHT) == night:
            return
    async with services.database.transaction() as session:
        left = share_of_a_night(await store.count_kept(session))
        await save_fact(session, NIGHT, night)
        await _queue_step(session, Step(night, left), now)
        await nightly_others.queue_step(session, nightly_others.Step(night), now)


@dataclass(frozen=True, slots=True)
class Step:
    """A part of a night's work: how many rows are `left`, were looked at, and were wrong."""

    night: str
    left: int
    seen: int = 0
    found: int = 0


async def _queue_step(session: AsyncSession, step: Step, now: datetime) -> None:
    key = f"evidence.verify.{step.night}.{step.seen}"
    await queue_task(session, "evidence.verify", asdict(step), dedupe_key=key, run_after=now)


async def verify_step(services: Services, task: Due) -> None:
    """A few rows of the night's share; the last step looks for objects without a row, too."""
    step = Step(**task.payload)
    evidence = Evidence(services.database, services.objects)
    try:
        await _work(services, evidence, step)
    except StoreUnreachable as failed:
        raise TryLater(str(failed)) from failed


async def _work(services: Services, evidence: Evidence, step: Step) -> None:
    now = services.clock.now()
    async with services.database.reading() as session:
        reached = int(await load_fact(session, REACHED) or 0)
        files = await store.find_kept(session, reached, min(STEP, step.left))
    looked = [await evidence.look_at(file) for file in files]
    findings = [finding for finding in looked if finding]
    ended = len(files) < min(STEP, step.left) or step.left <= STEP
    if ended:
        findings += await _other_findings(evidence, date.fromisoformat(step.night), now)
    for finding in findings:
        log.error("verify: %s: %s", finding.words, await evidence.mend(finding, now))
    seen, found = step.seen + len(files), step.found + len(findings)
    async with services.database.transaction() as session:
        # From the beginning again, once everything was looked at.
        onward = files[-1].id if len(files) == min(STEP, step.left) else 0
        await save_fact(session, REACHED, str(onward))
        if not ended:
            await _queue_step(session, Step(step.night, step.left - len(files), seen, found), now)
        elif found:
            await tell_of_night(session, date.fromisoformat(step.night), found, seen, now)


async def _other_findings(evidence: Evidence, night: date, now: datetime) -> list[Finding]:
    found = await evidence.stuck(now)
    for prefix in prefixes_of(night):
        found += [one async for one in evidence.orphans(prefix, now)]
    return found
