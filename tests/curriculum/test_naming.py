"""Terms are found in English texts, and their names in whatever form a language gives them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.curriculum.faults import Severity
from bot.curriculum.lessons import GlossaryTerm
from bot.curriculum.naming import TermFinder, is_named, names_of
from bot.curriculum.words import Phrase
from tests.curriculum.folder import ContentOnDisk, faults, found

TERM = """\
  - id: carving
    term: job carving
    explanation: A job cut to fit.
    official: {sv: jobbanpassning}
"""
FILE = "en/glossary.yaml"
CALLED = "`job carving` is not called `jobbanpassning` here"


def term(english: str, **other: str) -> GlossaryTerm:
    phrase = Phrase({"en": english, **other})
    return GlossaryTerm(english, phrase, phrase, (), "", other, frozenset())


@pytest.mark.parametrize(
    ("language", "name", "text"),
    [
        ("el", "τεκμήριο", "Ο φάκελος των τεκμηρίων"),
        ("el", "δημόσια υπηρεσία απασχόλησης", "των δημόσιων υπηρεσιών απασχόλησης"),
        ("is", "hæfnigögn", "möppu hæfnigagna"),
        ("is", "opinber vinnumiðlun", "hjá opinberri vinnumiðlun"),
        ("de", "Kompetenzprofil", "mit dem Kompetenzprofilbogen"),
        ("de", "Grenzgängerin/Grenzgänger", "zwei Grenzgänger"),
        ("es", "oferta de empleo", "las ofertas que el empleo trae"),
        ("sv", "intyg U2", "Ta med U2"),
        ("sv", "högskolepoäng (ECTS-poäng)", "fem ECTS-poäng"),
    ],
)
def test_a_name_is_known_in_its_forms(language: str, name: str, text: str) -> None:
    assert is_named(term("thing", **{language: name}), language, text)


@pytest.mark.parametrize(
    ("language", "name", "text"),
    [
        ("de", "Nachweis", "Der Beleg liegt bei"),
        ("el", "τεκμήριο", "Το αποδεικτικό"),
        ("sv", "intyg U2", "Ta med U1"),
        ("es", "oferta de empleo", "una vacante"),
        ("is", "hæfnigögn", "skjölin"),
    ],
)
def test_another_name_is_none(language: str, name: str, text: str) -> None:
    assert not is_named(term("thing", **{language: name}), language, text)


def test_the_longest_term_is_found_and_plurals_are() -> None:
    finder = TermFinder([term("vacancy"), term("registered vacancy"), term("Job (Online) Days")])
    assert [one.id for one in finder("Two registered vacancies")] == ["registered vacancy"]
    assert [one.id for one in finder("A job, days later; vacancies")] == ["vacancy"]
    assert [one.id for one in finder("At the job days")] == ["Job (Online) Days"]


@given(st.text(min_size=1, max_size=30).filter(str.strip), st.text(max_size=40))
def test_a_text_that_quotes_the_name_as_it_is_written_names_it(name: str, around: str) -> None:
    thing = term("thing", **{"is": name})
    for each in filter(re.compile(r"[^\W_]").search, names_of(thing, "is")):
        assert is_named(thing, "is", f"{around} {each} {around}")


@pytest.fixture
def carved(content: ContentOnDisk) -> ContentOnDisk:
    """A term in English and Swedish, of which an English text speaks."""
    content.change(FILE, "source: ELA}\n", f"source: ELA}}\n{TERM}")
    content.change("en/profile.yaml", "skill: Uses EURES.", "skill: Uses job carving.")
    return content


def _swedish(carved: ContentOnDisk, text: str) -> None:
    carved.change("sv/profile.yaml", 'skill: "sv s"', f'skill: "{text}"')


def test_a_translation_that_calls_a_term_otherwise_is_noted(carved: ContentOnDisk) -> None:
    _swedish(carved, "Det här är något annat.")
    assert [note for note in found(carved, Severity.NOTE) if CALLED in note]


@pytest.mark.parametrize("text", ["Om jobbanpassningen.", "Om *job carving*."])
def test_one_that_uses_the_name_or_quotes_the_english_one_is_not(
    carved: ContentOnDisk, text: str
) -> None:
    _swedish(carved, text)
    assert not [note for note in found(carved, Severity.NOTE) if CALLED in note]


@pytest.mark.parametrize("allowed", ["also: {sv: [något annat]}", "unnamed: {sv: [profile.yaml]}"])
def test_what_the_glossary_allows_besides_is_not(carved: ContentOnDisk, allowed: str) -> None:
    _swedish(carved, "Det här är något annat.")
    carved.change(FILE, TERM, f"{TERM}    {allowed}\n")
    assert not [note for note in found(carved, Severity.NOTE) if CALLED in note]


def test_a_name_in_a_language_without_the_term_is_a_fault(carved: ContentOnDisk) -> None:
    carved.change(FILE, TERM, f"{TERM}    also: {{de: [Stellenzuschnitt]}}\n")
    assert any("`de` has something under `also`, but no term" in one for one in faults(carved))
