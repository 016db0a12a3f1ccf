"""The glossary."""

from __future__ import annotations

from bot.curriculum.current import current_curriculum
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.library.actions import load_term
from bot.library.addresses import BrowseTerms, OpenGlossary, OpenTerm
from bot.library.rules.search import find_terms
from bot.library.screens import glossary as screens
from bot.people.rules import Person

routes = Routes("library.glossary")


@routes.pressed(OpenGlossary)
async def on_glossary_pressed(visit: Visit[Person], _address: OpenGlossary) -> Screen:
    return screens.glossary_screen(visit.words, current_curriculum())


@routes.written(OpenGlossary)
async def on_word_written(visit: Visit[Person], _address: OpenGlossary) -> Screen:
    return looked_up(visit, visit.message.words)


def looked_up(visit: Visit[Person], written: str) -> Screen:
    """What the glossary has under these words."""
    curriculum = current_curriculum()
    found = find_terms(curriculum.terms.values(), visit.words.language, written)
    return screens.found_screen(visit.words, curriculum, found, written)


@routes.pressed(BrowseTerms)
async def on_terms_pressed(visit: Visit[Person], address: BrowseTerms) -> Screen:
    return screens.browse_screen(visit.words, current_curriculum(), address.page)


@routes.pressed(OpenTerm)
async def on_term_pressed(visit: Visit[Person], address: OpenTerm) -> Screen:
    term = load_term(address.term)
    return screens.term_screen(visit.words, current_curriculum(), term, address.page)
