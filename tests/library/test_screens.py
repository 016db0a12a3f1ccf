"""Everything there is to look up fits a phone, in every language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot import places
from bot.curriculum.curriculum import Curriculum
from bot.curriculum.lessons import Guide
from bot.kit.i18n import LANGUAGES, Words
from bot.kit.telegram.screen import Screen, screen_to_data
from bot.kit.text import plain
from bot.library.addresses import OpenGuideCard, OpenTerm
from bot.library.rules.reading import GuideCard
from bot.library.rules.search import Found, find_terms
from bot.library.screens import answers, coverage, glossary, guides, outcomes
from bot.library.screens.lengths import library_lengths
from bot.library.screens.start import library_screen
from tests.untranslated import without

EN = Words("en")


def fits(screen: Screen) -> bool:
    buttons = [button for row in screen.rows for button in row]
    assert screen_to_data(screen)
    assert max(len(button.label) for button in buttons) <= 40, [b.label for b in buttons]
    assert len(plain(screen.text)) <= 900, plain(screen.text)
    return 1 <= len(buttons) <= 8


def pages(drawn: Screen, label: str, kind: type) -> Iterator[object]:
    """The page behind a button of this label."""
    yield from (b.to for row in drawn.rows for b in row if b.label == label and type(b.to) is kind)


def turned(words: Words, first: Screen, kind: type, draw: object) -> list[Screen]:
    """A screen and all that follow it by *Next*."""
    shown = [first]
    while onward := next(pages(shown[-1], words("kit.next"), kind), None):
        shown.append(draw(onward.page))  # type: ignore[operator,attr-defined]
    return shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_entrance_fits(language: str) -> None:
    for has_guides in (True, False):
        for is_manager in (True, False):
            assert fits(
                library_screen(Words(language), has_guides=has_guides, is_manager=is_manager)
            )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_outcome_fits(content: Curriculum, language: str) -> None:
    words = Words(language)
    assert fits(outcomes.units_screen(words, content.profile))
    for unit in content.units.values():
        assert fits(outcomes.unit_screen(words, content.profile, unit))
    for outcome in content.outcomes.values():
        for page in (0, 1, 2, 3, 9999):
            assert fits(
                outcomes.outcome_screen(words, content, outcome, page, is_trainee=page != 1)
            )
            assert fits(outcomes.lessons_screen(words, content, outcome, page))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_term_fits(content: Curriculum, language: str) -> None:
    words = Words(language)
    assert fits(glossary.glossary_screen(words, content))
    others = tuple(content.terms.values())
    for term in content.terms.values():
        for page in (0, 1, 9999):
            assert fits(glossary.term_screen(words, content, term, page, others))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_term_stands_on_one_page_of_all(content: Curriculum, language: str) -> None:
    words = Words(language)
    first = glossary.browse_screen(words, content, 0)
    drawn = turned(
        words, first, glossary.BrowseTerms, lambda to: glossary.browse_screen(words, content, to)
    )
    assert all(fits(screen) for screen in drawn)
    listed = [b.to.term for s in drawn for row in s.rows for b in row if isinstance(b.to, OpenTerm)]
    assert sorted(listed) == sorted(content.terms)


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_is_found_fits(content: Curriculum, language: str) -> None:
    words, terms = Words(language), tuple(content.terms.values())
    written = ("e", "ω" * 4096, "eures", "", "…", "what is job carving?", "personal date breach")
    for one in written:
        found = find_terms(terms, language, one)
        assert fits(glossary.found_screen(words, content, found, one))
    assert fits(glossary.found_screen(words, content, Found(terms, 5, alike=True), "x" * 99))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_answer_fits(content: Curriculum, language: str) -> None:
    words = Words(language)
    topics = list(content.topics.values())
    assert fits(answers.topics_screen(words, topics, 0))
    assert fits(answers.topics_screen(words, topics, 9999))
    assert fits(answers.topics_screen(words, [], 0))
    for topic in topics:
        for page in (0, 1, 9999):
            assert fits(answers.topic_screen(words, topic, topic.answers, page))
    for answer in content.answers.values():
        for page in (0, 1, 9999):
            assert fits(answers.answer_screen(words, content, answer, page, is_trainee=True))


def cards_of(guide: Guide) -> list[GuideCard]:
    return [GuideCard(guide, position) for position in range(1, len(guide.cards) + 1)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_card_of_a_guide_fits(content: Curriculum, language: str) -> None:
    words = Words(language)
    assert fits(guides.guides_screen(words, list(content.guides.values()), 0))
    assert fits(guides.guides_screen(words, [], 0))
    for guide in content.guides.values():
        assert all(fits(guides.guide_screen(words, guide, page)) for page in (0, 1, 9999))
        for place in cards_of(guide):
            for page in (0, 1, 9):
                assert fits(guides.guide_card_screen(words, place, page, under_review=page == 1))


def test_a_guide_is_read_from_its_first_card_to_its_last(content: Curriculum) -> None:
    guide = next(iter(content.guides.values()))
    place, read = cards_of(guide)[0], set[str]()
    onward: object = OpenGuideCard(guide.id, place.card.id)
    while isinstance(onward, OpenGuideCard):
        read.add(onward.card)
        place = next(one for one in cards_of(guide) if one.card.id == onward.card)
        drawn = guides.guide_card_screen(EN, place, onward.page, under_review=False)
        onward = next(pages(drawn, "Next", OpenGuideCard), None)
    assert read == {card.id for card in guide.cards}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_taught_where_fits(content: Curriculum, language: str) -> None:
    words = Words(language)
    first = coverage.coverage_screen(words, content, 0)
    drawn = turned(
        words, first, coverage.OpenCoverage, lambda to: coverage.coverage_screen(words, content, to)
    )
    assert all(fits(screen) for screen in drawn)
    told = "".join(plain(screen.text) for screen in drawn)
    assert [one for one in content.outcomes if f"{one} " not in told] == []


def test_an_outcome_says_what_it_asks_for(content: Curriculum) -> None:
    def page(n: int) -> str:
        drawn = outcomes.outcome_screen(EN, content, content.outcomes["7.1"], n, is_trainee=True)
        return plain(drawn.text)

    for said in ("Draft, not the official CQJB profile", "Knowledge\n", "no credits are awarded"):
        assert said in page(0)
    assert "What an assessor looks for\n• " in page(1)
    for said in ("At least", "Of these kinds: ", "None older than", "When it is enough\n"):
        assert said in page(places.OpenOutcome("7.1", 99).page)


def test_what_is_only_in_english_says_so(content: Curriculum) -> None:
    content = without(content, "el")
    term = content.terms["job-carving"]
    note = Words("el")("lessons.in_english")
    assert note in plain(glossary.term_screen(Words("el"), content, term).text)
    assert Words("sv")("lessons.in_english") not in plain(
        glossary.term_screen(Words("sv"), content, term).text
    )


def test_a_name_nobody_has_seen_in_a_source_says_so(content: Curriculum) -> None:
    term = next(one for one in content.terms.values() if "el" in one.unconfirmed)
    told = plain(glossary.term_screen(EN, content, term).text)
    told += plain(glossary.term_screen(EN, content, term, 1).text)
    assert f"Greek: {term.official['el']} (not confirmed)" in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_to_look_up_is_measured(content: Curriculum, language: str) -> None:
    measured = {id(of.of): of.characters for of in library_lengths(Words(language), content)}
    cards = [card.heading for guide in content.guides.values() for card in guide.cards]
    terms = [term.term for term in content.terms.values()]
    questions = [answer.question for answer in content.answers.values()]
    titles = [outcome.title for outcome in content.outcomes.values()]
    assert {id(one) for one in (*cards, *terms, *questions, *titles)} == set(measured)
    assert max(measured.values()) <= 900
