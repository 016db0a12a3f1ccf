"""How things are found, ordered and cut into pages."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.booklets.rules import may_read
from bot.curriculum.curriculum import Curriculum
from bot.curriculum.lessons import GlossaryTerm, Reader
from bot.curriculum.words import Phrase
from bot.kit.i18n import LANGUAGES
from bot.kit.telegram.pages import blocks_in, pages_of, within
from bot.kit.text import Text, bold, paragraphs, plain, text
from bot.library.rules.order import MOST_GROUPS, in_order, initial_of, letter_groups
from bot.library.rules.reading import guides_for
from bot.library.rules.search import find_terms, folded_word
from bot.people.rules import Grant, Person, Role

NO_TEXT = Phrase({"en": "What it means."})


def term(name: str, **names: str) -> GlossaryTerm:
    """A term by its English name; `names` are those in other languages."""
    called = Phrase({"en": name, **names})
    return GlossaryTerm(folded_word(name)[:24], called, NO_TEXT, (), "", {}, frozenset())


EURES = term("European Employment Services (EURES)", el="Ευρωπαϊκές Υπηρεσίες Απασχόλησης (EURES)")
ADVISER = term("EURES adviser", el="σύμβουλος EURES")
CARVING = term("job carving", sv="arbetsanpassning", el="προσαρμογή θέσης εργασίας")
SERVICE = term("service desk", **{"is": "þjónustuborð"})
FUNDING = term("funding", de="Förderung")
TERMS = (EURES, ADVISER, CARVING, SERVICE, FUNDING)


def found(written: str, language: str = "en") -> list[str]:
    return [one.term.text("en").text for one in find_terms(TERMS, language, written).terms]


def only(written: str, language: str = "en") -> GlossaryTerm | None:
    return find_terms(TERMS, language, written).only


@pytest.mark.parametrize(
    ("written", "language"),
    [
        ("ΠΡΟΣΑΡΜΟΓΗ ΘΕΣΗΣ ΕΡΓΑΣΙΑΣ", "el"),
        ("προσαρμογη θεσησ", "el"),
        ("job carving", "el"),
        ("Job-Carving", "sv"),
        ("arbetsanpassning", "sv"),
        ("carving", "en"),
        ("what is job carving?", "en"),
    ],
)
def test_a_term_is_found_in_ones_own_language_and_in_english(written: str, language: str) -> None:
    assert only(written, language) is CARVING


@pytest.mark.parametrize("written", ["þjónustuborð", "ÞJÓNUSTUBORÐ", "thjonustubord", "þjónustu"])
def test_icelandic_is_found_from_any_keyboard(written: str) -> None:
    assert only(written, "is") is SERVICE


@pytest.mark.parametrize("written", ["Förderung", "foerderung", "FORDERUNG", "fo\u0308rder"])
def test_an_umlaut_may_be_written_in_any_way(written: str) -> None:
    assert only(written, "de") is FUNDING


def test_the_name_that_is_meant_opens_before_those_that_only_begin_so() -> None:
    assert only("eures") is EURES
    assert found("eures") == ["European Employment Services (EURES)", "EURES adviser"]


def test_several_that_fit_equally_well_leave_the_choice() -> None:
    assert only("e") is None
    assert found("e") == ["EURES adviser", "European Employment Services (EURES)"]


def test_a_slip_of_the_finger_is_asked_about() -> None:
    slip = find_terms(TERMS, "en", "job craving")
    assert slip.alike
    assert slip.only is None
    assert slip.terms == (CARVING,)


@pytest.mark.parametrize("written", ["", "…", "xyzzy", "🙂", "e" * 121, "\u0345\u0301"])
def test_nonsense_finds_nothing(written: str) -> None:
    assert find_terms(TERMS, "en", written).terms == ()


@given(st.text(max_size=200), st.sampled_from(LANGUAGES))
def test_whatever_is_typed_is_answered(written: str, language: str) -> None:
    answer = find_terms(TERMS, language, written)
    assert all(one in TERMS for one in answer.terms)
    assert answer.best <= len(answer.terms)


@given(st.text(max_size=50))
def test_folding_again_changes_nothing(written: str) -> None:
    once = folded_word(written)
    assert folded_word(once) == once
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        assert folded_word(unicodedata.normalize(form, written)) == once


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_term_is_found_by_its_own_name(content: Curriculum, language: str) -> None:
    terms = tuple(content.terms.values())
    for one in terms:
        name = one.term.text(language).text
        for written in (name, name.upper(), unicodedata.normalize("NFD", name), f"  {name}!"):
            best = find_terms(terms, language, written)
            assert one in best.terms[: best.best], (written, best.terms)


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("sv", ["A1-intyg", "arbete", "zon", "återkoppling", "ämne", "öppen fråga"]),
        ("is", ["atvinna", "ábyrgð", "dagbók", "ðal", "eures", "þarfir", "ætt", "öryggi"]),
        ("es", ["nómina", "ñandú", "oferta", "órgano"]),
        ("de", ["Abend", "Ärztin", "Bedarf", "job carving", "Jobbörse"]),
        ("el", ["ανάλυση", "Άτομο", "ωράριο", "EURES"]),
        ("en", ["A1 form", "active listening", "élite", "éminence"]),
    ],
)
def test_terms_stand_as_in_a_dictionary(language: str, names: list[str]) -> None:
    terms = [term("x", **{language: name}) for name in names]
    ordered = in_order(reversed(terms), language)
    assert [one.term.text(language).text for one in ordered] == names


def test_an_initial_is_a_capital_of_the_alphabet() -> None:
    assert initial_of("sv", "ämne") == "Ä"
    assert initial_of("de", "Ärztin") == "A"
    assert initial_of("el", "άτομο") == "Α"
    assert initial_of("is", "þarfir") == "Þ"
    assert initial_of("en", "1408/71") == "#"
    assert initial_of("en", "(…)") == "#"


@pytest.mark.parametrize("language", LANGUAGES)
def test_groups_hold_every_term_once_and_part_no_initial(
    content: Curriculum, language: str
) -> None:
    terms = list(content.terms.values())
    groups = letter_groups(terms, language)
    assert 1 <= len(groups) <= MOST_GROUPS
    assert [one for group in groups for one in group.terms] == in_order(terms, language)
    initials = [
        {initial_of(language, one.term.text(language).text) for one in group.terms}
        for group in groups
    ]
    assert sum(map(len, initials)) == len(set().union(*initials))
    assert letter_groups([], language) == []


blocks = st.lists(st.text("ab ", min_size=1, max_size=60).map(lambda one: (one,)), max_size=12)


@given(blocks, st.integers(1, 100))
def test_pages_hold_everything_and_no_more_than_fits(of: list[Text], room: int) -> None:
    pages = pages_of(of, room)
    assert plain(paragraphs(*pages)) == plain(paragraphs(*of))
    assert all(len(plain(page)) <= room or page in of for page in pages)


def test_a_text_of_content_is_cut_at_its_paragraphs() -> None:
    written = paragraphs(text("One ", bold("two")), "Three")
    assert blocks_in(written) == [text("One ", bold("two")), ("Three",)]


@given(st.integers(-5, 9999), st.integers(0, 9))
def test_a_page_that_is_not_there_is_the_nearest_one(page: int, count: int) -> None:
    assert 0 <= within(page, range(count)) < max(1, count)


def person(*roles: Role) -> Person:
    grants = frozenset(Grant(role) for role in roles)
    return Person(1, "abcdefghij", 7, "Amina", "en", "Europe/Stockholm", grants=grants)


def test_guides_are_read_by_whom_they_are_for(content: Curriculum) -> None:
    for guide in content.guides.values():
        for role in Role:
            named = role in (Role.ADMINISTRATOR, *guide.readers)
            assert may_read(person(role), guide) is named
        assert may_read(person(Role.TRAINEE, Role(guide.readers[0])), guide)
    assert guides_for(content, person(Role.TRAINEE)) == ()
    assert {Reader.TUTOR, Reader.ASSESSOR} <= {
        reader for guide in content.guides.values() for reader in guide.readers
    }


def test_an_answer_is_given_until_the_day_it_has_to_be_checked(content: Curriculum) -> None:
    dated = [one for one in content.answers.values() if one.review_by]
    for answer in dated:
        topic = content.topics[answer.topic]
        assert answer in topic.open_answers(date(2026, 11, 24))
        assert answer.review_by is not None
        assert answer not in topic.open_answers(answer.review_by)
