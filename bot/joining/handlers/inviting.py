"""Making invitations, and what became of them."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from bot import places
from bot.joining import store
from bot.joining.actions import inviting as actions
from bot.joining.addresses import (
    AskRenewal,
    AskRevoke,
    LeaveLink,
    MakeInvitation,
    OpenInvitation,
    OpenInvitations,
    PickExpiry,
    PickQuota,
    PickScope,
    Renew,
    Revoke,
)
from bot.joining.lists import store as lists
from bot.joining.rules import InvitationKind, invitable_roles, is_scope
from bot.joining.screens import inviting as screens
from bot.kit.db import public_id
from bot.kit.refusals import ScreenOutdated
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.people.rules import MANAGERS, Grant, Person

A_PAGE: Final = 4
routes = Routes("joining.inviting")


async def _roles(visit: Visit[Person]) -> Screen:
    waiting = await store.count_interests(visit.session)
    return screens.roles_screen(visit.words, invitable_roles(visit.person), waiting)


@routes.command("invite", needs=MANAGERS)
async def on_invite_command(visit: Visit[Person], _arguments: str) -> Screen:
    return await _roles(visit)


@routes.pressed(places.InvitePeople, needs=MANAGERS)
async def on_invite(visit: Visit[Person], _address: places.InvitePeople) -> Screen:
    return await _roles(visit)


@routes.pressed(PickScope, needs=MANAGERS)
async def on_role_picked(visit: Visit[Person], address: PickScope) -> Screen:
    offers = await actions.find_scopes(visit.session, visit.person, address.role)
    return screens.scopes_screen(visit.words, address.role, offers, address.page)


def _must_be_offered(address: PickQuota | PickExpiry | MakeInvitation) -> None:
    """Raises ScreenOutdated for what no screen offers (any more)."""
    is_offered = is_scope(Grant(address.role, address.kind, address.scope or None))
    if not isinstance(address, PickQuota):
        is_offered &= address.quota in (0, *screens.QUOTAS)
    if isinstance(address, MakeInvitation):
        is_offered &= address.days in screens.DAYS
    if not is_offered:
        raise ScreenOutdated(instead=places.InvitePeople())


@routes.pressed(PickQuota, needs=MANAGERS)
async def on_scope_picked(visit: Visit[Person], address: PickQuota) -> Screen:
    _must_be_offered(address)
    return screens.quota_screen(visit.words, address)


@routes.pressed(PickExpiry, needs=MANAGERS)
async def on_quota_picked(visit: Visit[Person], address: PickExpiry) -> Screen:
    _must_be_offered(address)
    return screens.expiry_screen(visit.words, address, public_id())


@routes.pressed(MakeInvitation, needs=MANAGERS)
async def on_invitation_made(visit: Visit[Person], address: MakeInvitation) -> Screen:
    _must_be_offered(address)
    grant = address.grant
    code = await actions.make_invitation(
        visit.session,
        visit.person,
        grant.role,
        grant.scope_kind,
        grant.scope,
        kind=InvitationKind.COHORT if address.quota else InvitationKind.PERSONAL,
        quota=address.quota,
        expires_at=visit.now + timedelta(days=address.days),
        public=address.public,
        now=visit.now,
    )
    return await _link(visit, address.public, code)


async def _link(visit: Visit[Person], public: str, code: str) -> Screen:
    listed = await load_listed(visit, public)
    link = actions.link_of(visit.bot_name, code)
    return screens.link_screen(visit.words, listed, link, code, visit.person.zone)


async def load_listed(visit: Visit[Person], public: str) -> screens.Listed:
    """Raises ScreenOutdated where it is not one's own."""
    invitation = await actions.load_own_invitation(visit.session, visit.person, public)
    scope = await actions.name_of_scope(visit.session, invitation.grant)
    on_list = await lists.find_entry_of(visit.session, public)
    list_id, name = on_list or ("", "")
    return screens.Listed(invitation, scope, name, list_id)


@routes.pressed(OpenInvitations, needs=MANAGERS)
async def on_invitations(visit: Visit[Person], address: OpenInvitations) -> Screen:
    return await _invitations(visit, address.page, fresh=False)


@routes.pressed(LeaveLink, needs=MANAGERS)
async def on_link_left(visit: Visit[Person], _address: LeaveLink) -> Screen:
    return await _invitations(visit, 0, fresh=True)


async def _invitations(visit: Visit[Person], page: int, *, fresh: bool) -> Screen:
    page = max(page, 0)
    found = await store.find_invitations_by(
        visit.session, visit.person.id, A_PAGE + 1, page * A_PAGE
    )
    listed = await actions.with_scope_names(visit.session, found[:A_PAGE])
    return screens.invitations_screen(
        visit.words,
        [screens.Listed(*one) for one in listed],
        await store.count_made(visit.session, visit.person.id),
        page,
        more=len(found) > A_PAGE,
        now=visit.now,
        fresh=fresh,
    )


@routes.pressed(OpenInvitation, needs=MANAGERS)
async def on_invitation(visit: Visit[Person], address: OpenInvitation) -> Screen:
    listed = await load_listed(visit, address.public)
    return screens.invitation_screen(visit.words, listed, visit.person.zone, visit.now)


@routes.pressed(AskRenewal, needs=MANAGERS)
async def on_renewal_asked(visit: Visit[Person], address: AskRenewal) -> Screen:
    return screens.renewal_screen(visit.words, await load_listed(visit, address.public))


@routes.pressed(Renew, needs=MANAGERS)
async def on_renewed(visit: Visit[Person], address: Renew) -> Screen:
    code = await actions.renew_invitation(
        visit.session, visit.person, address.public, address.renewed, visit.now
    )
    return await _link(visit, address.public, code)


@routes.pressed(AskRevoke, needs=MANAGERS)
async def on_revoke_asked(visit: Visit[Person], address: AskRevoke) -> Screen:
    return screens.revoke_screen(visit.words, await load_listed(visit, address.public))


@routes.pressed(Revoke, needs=MANAGERS)
async def on_revoked(visit: Visit[Person], address: Revoke) -> Screen:
    await actions.revoke_invitation(visit.session, visit.person, address.public, visit.now)
    listed = await load_listed(visit, address.public)
    return screens.invitation_screen(visit.words, listed, visit.person.zone, visit.now)
