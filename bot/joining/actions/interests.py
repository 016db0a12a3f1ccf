"""Visitors who left their interest are offered a place."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot.joining import store
from bot.joining.actions.inviting import link_of, make_invitation, name_of_scope
from bot.joining.addresses import OpenInterests
from bot.joining.rules import Interest, ScopeOffer
from bot.joining.screens.interests import place_notice
from bot.kit.delivery import outbox
from bot.kit.i18n import Words
from bot.kit.refusals import Refusal, ScreenOutdated
from bot.people.rules import Grant, Person, Role, ScopeKind

PLACE_KEPT: Final = timedelta(days=14)


class OfferedAlready(Refusal):
    words = "joining.interests.offered_already"


async def load_interest(session: AsyncSession, telegram_id: int) -> Interest:
    """Raises ScreenOutdated where it was taken back, or its owner has joined."""
    found = await store.find_interest(session, telegram_id)
    if found is None:
        raise ScreenOutdated(instead=OpenInterests())
    return found


async def offer_place(
    session: AsyncSession,
    maker: Person,
    telegram_id: int,
    cohort_id: int,
    bot_name: str,
    now: datetime,
) -> tuple[Interest, ScopeOffer]:
    """Send an interested visitor a personal invitation, in their language; once a cohort and
    person.
    """
    interest = await load_interest(session, telegram_id)
    grant = Grant(Role.TRAINEE, ScopeKind.COHORT, str(cohort_id))
    cohort = await name_of_scope(session, grant)
    code = await make_invitation(
        session,
        maker,
        grant.role,
        grant.scope_kind,
        grant.scope,
        expires_at=now + PLACE_KEPT,
        now=now,
    )
    notice = place_notice(Words(interest.language), cohort.name, link_of(bot_name, code))
    queued = await outbox.queue(
        session,
        outbox.Recipient(0, telegram_id),
        notice,
        dedupe_key=f"joining.place.{telegram_id}.{cohort_id}",
        purpose="joining.place",
        now=now,
    )
    if not queued:
        raise OfferedAlready(instead=OpenInterests())
    return interest, cohort
