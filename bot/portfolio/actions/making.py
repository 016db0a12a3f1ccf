"""What comes of making an export: it is finished, or it was stopped meanwhile, or its week ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.audit.log import record
from bot.kit.audit.rules import Action
from bot.kit.settings import Settings
from bot.people.rules import Person
from bot.portfolio.actions.asking import discard
from bot.portfolio.actions.handing_over import (
    deed_of,
    finished,
    goes_by_link,
    hand_over,
    tell_failed,
)
from bot.portfolio.rules.exports import KEPT, Export, Made, State
from bot.portfolio.store import exports as store


async def finish(
    session: AsyncSession,
    settings: Settings,
    person: Person,
    export: Export,
    made: Made,
    now: datetime,
) -> bool:
    """It is there, and on its way to its owner; False where it was stopped meanwhile."""
    expires_at, by_link = now + KEPT, goes_by_link(settings, made.volumes)
    values = finished(made, expires_at, by_link=by_link)
    if not await store.settle(session, export, State.MADE, now, **values):
        return False
    await store.save_volumes(session, made)
    record(session, deed_of(Action.PORTFOLIO_EXPORTED, export, now))
    whole = replace(
        export,
        state=State.MADE,
        expires_at=expires_at,
        pieces=made.pieces,
        files=made.files,
        left_out=made.left_out,
        size=made.size,
        volumes=len(made.volumes),
        by_link=by_link,
    )
    await hand_over(session, settings, person, whole, made.volumes, now)
    await discard(session, export, expires_at)
    return True


async def give_up(session: AsyncSession, person: Person, export: Export, now: datetime) -> None:
    """After the last try; what was begun goes."""
    if await tell_failed(session, person, export, now):
        await discard(session, export, now)


async def expire(session: AsyncSession, export: Export, now: datetime) -> None:
    """A finished one whose objects are gone is called so."""
    if export.state is State.MADE and not export.is_there(now):
        await store.settle(session, export, State.GONE, now)
