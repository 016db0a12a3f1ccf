"""A term of the glossary in other languages, as lessons and the library name it."""

from __future__ import annotations

from bot.curriculum.lessons import GlossaryTerm
from bot.kit.i18n import LANGUAGES, Words
from bot.kit.text import Text, italic, lines, text


def names_elsewhere(words: Words, term: GlossaryTerm) -> Text:
    """Its names in the other languages, each under the language's own name for the reader."""
    shown = term.term.text(words.language).language
    others = [one for one in LANGUAGES if one != shown and term.term.is_in(one)]
    return lines(*(_named_in(words, term, language) for language in others))


def doubt(words: Words, term: GlossaryTerm, language: str) -> Text:
    """Says so where nobody has seen the term in a source of that language."""
    if language not in term.unconfirmed:
        return ()
    return text(" (", italic(words.text("lessons.not_confirmed")), ")")


def _named_in(words: Words, term: GlossaryTerm, language: str) -> Text:
    name = words.language_name(language)
    called = term.term.text(language).rich
    return text(f"{name[:1].upper()}{name[1:]}: ", called, doubt(words, term, language))
