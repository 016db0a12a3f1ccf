"""A term of the glossary on a card, and where what a card says stands."""

from __future__ import annotations

from bot.curriculum.lessons import GlossaryTerm
from bot.items.screens.parts import linked_sources
from bot.kit.i18n import LANGUAGES, Words
from bot.kit.text import Text, bold, italic, lines, paragraphs, quote, text


def term_text(words: Words, term: GlossaryTerm) -> Text:
    """The term, what it means, and what it is called in the other languages."""
    shown = term.term.text(words.language)
    named = text(bold(shown.rich), _doubt(words, term, shown.language))
    explained = lines(named, term.explanation.text(words.language).rich)
    others = [name for name in LANGUAGES if name != shown.language and term.term.is_in(name)]
    names = lines(*(_named_in(words, term, language) for language in others))
    return paragraphs(explained, names, source_quote(words, term.source))


def _named_in(words: Words, term: GlossaryTerm, language: str) -> Text:
    name = words.language_name(language)
    shown = term.term.text(language).rich
    return text(f"{name[:1].upper()}{name[1:]}: ", shown, _doubt(words, term, language))


def _doubt(words: Words, term: GlossaryTerm, language: str) -> Text:
    """Says so where nobody has seen the term in a source of that language."""
    if language not in term.unconfirmed:
        return ()
    return text(" (", italic(words.text("lessons.not_confirmed")), ")")


def source_quote(words: Words, source: str) -> Text:
    """Each place that is named becomes a link under its name; they stand in a folded quote."""
    named = linked_sources(source)
    if not named:
        return ()
    return quote(words.text("lessons.source", source=named), expandable=True)
