"""Guides for those who lead trainees."""

from __future__ import annotations

from bot.curriculum.current import current_curriculum
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.library.actions import load_guide, load_guide_card, today_of
from bot.library.addresses import OpenGuide, OpenGuideCard, OpenGuides
from bot.library.rules.reading import GUIDED, guides_for
from bot.library.screens import guides as screens
from bot.people.rules import Person

routes = Routes("library.guides")
READERS = "|".join(GUIDED)


@routes.pressed(OpenGuides, needs=READERS)
async def on_guides_pressed(visit: Visit[Person], address: OpenGuides) -> Screen:
    guides = guides_for(current_curriculum(), visit.person)
    return screens.guides_screen(visit.words, guides, address.page)


@routes.pressed(OpenGuide, needs=READERS)
async def on_guide_pressed(visit: Visit[Person], address: OpenGuide) -> Screen:
    guide = load_guide(visit.person, address.guide)
    return screens.guide_screen(visit.words, guide, address.page)


@routes.pressed(OpenGuideCard, needs=READERS)
async def on_card_pressed(visit: Visit[Person], address: OpenGuideCard) -> Screen:
    place = load_guide_card(visit.person, address.guide, address.card)
    is_late = place.card.is_withdrawn(today_of(visit.person, visit.now))
    return screens.guide_card_screen(visit.words, place, address.page, under_review=is_late)
