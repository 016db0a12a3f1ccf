"""What somebody does with their portfolio: look at it, have it made, stop that, get it again."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot import places
from bot.curriculum.current import current_curriculum
from bot.kit.i18n import Words
from bot.kit.refusals import ScreenOutdated
from bot.kit.settings import Settings
from bot.kit.tasks.queue import queue_task
from bot.people.rules import Person
from bot.portfolio.actions.handing_over import hand_over
from bot.portfolio.actions.refusals import NothingHandedIn, TooOften
from bot.portfolio.rules.exports import (
    A_DAY,
    BESIDE_FILES,
    Export,
    Form,
    Scope,
    State,
    is_outdated,
    largest_sent,
    next_chance,
    size_beside,
    size_of_pdf,
)
from bot.portfolio.rules.overview import Offer, Overview
from bot.portfolio.rules.portfolio import standings
from bot.portfolio.store import exports as store
from bot.portfolio.store.whole import load_portfolio

MINUTE: Final = "%Y%m%d%H%M"
# Whoever is writing it learns within seconds that it was stopped; the keys are known until then.
STILL_WRITTEN: Final = timedelta(minutes=10)


async def open_overview(session: AsyncSession, person: Person, now: datetime) -> Overview:
    """What there is for each unit, and what was exported last."""
    portfolio = await load_portfolio(session, person, Scope.NEWEST, now)
    units = {
        unit.id: [outcome.id for outcome in unit.outcomes]
        for unit in current_curriculum().units.values()
    }
    latest = await store.find_latest(session, person.id)
    making = await store.find_making(session, person.id)
    return Overview(portfolio, tuple(standings(portfolio, units)), latest, making, person.zone)


async def offer_export(
    session: AsyncSession, person: Person, form: Form, settings: Settings, now: datetime
) -> Offer:
    """How large it would be. Raises NothingHandedIn."""
    newest = await load_portfolio(session, person, Scope.NEWEST, now)
    if not newest.pieces:
        raise NothingHandedIn(instead=places.OpenPortfolio())
    pieces = len(newest.pieces)
    if form is Form.PDF:
        sizes = {Scope.NEWEST: size_of_pdf(pieces)}
    else:
        sizes = {Scope.NEWEST: newest.size + size_beside(pieces)}
        if any(piece.newest.number > 1 for piece in newest.pieces):
            whole = await load_portfolio(session, person, Scope.ALL, now)
            sizes[Scope.ALL] = whole.size + size_beside(pieces)
    limit = largest_sent(settings.upload_limit_mb)
    too_large = max(sizes.values()) > limit - BESIDE_FILES
    by_link = too_large and settings.public_url is not None
    several = too_large and not by_link
    return Offer(
        form, newest, sizes, limit, int(now.timestamp()), by_link=by_link, in_volumes=several
    )


async def begin_export(
    session: AsyncSession, person: Person, form: Form, scope: Scope, offered: int, now: datetime
) -> Export:
    """Have it made; what is being made already, or came of the very same offer, is given back.

    Raises TooOften, NothingHandedIn, and ScreenOutdated for an offer of long ago.
    """
    known = await store.find_offered(session, person.id, form, scope, offered)
    known = known or await store.find_making(session, person.id)
    if known is not None:
        return known
    if is_outdated(offered, now):
        raise ScreenOutdated(instead=places.OpenPortfolio())
    chance = next_chance(await store.find_asked(session, person.id), now)
    if chance is not None:
        at = Words(person.language).moment(chance, person.zone)
        raise TooOften(instead=places.OpenPortfolio(), n=A_DAY, at=at)
    if not (await load_portfolio(session, person, Scope.NEWEST, now)).pieces:
        raise NothingHandedIn(instead=places.OpenPortfolio())
    export = await store.add_export(session, person.id, form, scope, offered, now)
    if export is None:  # somebody else has been faster, on another phone
        return await _load_making(session, person)
    task = {"export": export.id}
    key = f"portfolio.make.{export.id}"
    await queue_task(session, "portfolio.make", task, dedupe_key=key, run_after=now)
    return export


async def _load_making(session: AsyncSession, person: Person) -> Export:
    making = await store.find_making(session, person.id)
    if making is None:
        raise ScreenOutdated(instead=places.OpenPortfolio())
    return making


async def load_own(session: AsyncSession, person: Person, public: str) -> Export:
    """Raises ScreenOutdated for one that is not there, or is somebody else's."""
    try:
        return await store.load_export(session, person.id, public)
    except store.ExportGone:
        raise ScreenOutdated(instead=places.OpenPortfolio()) from None


async def stop_export(session: AsyncSession, person: Person, public: str, now: datetime) -> Export:
    """Not to be made after all; finished or stopped already, nothing happens."""
    export = await load_own(session, person, public)
    if export.state is State.MAKING and await store.settle(session, export, State.CANCELLED, now):
        await discard(session, export, now + STILL_WRITTEN)
    return await load_own(session, person, public)


async def discard(session: AsyncSession, export: Export, at: datetime) -> None:
    """Its objects go then."""
    key = f"portfolio.discard.{export.id}.{int(at.timestamp())}"
    task = {"export": export.id}
    await queue_task(session, "portfolio.discard", task, dedupe_key=key, run_after=at)


async def send_again(
    session: AsyncSession, person: Person, public: str, settings: Settings, now: datetime
) -> Export:
    """Once a minute at the most. Raises ScreenOutdated where it is not there any more."""
    export = await load_own(session, person, public)
    if not export.is_there(now) or export.by_link:
        raise ScreenOutdated(instead=places.OpenPortfolio())
    volumes = await store.find_volumes(session, export.id)
    await hand_over(session, settings, person, export, volumes, now, f"{now:{MINUTE}}")
    return export
