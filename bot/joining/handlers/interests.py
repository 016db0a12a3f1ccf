"""Visitors who left their interest."""

from __future__ import annotations

from bot.joining import store
from bot.joining.actions import interests as actions
from bot.joining.actions.inviting import find_scopes
from bot.joining.addresses import OfferPlace, OpenInterests, SendPlace
from bot.joining.screens import interests as screens
from bot.joining.screens.inviting import A_PAGE
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.people.rules import MANAGERS, Person, Role, ScopeKind

routes = Routes("joining.interests")


@routes.pressed(OpenInterests, needs=MANAGERS)
async def on_interests(visit: Visit[Person], address: OpenInterests) -> Screen:
    page = max(address.page, 0)
    found = await store.find_interests(visit.session, A_PAGE + 1, page * A_PAGE)
    return screens.interests_screen(
        visit.words, found[:A_PAGE], page, visit.person.zone, more=len(found) > A_PAGE
    )


@routes.pressed(OfferPlace, needs=MANAGERS)
async def on_place_offered(visit: Visit[Person], address: OfferPlace) -> Screen:
    interest = await actions.load_interest(visit.session, address.account)
    offers = await find_scopes(visit.session, visit.person, Role.TRAINEE)
    cohorts = [offer for offer in offers if offer.kind is ScopeKind.COHORT]
    return screens.offer_screen(visit.words, interest, cohorts, address.page)


@routes.pressed(SendPlace, needs=MANAGERS)
async def on_place_sent(visit: Visit[Person], address: SendPlace) -> Screen:
    interest, cohort = await actions.offer_place(
        visit.session, visit.person, address.account, address.cohort, visit.bot_name, visit.now
    )
    return screens.offered_screen(visit.words, interest.first_name, cohort.name)
