"""A second coordinator approves what is large, or declines it with a reason."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.broadcasts.actions.access import load_visible, scopes_of
from bot.broadcasts.actions.composing import change_draft
from bot.broadcasts.actions.preparing import start, tell
from bot.broadcasts.addresses import Decline, OpenBroadcast
from bot.broadcasts.rules.states import Broadcast, Deed, State
from bot.broadcasts.rules.texts import LONGEST_REASON, title_of
from bot.broadcasts.screens import notices
from bot.broadcasts.store import audience, texts
from bot.broadcasts.store import broadcasts as store
from bot.kit.audit.log import record
from bot.kit.audit.rules import Action, Reference
from bot.kit.audit.rules import Deed as Logged
from bot.kit.i18n import Words
from bot.kit.refusals import Refusal, ScreenOutdated
from bot.people import store as people
from bot.people.rules import Person


class NotYourself(Refusal):
    words = "broadcasts.not_yourself"


class ReasonLength(Refusal):
    """At most `most` characters."""

    words = "broadcasts.reason_length"


async def load_to_approve(
    session: AsyncSession, person: Person, number: int, version: int
) -> Broadcast:
    """Raises NotYourself for the composer, ScreenOutdated where it is not asked of one (any more),
    or is another version by now.
    """
    broadcast = await load_visible(session, person, number)
    if broadcast.composer_id == person.id:
        raise NotYourself(instead=OpenBroadcast(number))
    stands = (broadcast.state, broadcast.version) == (State.APPROVAL, version)
    if not stands or not await store.was_asked(session, number, person.id):
        raise ScreenOutdated(instead=OpenBroadcast(number))
    candidates = [(person, scopes_of(person))]
    if not await audience.who_covers(session, broadcast.batch_id or 0, candidates):
        raise ScreenOutdated(instead=OpenBroadcast(number))
    return broadcast


async def approve(
    session: AsyncSession, person: Person, number: int, version: int, now: datetime
) -> None:
    """It starts, or waits for its time."""
    broadcast = await load_to_approve(session, person, number, version)
    await store.add_event(session, number, person.id, Deed.APPROVED, now)
    if not await start(session, person, broadcast, now, approver_id=person.id):
        raise ScreenOutdated(instead=OpenBroadcast(number))
    approved = Reference("broadcast", f"{number}.{version}")
    record(session, Logged(Action.BROADCAST_APPROVED, now, approved, person.id))
    composer = await people.load_person(session, broadcast.composer_id)
    title = title_of(await texts.load_variants(session, number))
    notice = notices.approved_notice(Words(composer.language), number, title, person.name)
    await tell(session, composer, notice, f"approved.{broadcast.batch_id}", now)


async def decline(
    session: AsyncSession, person: Person, number: int, version: int, reason: str, now: datetime
) -> None:
    """It is a draft again, and the composer reads why."""
    broadcast = await load_to_approve(session, person, number, version)
    reason = reason.strip()
    if not reason or len(reason) > LONGEST_REASON:
        raise ReasonLength(instead=Decline(number, version), most=LONGEST_REASON)
    await change_draft(session, person, broadcast, Deed.DECLINED, now, reason)
    composer = await people.load_person(session, broadcast.composer_id)
    title = title_of(await texts.load_variants(session, number))
    notice = notices.declined_notice(Words(composer.language), number, title, person.name, reason)
    await tell(session, composer, notice, f"declined.{broadcast.batch_id}", now)
