"""Making invitations: for whom, for what, how many, until when; the link; what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot import places
from bot.joining.addresses import (
    AskRenewal,
    AskRevoke,
    LeaveLink,
    MakeInvitation,
    OpenHandout,
    OpenInterests,
    OpenInvitation,
    OpenInvitations,
    PickExpiry,
    PickQuota,
    PickScope,
    Renew,
    Revoke,
)
from bot.joining.lists.addresses import OpenList, OpenLists, SendList
from bot.joining.rules import Invitation, ScopeOffer, Totals, can_be_renewed, why_refused
from bot.kit.clock import in_zone
from bot.kit.i18n import Words
from bot.kit.qr import code_of
from bot.kit.telegram.paging import paged
from bot.kit.telegram.screen import Button, Drawn, Screen, button_rows
from bot.kit.text import bold, lines, paragraphs, quote
from bot.people.rules import Role, ScopeKind

A_PAGE: Final = 5  # with both neighbours and the way back: eight buttons
QUOTAS: Final = (10, 20, 30, 50, 100)
DAYS: Final = (7, 14, 30, 90)


@dataclass(frozen=True, slots=True)
class Listed:
    """An invitation and the words for what it counts for; the list it stands on, by public id, and
    the name there.
    """

    invitation: Invitation
    scope: ScopeOffer
    name: str = ""
    list_id: str = ""


def scope_name(words: Words, offer: ScopeOffer) -> str:
    """The programme, a country or a cohort by name."""
    if offer.kind is ScopeKind.PROGRAMME:
        return words("people.scope.programme")
    if offer.kind is ScopeKind.COUNTRY:
        return words.country(offer.scope or "")
    return offer.name


def roles_screen(words: Words, roles: Sequence[Role], waiting: int) -> Screen:
    """Whom to invite; the way to what was made before, and to those who wait."""
    return Screen(
        paragraphs(bold(words("joining.invite.title")), words("joining.invite.whom")),
        (
            *button_rows(
                *(Button(words(f"people.role.{role}"), PickScope(role)) for role in roles),
                per_row=2,
            ),
            *button_rows(
                Button(words("joining.invite.mine"), OpenInvitations()),
                Button(words.count("joining.invite.waiting", waiting), OpenInterests())
                if waiting
                else None,
                Button(words("kit.home"), places.OpenHome()),
            ),
        ),
    )


def scopes_screen(words: Words, role: Role, offers: Sequence[ScopeOffer], page: int) -> Screen:
    """What the role counts for."""
    if not offers:
        return no_cohort_screen(words)
    shown, navigation = paged(words, offers, page, A_PAGE, lambda n: PickScope(role, n))
    choices = [
        Button(scope_name(words, offer), PickQuota(role, offer.kind, offer.scope or ""))
        for offer in shown
    ]
    return Screen(
        paragraphs(
            bold(words("joining.invite.title")),
            words("joining.invite.for_what", role=words(f"people.role.{role}")),
        ),
        (
            *button_rows(*choices),
            *navigation,
            *button_rows(Button(words("kit.back"), places.InvitePeople())),
        ),
    )


def no_cohort_screen(words: Words) -> Screen:
    """There is nothing to invite to yet: the way to make a group."""
    return Screen(
        words.text("joining.invite.no_cohort"),
        button_rows(
            Button(words("joining.invite.to_cohorts"), places.OpenCohorts()),
            Button(words("kit.back"), places.InvitePeople()),
        ),
    )


def quota_screen(words: Words, address: PickQuota) -> Screen:
    """For one person, or for several through one link."""

    def to(quota: int) -> PickExpiry:
        return PickExpiry(address.role, address.kind, address.scope, quota)

    from_list = SendList(address.role, address.kind, address.scope)
    several = [Button(words.count("joining.invite.people", n), to(n)) for n in QUOTAS]
    return Screen(
        paragraphs(bold(words("joining.invite.title")), words("joining.invite.how_many")),
        (
            *button_rows(Button(words("joining.invite.one_person"), to(0))),
            *button_rows(*several, per_row=2),
            *button_rows(Button(words("joining.list.label"), from_list)),
            *button_rows(Button(words("kit.back"), PickScope(address.role))),
        ),
    )


def expiry_screen(words: Words, address: PickExpiry, public: str) -> Screen:
    """Until when; choosing makes the invitation."""
    values = (address.role, address.kind, address.scope, address.quota)
    choices = [
        Button(words.count("joining.invite.days", days), MakeInvitation(*values, days, public))
        for days in DAYS
    ]
    back = PickQuota(address.role, address.kind, address.scope)
    return Screen(
        paragraphs(bold(words("joining.invite.title")), words("joining.invite.how_long")),
        (
            *button_rows(*choices, per_row=2),
            *button_rows(Button(words("kit.back"), back)),
        ),
    )


def link_screen(words: Words, listed: Listed, link: str, code: str, zone: str) -> Screen:
    """The link and its picture: a message that stays in the chat, to be forwarded or printed."""
    facts = limits_of(words, listed.invitation, zone)
    title = title_of(words, listed)
    alt = words("joining.link.alt", link=link)
    return Screen(
        paragraphs(
            bold(title),
            link,
            facts,
            words("joining.link.once"),
            quote(words("joining.link.letter", link=link)),
        ),
        button_rows(
            Button(words("joining.handout.label"), OpenHandout(code, words.language)),
            Button(words("joining.link.go_on"), LeaveLink()),
        ),
        Drawn(
            "qr_card",
            {
                "title": title,
                "link": link,
                "code": code_of(link),
                "lines": [words("joining.link.scan"), facts],
                "alt": alt,
            },
            words.language,
        ),
        fresh=True,
        stays=True,
    )


def title_of(words: Words, listed: Listed) -> str:
    role = words(f"people.role.{listed.invitation.grant.role}")
    return f"{role} · {scope_name(words, listed.scope)}"


def limits_of(words: Words, invitation: Invitation, zone: str) -> str:
    people = words.count("joining.invite.people", invitation.quota)
    if invitation.expires_at is None:
        return words("joining.link.for_people", people=people)
    day = words.date(in_zone(invitation.expires_at, zone).date())
    return words("joining.link.for_people_until", people=people, day=day)


def invitations_screen(
    words: Words,
    listed: Sequence[Listed],
    totals: Totals,
    page: int,
    *,
    more: bool,
    now: datetime,
    fresh: bool,
) -> Screen:
    """What one made, the newest first, and what became of all of it."""
    empty = words("joining.invite.none_yet")
    made, opened, joined = totals.made, totals.opened, totals.joined
    counted = words("joining.invite.totals", made=made, opened=opened, joined=joined)
    rows = [
        lines(bold(title_of(words, one)), state_of(words, one.invitation, now)) for one in listed
    ]
    buttons = [Button(title_of(words, o), OpenInvitation(o.invitation.public_id)) for o in listed]
    return Screen(
        paragraphs(bold(words("joining.invite.mine")), *([*rows, counted] if made else [empty])),
        (
            *button_rows(*buttons),
            *button_rows(Button(words("joining.lists.label"), OpenLists())),
            *button_rows(
                Button(words("kit.previous"), OpenInvitations(page - 1)) if page else None,
                Button(words("kit.next"), OpenInvitations(page + 1)) if more else None,
                Button(words("kit.back"), places.InvitePeople()),
                per_row=3,
            ),
        ),
        fresh=fresh,
    )


def state_of(words: Words, invitation: Invitation, now: datetime) -> str:
    counts = words(
        "joining.invite.counts",
        opened=invitation.opened,
        joined=invitation.joined,
        quota=invitation.quota,
    )
    state = why_refused(invitation, now) or "open"
    return f"{words(f'joining.state.{state}')} · {counts}"


def invitation_screen(words: Words, listed: Listed, zone: str, now: datetime) -> Screen:
    """One invitation: what became of it; it can be revoked while it is open."""
    invitation = listed.invitation
    is_open = why_refused(invitation, now) is None
    renew = Button(words("joining.renew.label"), AskRenewal(invitation.public_id))
    revoke = Button(words("joining.revoke.label"), AskRevoke(invitation.public_id))
    return Screen(
        paragraphs(
            bold(title_of(words, listed)),
            lines(
                listed.name,
                state_of(words, invitation, now),
                limits_of(words, invitation, zone),
                words("joining.invite.made", day=in_zone(invitation.made_at, zone).date()),
            ),
        ),
        button_rows(
            renew if can_be_renewed(invitation) else None,
            revoke if is_open else None,
            Button(
                words("kit.back"), OpenList(listed.list_id) if listed.list_id else OpenInvitations()
            ),
        ),
    )


def revoke_screen(words: Words, listed: Listed) -> Screen:
    """What follows, before it does."""
    public = listed.invitation.public_id
    return Screen(
        paragraphs(bold(title_of(words, listed)), words("joining.revoke.text")),
        button_rows(
            Button(words("joining.revoke.keep"), OpenInvitation(public)),
            Button(words("joining.revoke.confirm"), Revoke(public)),
        ),
    )


def renewal_screen(words: Words, listed: Listed) -> Screen:
    """What a new link does to the one before."""
    invitation = listed.invitation
    public = invitation.public_id
    return Screen(
        paragraphs(bold(title_of(words, listed)), words("joining.renew.text")),
        button_rows(
            Button(words("joining.renew.confirm"), Renew(public, invitation.renewed)),
            Button(words("kit.back"), OpenInvitation(public)),
        ),
    )
