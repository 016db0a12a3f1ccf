"""Whom a draft reaches."""

from __future__ import annotations

from typing import Final

from bot.broadcasts.actions import access, arranging, confirming
from bot.broadcasts.addresses import OpenAudience, OpenDimension, Toggle
from bot.broadcasts.rules.audience import Audience, Dimension, NeedsStep
from bot.broadcasts.rules.states import Broadcast
from bot.broadcasts.screens import audience as screens
from bot.broadcasts.store import audience as store
from bot.cohorts.store import find_names
from bot.kit.i18n import LANGUAGES
from bot.kit.refusals import ScreenOutdated
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.people.countries import in_order
from bot.people.rules import MANAGERS, Person, Role, Sector

MOST_COHORTS: Final = 100
routes = Routes("broadcasts.audience")


@routes.pressed(OpenAudience, needs=MANAGERS)
async def on_audience(visit: Visit[Person], address: OpenAudience) -> Screen:
    return await audience_screen(visit, address.broadcast)


async def audience_screen(visit: Visit[Person], number: int) -> Screen:
    """The rules of a draft as they stand, and whom they mean now."""
    session, person = visit.session, visit.person
    broadcast = await access.load_own(session, person, number)
    reach = await confirming.count_reach(session, person, broadcast.audience)
    names = await confirming.sample_names(session, person, broadcast.audience, number)
    cohorts = await cohort_names(visit, broadcast.audience)
    return screens.audience_screen(
        visit.words, broadcast, cohorts, reach.people, reach.blocked, names
    )


async def cohort_names(visit: Visit[Person], of: Audience) -> dict[str, str]:
    """Names of the groups that the rules speak of, by id."""
    chosen = [*of.chosen.get(Dimension.COHORT, ()), *of.left_out.get(Dimension.COHORT, ())]
    found = await find_names(visit.session, [int(one) for one in chosen]) if chosen else {}
    return {str(number): name for number, name in found.items()}


@routes.pressed(OpenDimension, needs=MANAGERS)
async def on_dimension(visit: Visit[Person], address: OpenDimension) -> Screen:
    broadcast = await access.load_own(visit.session, visit.person, address.broadcast)
    return await _dimension(visit, broadcast, address.dimension, address.page)


async def _dimension(
    visit: Visit[Person], broadcast: Broadcast, dimension: Dimension, page: int
) -> Screen:
    reach = await confirming.count_reach(visit.session, visit.person, broadcast.audience)
    offered = await _offered(visit, dimension)
    return screens.dimension_screen(visit.words, broadcast, dimension, offered, page, reach.people)


async def _offered(visit: Visit[Person], dimension: Dimension) -> list[tuple[str, str]]:
    """The values that can be chosen, with their names."""
    scopes = access.scopes_of(visit.person)
    if dimension is Dimension.COHORT:
        return list((await store.find_cohorts(visit.session, scopes, MOST_COHORTS)).items())
    values = {
        Dimension.SECTOR: list(Sector),
        Dimension.LANGUAGE: list(LANGUAGES),
        Dimension.NEEDS: list(NeedsStep),
        Dimension.ROLE: list(Role),
    }.get(dimension)
    if values is None:
        values = in_order(await store.find_countries(visit.session, scopes), visit.words)
    return [(str(one), screens.value_words(visit.words, dimension, one, {})) for one in values]


@routes.pressed(Toggle, needs=MANAGERS)
async def on_toggled(visit: Visit[Person], address: Toggle) -> Screen:
    number, dimension = address.broadcast, address.dimension
    await access.load_own(visit.session, visit.person, number)
    if address.value not in dict(await _offered(visit, dimension)):
        raise ScreenOutdated(instead=OpenDimension(number, dimension))
    broadcast = await arranging.toggle(
        visit.session, visit.person, number, dimension, address.value, visit.now
    )
    return await _dimension(visit, broadcast, dimension, address.page)
