"""Invitations: made, listed and revoked, within one's scope."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot.cohorts import store as cohorts
from bot.joining import store
from bot.joining.addresses import OpenInvitation, OpenInvitations
from bot.joining.lists import store as lists
from bot.joining.rules import (
    Invitation,
    InvitationKind,
    ScopeOffer,
    can_be_renewed,
    hash_of,
    is_scope,
    may_invite,
    new_code,
    renewed_until,
    scopes_of,
    why_refused,
    wide_scopes,
)
from bot.kit.db import public_id
from bot.kit.refusals import NotAllowed, Refusal, ScreenOutdated
from bot.people.rules import Grant, Person, Role, ScopeKind

OFFERED_COHORTS: Final = 200
WITHOUT_COHORT: Final = frozenset({Role.ADMINISTRATOR})


class MadeAlready(Refusal):
    words = "joining.made_already"


class NoSuchCohort(Refusal):
    words = "joining.no_such_cohort"


async def make_invitation(
    session: AsyncSession,
    maker: Person | None,
    role: Role,
    scope_kind: ScopeKind = ScopeKind.PROGRAMME,
    scope: str | None = None,
    *,
    kind: InvitationKind = InvitationKind.PERSONAL,
    quota: int = 1,
    expires_at: datetime | None = None,
    public: str | None = None,
    now: datetime,
) -> str:
    """The code of a new invitation, seen this once: only its hash is stored.

    `scope` is a cohort's id or a country's code. `maker` is None on the command line, which may
    everything. Raises NotAllowed outside the maker's scope, NoSuchCohort, and MadeAlready where an
    invitation of this public id is there.
    """
    grant = Grant(role, scope_kind, scope)
    cohort_id = cohort_of(grant)
    country = await country_of(session, cohort_id)
    if maker is not None and not may_invite(maker, grant, country):
        raise NotAllowed
    code = new_code()
    made_by = maker.id if maker else None
    limits = (1 if kind is InvitationKind.PERSONAL else quota, expires_at, None)
    invitation = Invitation(
        0, kind, grant, cohort_id, *limits, made_by, now, public_id=public or public_id()
    )
    if not await store.add_invitation(session, invitation, hash_of(code)):
        raise MadeAlready(instead=OpenInvitations())
    return code


def cohort_of(grant: Grant) -> int | None:
    """Raises NoSuchCohort for what cannot be the number of one."""
    if grant.scope_kind is not ScopeKind.COHORT:
        return None
    if not is_scope(grant):
        raise NoSuchCohort
    return int(grant.scope or 0)


async def country_of(session: AsyncSession, cohort_id: int | None) -> str | None:
    """Of a cohort, where it is one. Raises NoSuchCohort."""
    if cohort_id is None:
        return None
    try:
        return (await cohorts.load_cohort(session, cohort_id)).country
    except cohorts.CohortGone:
        raise NoSuchCohort from None


async def load_own_invitation(session: AsyncSession, maker: Person, public: str) -> Invitation:
    """Raises ScreenOutdated where it is not one's own."""
    found = await store.find_invitation_by(session, maker.id, public)
    if found is None:
        raise ScreenOutdated(instead=OpenInvitations())
    return found


async def revoke_invitation(
    session: AsyncSession, maker: Person, public: str, now: datetime
) -> None:
    """Close an own invitation. Raises ScreenOutdated where it is closed or not one's own."""
    if not await store.revoke(session, public, maker.id, now):
        raise ScreenOutdated(instead=OpenInvitations())
    await lists.forget_name(session, public)


async def renew_invitation(
    session: AsyncSession, maker: Person, public: str, renewed: int, now: datetime
) -> str:
    """The code of a new link for an own invitation; the one before lets nobody in any more.

    `renewed` is how often that was done before, so that a second press makes no second one. Raises
    ScreenOutdated where nobody is still to come, NotAllowed outside the maker's scope, and
    MadeAlready.
    """
    found = await load_own_invitation(session, maker, public)
    if not can_be_renewed(found):
        raise ScreenOutdated(instead=OpenInvitation(public))
    if found.renewed != renewed:
        raise MadeAlready(instead=OpenInvitation(public))
    if not may_invite(maker, found.grant, await country_of(session, found.cohort_id)):
        raise NotAllowed
    code = new_code()
    if not await store.renew(session, found, hash_of(code), renewed_until(found, now)):
        raise MadeAlready(instead=OpenInvitation(public))
    return code


async def load_handed_out(
    session: AsyncSession, maker: Person, code: str, now: datetime
) -> Invitation:
    """The own invitation of a link in the chat. Raises ScreenOutdated where it is closed, or a
    newer link took its place.
    """
    found = await store.find_invitation(session, hash_of(code))
    if found is None or found.made_by != maker.id or why_refused(found, now) is not None:
        raise ScreenOutdated(instead=OpenInvitations())
    return found


async def find_scopes(session: AsyncSession, maker: Person, role: Role) -> list[ScopeOffer]:
    """What somebody may hand a role out for: wide scopes, then cohorts, the newest first."""
    within = scopes_of(maker)
    groups = await cohorts.find_cohorts(session, within, limit=OFFERED_COHORTS)
    own = [g.scope for g in within if g.scope_kind is ScopeKind.COUNTRY and g.scope]
    wide = wide_scopes(maker, role, [*own, *(group.country for group in groups)])
    of_cohorts = [ScopeOffer(ScopeKind.COHORT, str(group.id), group.name) for group in groups]
    offered_cohorts = [] if role in WITHOUT_COHORT else of_cohorts
    return [*wide, *offered_cohorts]


async def name_of_scope(session: AsyncSession, grant: Grant) -> ScopeOffer:
    """A scope with the name of its cohort. Raises NoSuchCohort."""
    if grant.scope_kind is not ScopeKind.COHORT:
        return ScopeOffer(grant.scope_kind, grant.scope)
    names = await cohorts.find_names(session, [int(grant.scope or 0)])
    if not names:
        raise NoSuchCohort
    return ScopeOffer(ScopeKind.COHORT, grant.scope, names[int(grant.scope or 0)])


async def with_scope_names(
    session: AsyncSession, invitations: Sequence[Invitation]
) -> list[tuple[Invitation, ScopeOffer]]:
    """Several invitations with their scopes, the names of cohorts read at once."""
    ids = [one.cohort_id for one in invitations if one.cohort_id is not None]
    names = await cohorts.find_names(session, ids)
    return [
        (one, ScopeOffer(one.grant.scope_kind, one.grant.scope, names.get(one.cohort_id or 0, "")))
        for one in invitations
    ]


def link_of(bot_name: str, code: str) -> str:
    """The link that opens an invitation in Telegram."""
    return f"https://t.me/{bot_name}?start={code}"
