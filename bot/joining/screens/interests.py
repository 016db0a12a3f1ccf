"""Visitors who left their interest, and the place they are offered."""

from __future__ import annotations

from collections.abc import Sequence

from bot import places
from bot.joining.addresses import OfferPlace, OpenInterests, SendPlace
from bot.joining.rules import Interest, ScopeOffer
from bot.joining.screens.inviting import A_PAGE, no_cohort_screen
from bot.kit.address import Account
from bot.kit.clock import in_zone
from bot.kit.i18n import Words
from bot.kit.telegram.paging import paged
from bot.kit.telegram.screen import Button, Screen, button_rows
from bot.kit.text import bold, lines, paragraphs


def interests_screen(
    words: Words, people: Sequence[Interest], page: int, zone: str, *, more: bool
) -> Screen:
    """Visitors who want to be told, the longest waiting first; each can be offered a place."""
    rows = [_interest(words, one, zone) for one in people]
    return Screen(
        paragraphs(
            bold(words("joining.interests.title")),
            lines(*(rows or [words("joining.interests.none")])),
            words("joining.interests.what_now") if rows else "",
        ),
        (
            *button_rows(
                *(
                    Button(one.first_name[:40], OfferPlace(Account(one.telegram_id)))
                    for one in people
                )
            ),
            *button_rows(
                Button(words("kit.previous"), OpenInterests(page - 1)) if page else None,
                Button(words("kit.next"), OpenInterests(page + 1)) if more else None,
                Button(words("kit.back"), places.InvitePeople()),
                per_row=3,
            ),
        ),
    )


def _interest(words: Words, one: Interest, zone: str) -> str:
    since = words.short_date(in_zone(one.left_at, zone).date())
    return f"{one.first_name} · {words.language_name(one.language)} · {since}"


def offer_screen(
    words: Words, interest: Interest, cohorts: Sequence[ScopeOffer], page: int
) -> Screen:
    """Which group the visitor gets a place in; choosing sends the link."""
    if not cohorts:
        return no_cohort_screen(words)
    account = Account(interest.telegram_id)
    shown, navigation = paged(words, cohorts, page, A_PAGE, lambda n: OfferPlace(account, n))
    choices = [Button(one.name, SendPlace(account, int(one.scope or 0))) for one in shown]
    return Screen(
        paragraphs(
            bold(interest.first_name), words("joining.interests.which", name=interest.first_name)
        ),
        (
            *button_rows(*choices),
            *navigation,
            *button_rows(Button(words("kit.back"), OpenInterests())),
        ),
    )


def offered_screen(words: Words, name: str, cohort: str) -> Screen:
    """The link is on its way."""
    return Screen(
        words.text("joining.interests.sent", name=bold(name), cohort=cohort),
        button_rows(Button(words("kit.back"), OpenInterests())),
    )


def place_notice(words: Words, cohort: str, link: str) -> Screen:
    """What the visitor gets: a place, and the link that takes it."""
    return Screen(
        words.text("joining.interests.notice", cohort=cohort),
        button_rows(Button(words("joining.interests.take"), link)),
    )
