"""Terms of the glossary: as a box where a lesson explains one, and as a list at the end."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, TypedDict

from bot.booklets.writing.flow import Named, Said, named, said
from bot.booklets.writing.sources import Sources
from bot.curriculum.lessons import GlossaryTerm
from bot.kit.alphabet import sort_key
from bot.kit.i18n import LANGUAGES, Words

BRACKETED: Final = re.compile(r"(.+?)\s*\((.+)\)")
ENDING: Final = r"\w{0,3}"  # a term in the plural or in another case is still that term


class TermName(TypedDict):
    """What a term is called in another language; `doubt`: nobody has seen that in a source."""

    language: str
    lang: str
    name: str
    doubt: bool


class Term(TypedDict):
    name: Named
    doubt: bool
    explanation: Said
    names: list[TermName]
    sources: list[int]


def term_shown(words: Words, sources: Sources, term: GlossaryTerm) -> Term:
    """A term with what it means, and its name in every language that has one."""
    name = named(term.term, words.language, sources)
    others = [one for one in LANGUAGES if one != name["lang"] and term.term.is_in(one)]
    return {
        "name": name,
        "doubt": name["lang"] in term.unconfirmed,
        "explanation": said(term.explanation, words.language, sources),
        "names": [_name_in(words, term, language) for language in others],
        "sources": sources.cite(term.source),
    }


def _name_in(words: Words, term: GlossaryTerm, language: str) -> TermName:
    return {
        "language": words.language_name(language),
        "lang": language,
        "name": term.term.text(language).text,
        "doubt": language in term.unconfirmed,
    }


def terms_in(
    language: str, terms: Iterable[GlossaryTerm], texts: Iterable[str], shown: set[str]
) -> list[GlossaryTerm]:
    """Terms that have a box (`shown`, by id) or are used in one of the texts, by the alphabet."""
    read = "\n".join(texts)
    folded = read.casefold()
    used = [term for term in terms if term.id in shown or _is_used(term, language, read, folded)]
    return sorted(used, key=lambda term: sort_key(language, term.term.text(language).text))


def _is_used(term: GlossaryTerm, language: str, read: str, folded: str) -> bool:
    if not term.term.is_in(language):
        return False
    names = _names(term.term.text(language).text)
    # A pattern takes half a millisecond over a module, and most terms are not there at all.
    return any(name.casefold() in folded and re.search(use, read) for name, use in names)


def _names(name: str) -> tuple[tuple[str, str], ...]:
    """`European Labour Authority (ELA)` is used under both of its names; each with a pattern."""
    both = BRACKETED.fullmatch(name)
    first = both[1] if both else name
    used = (first, rf"(?i)(?<!\w){re.escape(first)}{ENDING}(?!\w)")
    return (used, (both[2], rf"(?<!\w){re.escape(both[2])}(?!\w)")) if both else (used,)
