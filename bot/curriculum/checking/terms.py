"""Terms of the glossary that a translation calls something else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from bot.curriculum import markup
from bot.curriculum.lessons import GlossaryTerm
from bot.curriculum.naming import TermFinder, is_named
from bot.curriculum.reading.findings import Findings, Located, Place
from bot.curriculum.words import SOURCE_LANGUAGE

GLOSSARY: Final = "glossary.yaml"


def judge_terms(findings: Findings, terms: Iterable[GlossaryTerm]) -> None:
    """Notes each. A native decides: whether the text is mended, whether the name is right there and
    comes under `also`, or whether the file needs no name for it and comes under `unnamed`.
    """
    terms_in = TermFinder(terms)
    for standing in findings.phrases:
        for term in terms_in(markup.parse(standing.phrase.written[SOURCE_LANGUAGE]).words):
            for language, found in standing.located.items():
                if not _is_settled(term, language, found):
                    _note(findings, term, language, found.place)


def _is_settled(term: GlossaryTerm, language: str, found: Located) -> bool:
    if language == SOURCE_LANGUAGE or not term.term.is_in(language):
        return True
    file = found.place.file.removeprefix(f"{language}/")
    return file in term.unnamed.get(language, ()) or is_named(term, language, found.value)


def _note(findings: Findings, term: GlossaryTerm, language: str, place: Place) -> None:
    name, theirs = (term.term.written[one] for one in (SOURCE_LANGUAGE, language))
    remedy = f"use that term, or allow the text's own under `also:` in {GLOSSARY}"
    findings.note(place, f"`{name}` is not called `{theirs}` here", remedy)
