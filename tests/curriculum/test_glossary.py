"""Terms, and what they are called in the other languages."""

import pytest

from bot.curriculum.faults import Severity
from bot.curriculum.lessons import GlossaryTerm
from bot.curriculum.loading import load
from tests.curriculum.folder import ContentOnDisk, faults, found

FILE, SWEDISH = "en/glossary.yaml", "sv/glossary.yaml"
TERM = """\
  - id: carving
    term: job carving
    explanation: A job cut to fit.
    official: {sv: jobbanpassning, el: διαμόρφωση θέσης}
    unconfirmed: [el]
"""


@pytest.fixture
def glossary(content: ContentOnDisk) -> ContentOnDisk:
    content.change(FILE, "source: ELA}\n", f"source: ELA}}\n{TERM}")
    return content


def term_of(content: ContentOnDisk) -> GlossaryTerm:
    return load(content.folder).terms["carving"]


def test_a_term_is_written_in_the_languages_that_have_an_official_one(
    glossary: ContentOnDisk,
) -> None:
    term = term_of(glossary)
    assert term.term.text("sv").text == "jobbanpassning"
    assert term.term.text("de").language == "en"
    assert term.official == {"sv": "jobbanpassning", "el": "διαμόρφωση θέσης"}
    assert term.unconfirmed == {"el"}
    assert (term.source, term.outcomes) == ("", ())


def test_the_term_of_a_translation_wins(glossary: ContentOnDisk) -> None:
    carving = "{term: jobbsnickeri, explanation: Ett jobb.}"
    glossary.write(SWEDISH, f"translates: 1\nterms:\n  carving: {carving}\n")
    term = term_of(glossary)
    assert term.term.text("sv").text == term.official["sv"] == "jobbsnickeri"


def test_a_term_with_an_official_one_needs_no_translation(glossary: ContentOnDisk) -> None:
    for language in ("sv", "de"):
        text = "translates: 1\nterms:\n  carving: {explanation: So.}\n"
        glossary.write(f"{language}/glossary.yaml", text)
    notes = [note for note in found(glossary, Severity.NOTE) if "carving" in note]
    assert notes == ["de/glossary.yaml:3: `terms/carving/term` is not translated"]


@pytest.mark.parametrize(
    ("old", "new", "line", "problem"),
    [
        ("{sv:", "{fr:", 7, "unknown key `fr`"),
        ("[el]", "[el, de]", 8, "`de` is unconfirmed, but there is no term in it"),
        ("[el]", "[en]", 8, "`en` is unconfirmed, but there is no term in it"),
        ("sv: jobbanpassning", f"sv: {'x' * 81}", 7, "81 characters where 80 fit"),
    ],
)
def test_a_fault_in_a_term_is_named_with_its_line(
    glossary: ContentOnDisk, old: str, new: str, line: int, problem: str
) -> None:
    glossary.change(FILE, old, new)
    assert f"{FILE}:{line}: {problem}" in faults(glossary)
