"""Who may see, change and stop a broadcast."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from bot import places
from bot.broadcasts.addresses import OpenBroadcast
from bot.broadcasts.rules.states import Broadcast, State
from bot.broadcasts.store import broadcasts as store
from bot.cohorts.rules import MANAGING
from bot.events import PersonMoved
from bot.kit.refusals import NotAllowed, ScreenOutdated
from bot.people.rules import Grant, Person, ScopeKind


def scopes_of(person: Person) -> list[Grant]:
    """How far somebody's broadcasts reach."""
    managing = [grant for grant in person.grants if grant.role in MANAGING]
    return sorted(managing, key=lambda grant: (grant.role, grant.scope_kind, grant.scope or ""))


def runs_all(person: Person) -> bool:
    """Whether somebody coordinates or administers the whole programme."""
    return any(grant.scope_kind is ScopeKind.PROGRAMME for grant in scopes_of(person))


async def on_person_moved(session: AsyncSession, event: PersonMoved) -> None:
    """The chat before hears no more of how a broadcast goes."""
    await store.forget_live(session, event.old_chat)


async def load_visible(session: AsyncSession, person: Person, number: int) -> Broadcast:
    """One's own, one that one was asked to approve, or any that is no draft if one runs the whole
    programme. Raises ScreenOutdated for any other.
    """
    broadcast = await store.find_broadcast(session, number)
    if broadcast is None or broadcast.state is State.DISCARDED:
        raise ScreenOutdated(instead=places.OpenBroadcasts())
    if broadcast.composer_id == person.id:
        return broadcast
    is_confirmed = broadcast.confirmed_count is not None
    if is_confirmed and runs_all(person):
        return broadcast
    if is_confirmed and await store.was_asked(session, number, person.id):
        return broadcast
    raise ScreenOutdated(instead=places.OpenBroadcasts())


async def load_own(session: AsyncSession, person: Person, number: int) -> Broadcast:
    """For composing. Raises ScreenOutdated for one that somebody else composes."""
    broadcast = await load_visible(session, person, number)
    if broadcast.composer_id != person.id:
        raise ScreenOutdated(instead=OpenBroadcast(number))
    return broadcast


async def load_managed(session: AsyncSession, person: Person, number: int) -> Broadcast:
    """For pausing, withdrawing and sending again. Raises NotAllowed for who only approves."""
    broadcast = await load_visible(session, person, number)
    if broadcast.composer_id != person.id and not runs_all(person):
        raise NotAllowed
    return broadcast
