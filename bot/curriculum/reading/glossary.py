"""glossary.yaml: terms, and what they are called in each language."""

from __future__ import annotations

from typing import Final

from bot.curriculum.lessons import GlossaryTerm
from bot.curriculum.reading import limits
from bot.curriculum.reading.entries import Entry
from bot.curriculum.reading.findings import Located
from bot.curriculum.reading.items import read_source, references
from bot.curriculum.reading.texts import Scope
from bot.curriculum.words import LANGUAGES, SOURCE_LANGUAGE, Phrase

OTHERS: Final = tuple(language for language in LANGUAGES if language != SOURCE_LANGUAGE)


def read_terms(entry: Entry, scope: Scope) -> list[GlossaryTerm]:
    return [_read_term(term, scope.at("terms", term.id())) for term in entry.entries("terms")]


def _read_term(entry: Entry, texts: Scope) -> GlossaryTerm:
    identity = entry.id()
    entry.findings.define("term", identity, entry.place_of("id"))
    given = _read_official(entry)
    term = texts.of(entry.text("term"), "term", limits.TITLE, given=given)
    return GlossaryTerm(
        id=identity,
        term=term,
        explanation=texts.phrase(entry, "explanation", limits.EXPLANATION, marked=True),
        outcomes=references(entry, "outcomes", "outcome", required=False),
        source=read_source(entry),
        official={name: term.written[name] for name in OTHERS if name in term.written},
        unconfirmed=_read_unconfirmed(entry, term),
        also=_read_by_language(entry, "also", term),
        unnamed=_read_by_language(entry, "unnamed", term),
    )


def _read_official(entry: Entry) -> dict[str, Located]:
    """The term in the languages that the source itself has it in."""
    if not entry.has("official"):
        return {}
    official = entry.entry("official")
    found = {language: official.text(language, required=False) for language in OTHERS}
    return {language: text for language, text in found.items() if text}


def _read_unconfirmed(entry: Entry, term: Phrase) -> frozenset[str]:
    found = entry.words("unconfirmed", required=False)
    for language in found:
        if language.value not in OTHERS or not term.is_in(language.value):
            problem = f"`{language.value}` is unconfirmed, but there is no term in it"
            remedy = f"write it under `official:`; languages are {', '.join(OTHERS)}"
            entry.findings.fault(language.place, problem, remedy)
    return frozenset(language.value for language in found)


def _read_by_language(entry: Entry, key: str, term: Phrase) -> dict[str, tuple[str, ...]]:
    """Lists by language, of those that the term exists in."""
    if not entry.has(key):
        return {}
    by_language = entry.entry(key)
    found = {language: by_language.words(language, required=False) for language in OTHERS}
    for language, listed in found.items():
        if listed and not term.is_in(language):
            problem = f"`{language}` has something under `{key}`, but no term"
            entry.findings.fault(listed[0].place, problem, "write one under `official:`")
    return {language: tuple(n.value for n in listed) for language, listed in found.items()}
