"""Every screen of every lesson there is fits a phone, in every language."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import combinations, permutations

import pytest

from bot.curriculum.curriculum import Curriculum
from bot.curriculum.items import Item, Kind
from bot.curriculum.lessons import GlossaryTerm
from bot.curriculum.words import Phrase
from bot.items.answers import Answer, Choices, Matches, Order
from bot.items.paths import Path, go_on, scene_now
from bot.kit.i18n import LANGUAGES, Words
from bot.kit.telegram.screen import Screen
from bot.kit.text import Link, Quote, Text, plain, text
from bot.lessons.rules import CardInPlace, FinishedLesson, Note, OpenedCard, Reading
from bot.lessons.screens import cards, checks, modules, notes, terms
from tests.untranslated import without

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
LONG = Note(text("word " * 800), 1, 7, NOON)
EN = Words("en")
NOTHING_CHOSEN = Path()


def fits(screen: Screen) -> bool:
    buttons = [button for row in screen.rows for button in row]
    for button in buttons:
        assert isinstance(button.to, str) or button.to.pack()
    return len(plain(screen.text)) <= 900 and 1 <= len(buttons) <= 8


def places(content: Curriculum) -> list[CardInPlace]:
    return [
        CardInPlace(lesson, position)
        for lesson in content.lessons.values()
        for position in range(1, len(lesson.cards) + 1)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_card_fits_a_phone(content: Curriculum, language: str) -> None:
    words = Words(language)
    for place in (place for place in places(content) if place.card.item is None):
        opened = OpenedCard(place, resumed=True, under_review=place.card.review_by is not None)
        screen = cards.card_screen(words, content, opened)
        assert fits(screen), f"{place.lesson.id}.{place.card.id}: {len(plain(screen.text))}"
        assert fits(terms.more_screen(words, content, place))


def answers_to(item: Item) -> list[Answer]:
    """Every finished answer to it."""
    ids = [part.id for part in item.parts]
    match item.kind:
        case Kind.ORDERING:
            return [Order(placed) for placed in permutations(ids)]
        case Kind.MATCHING:
            return [Matches(tuple(zip(ids, made, strict=True))) for made in permutations(ids)]
        case Kind.MULTIPLE:
            sizes = range(1, len(ids) + 1)
            chosen = [c for size in sizes for c in combinations(ids, size)]
            return [Choices(frozenset(one)) for one in chosen]
        case Kind.CASE:
            return [path for path in ways_through(item) if scene_now(item, path) is None]
        case _:
            return [Choices(frozenset({one})) for one in ids]


def ways_through(item: Item, path: Path = NOTHING_CHOSEN) -> list[Path]:
    """Every path of a case, from nothing chosen to its ends."""
    scene = scene_now(item, path)
    further = [go_on(item, path, choice.id) for choice in scene.choices] if scene else []
    return [path, *(way for one in further for way in ways_through(item, one))]


def halfway_to(item: Item) -> list[Answer]:
    """What can be built before it is handed in."""
    return [*ways_through(item)] if item.kind is Kind.CASE else answers_to(item)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_check_question_fits_asked_and_answered(content: Curriculum, language: str) -> None:
    words = Words(language)
    asking = [place for place in places(content) if place.card.item]
    assert len(asking) >= len(content.lessons)
    for place in asking:
        assert place.card.item
        opened = OpenedCard(place, resumed=True, under_review=True)
        assert fits(checks.check_screen(words, opened, "seed"))
        for answer in halfway_to(place.card.item):
            asked = checks.check_screen(words, replace(opened, so_far=answer), "seed")
            assert fits(asked), f"{place.lesson.id} {answer}: {len(plain(asked.text))}"
        for answer in answers_to(place.card.item):
            for page in range(3):
                told = checks.check_screen(words, replace(opened, given=answer), "seed", page)
                assert fits(told), f"{place.lesson.id} {answer}: {len(plain(told.text))}"


def test_a_question_leaves_room_for_a_way_back_and_to_a_tutor(content: Curriculum) -> None:
    for place in (place for place in places(content) if place.card.item):
        screen = checks.check_screen(EN, OpenedCard(place), "seed")
        assert {"Back", "Ask a tutor"} <= {b.label for row in screen.rows for b in row}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reflection_fits_with_its_note(content: Curriculum, language: str) -> None:
    words = Words(language)
    reflections = [place for place in places(content) if place.card.kind == "reflection"]
    assert reflections
    for place in reflections:
        assert fits(cards.card_screen(words, content, OpenedCard(place, resumed=True, note=LONG)))
        assert fits(notes.note_kept_screen(words, place, LONG))
        assert fits(notes.rewrite_screen(words, place))
        assert fits(notes.note_screen(words, place, LONG, "Europe/Athens", page=1))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_list_fits(content: Curriculum, language: str) -> None:
    words = Words(language)
    started = {lesson: Reading(lesson, "idea", 3, NOON) for lesson in content.lessons}
    assert fits(modules.modules_screen(words, content, started))
    for module in content.modules.values():
        assert fits(modules.module_screen(words, content, module, started))
        for lesson in module.lessons:
            read = FinishedLesson(content.lessons[lesson], module, content.lessons[lesson], 1)
            assert fits(modules.finished_screen(words, content, read))


def card(content: Curriculum, lesson: str, name: str, words: Words = EN) -> Screen:
    place = next(p for p in places(content) if (p.lesson.id, p.card.id) == (lesson, name))
    return cards.card_screen(words, content, OpenedCard(place))


def links(of: Text) -> list[Link]:
    found: list[Link] = []
    for node in of:
        if isinstance(node, Link):
            found.append(node)
        elif not isinstance(node, str):
            found += links(node.of)
    return found


def test_a_case_says_that_it_is_one(content: Curriculum) -> None:
    assert plain(card(content, "esco-basics", "scene").text).startswith("Card 2 of 12 · Case\n")
    assert plain(card(content, "week-three", "case").text).startswith("Card 8 of 12 · Case\n")


def test_a_fact_says_when_it_was_checked_and_folds_its_sources(content: Curriculum) -> None:
    screen = card(content, "esco-basics", "structure", Words("sv"))
    assert "Kontrollerat 24 november 2026." in plain(screen.text)
    quotes = [node for node in screen.text if isinstance(node, Quote) and node.expandable]
    assert len(quotes) == 1
    assert len(links(quotes[0].of)) == 6
    assert "https" not in plain(screen.text)


def test_a_term_is_shown_with_its_explanation(content: Curriculum) -> None:
    term = content.terms["eures-adviser"]
    shown = plain(card(content, "eures-network", "term", Words("sv")).text)
    assert term.term.text("sv").text in shown
    assert term.explanation.text("sv").text in shown


def called(language: str, unconfirmed: frozenset[str]) -> str:
    names = {"en": "job carving", "sv": "jobbanpassning", "el": "διαμόρφωση"}
    explanation = Phrase({"en": "A job cut to fit."})
    term = GlossaryTerm("t", Phrase(names), explanation, (), "", names, unconfirmed)
    return plain(terms.term_text(Words(language), term))


def test_a_term_is_named_in_the_other_languages_beneath_its_explanation() -> None:
    told = called("en", frozenset({"el"}))
    assert told == (
        "job carving\nA job cut to fit.\n\n"
        "Swedish: jobbanpassning\nGreek: διαμόρφωση (not confirmed)"
    )


def test_a_term_says_that_it_is_not_confirmed_in_the_language_it_is_read_in() -> None:
    told = called("sv", frozenset({"sv"}))
    assert told.startswith("jobbanpassning (inte bekräftat)\n")
    assert told.endswith("Engelska: job carving\nGrekiska: διαμόρφωση")


def hanging_from(content: Curriculum, card: str, body: str) -> tuple[Screen, str]:
    """A card with so much to say, and what there is behind it."""
    lesson = content.lessons["eures-network"]
    changed = [replace(c, body=Phrase({"en": body})) if c.id == card else c for c in lesson.cards]
    position = [c.id for c in lesson.cards].index(card) + 1
    place = CardInPlace(replace(lesson, cards=tuple(changed)), position)
    shown = cards.card_screen(EN, content, OpenedCard(place))
    return shown, plain(terms.more_screen(EN, content, place).text)


@pytest.mark.parametrize(
    ("card", "label", "words"),
    [("term", "In other languages", "Swedish: "), ("countries", "Sources", "Source: ")],
)
def test_what_a_card_has_no_room_for_is_behind_a_button(
    content: Curriculum, card: str, label: str, words: str
) -> None:
    short, _ = hanging_from(content, card, "Short.")
    assert words in plain(short.text)
    assert label not in [b.label for row in short.rows for b in row]
    long, behind = hanging_from(content, card, "word " * 165)
    assert words not in plain(long.text)
    assert label in [b.label for row in long.rows for b in row]
    assert words in behind


def test_minutes_and_kilobytes_come_first(content: Curriculum) -> None:
    first = plain(card(content, "esco-basics", "aim").text).split("\n")[0]
    assert first.startswith("Card 1 of 12 · 8 minutes · ")
    assert first.endswith(" kB")


def test_what_is_not_translated_comes_in_english_and_says_so(content: Curriculum) -> None:
    greek = plain(card(without(content, "el"), "esco-basics", "idea", Words("el")).text)
    assert "Η μετάφραση δεν υπάρχει ακόμη" in greek
    assert "One language for skills" in greek
    assert "Översättningen" not in plain(card(content, "esco-basics", "idea", Words("sv")).text)


@pytest.mark.parametrize(
    ("source", "shown", "addresses"),
    [
        ("ELA, EURES, https://a.eu/x", "ELA, EURES", ["https://a.eu/x"]),
        ("A, https://a.eu/?x=1;2; B, http://b.eu", "A; B", ["https://a.eu/?x=1;2", "http://b.eu"]),
        ("https://a.eu", "https://a.eu", ["https://a.eu"]),
        ("A book; B, https://b.eu", "A book; B", ["https://b.eu"]),
    ],
)
def test_each_source_is_a_link_under_its_name(
    source: str, shown: str, addresses: list[str]
) -> None:
    quoted = terms.source_quote(EN, source)
    assert plain(quoted) == f"Source: {shown}"
    assert [link.url for link in links(quoted)] == addresses


def test_the_lesson_to_read_next_is_the_first_button(content: Curriculum) -> None:
    done = {"eures-network": Reading("eures-network", "aim", 11, NOON, NOON)}
    screen = modules.module_screen(EN, content, content.modules["m7"], done)
    assert screen.rows[0][0].label == "Go on: lesson 2"
    assert "read · 7 minutes" in plain(screen.text)
    assert "not started" in plain(screen.text)
