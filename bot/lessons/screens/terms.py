"""What hangs below a card's own words: a term of the glossary, and where facts stand."""

from __future__ import annotations

from bot import places
from bot.curriculum.curriculum import Curriculum
from bot.curriculum.lessons import Card, CardKind, GlossaryTerm
from bot.items.screens.parts import linked_sources
from bot.items.screens.terms import doubt, names_elsewhere
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, Screen
from bot.kit.text import Text, bold, lines, paragraphs, quote, text
from bot.lessons.addresses import OpenCard
from bot.lessons.rules import CardInPlace


def more_screen(words: Words, curriculum: Curriculum, place: CardInPlace) -> Screen:
    """All of it on a screen of its own, where the card has no room for it."""
    heading = bold(place.card.heading.text(words.language).rich)
    back = Button(words("kit.back"), OpenCard(place.lesson.id, place.card.id))
    home = Button(words("kit.home"), places.OpenHome())
    return Screen(paragraphs(heading, hanging(words, curriculum, place.card)), ((back, home),))


def hanging(words: Words, curriculum: Curriculum, card: Card, *, whole: bool = True) -> Text:
    """The card's term or the day its facts were checked; other languages and sources if whole."""
    if card.term is not None:
        term = curriculum.terms[card.term]
        return term_text(words, term) if whole else _explained(words, term)
    if card.kind is not CardKind.FACT:
        return ()
    checked = words.text("lessons.valid_as_of", day=card.valid_as_of) if card.valid_as_of else ()
    return paragraphs(checked, source_quote(words, card.source) if whole else ())


def term_text(words: Words, term: GlossaryTerm) -> Text:
    """The term, what it means, and what it is called in the other languages."""
    names = names_elsewhere(words, term)
    return paragraphs(_explained(words, term), names, source_quote(words, term.source))


def _explained(words: Words, term: GlossaryTerm) -> Text:
    shown = term.term.text(words.language)
    named = text(bold(shown.rich), doubt(words, term, shown.language))
    return lines(named, term.explanation.text(words.language).rich)


def source_quote(words: Words, source: str) -> Text:
    """Each place that is named becomes a link under its name; they stand in a folded quote."""
    named = linked_sources(source)
    if not named:
        return ()
    return quote(words.text("lessons.source", source=named), expandable=True)
