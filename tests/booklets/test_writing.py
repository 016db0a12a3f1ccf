"""What a booklet says: everything of its lessons, the answers at its end, and nothing of today."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from bot.booklets.rules import Work, languages_of, parts_of
from bot.booklets.writing.booklet import Booklet, booklet
from bot.booklets.writing.exercises import Asked
from bot.booklets.writing.sources import Sources
from bot.booklets.writing.terms import terms_in
from bot.curriculum.curriculum import Curriculum
from bot.curriculum.items import Item
from bot.curriculum.lessons import CardKind, GlossaryTerm
from bot.curriculum.words import LANGUAGES, Phrase
from bot.kit.i18n import Words
from tests.booklets.samples import in_language, rewritten
from tests.items.samples import CASE, MATCHING, MULTIPLE, ORDERING, SINGLE, TRUE_FALSE
from tests.untranslated import without

ITEMS = [SINGLE, MULTIPLE, TRUE_FALSE, ORDERING, MATCHING, CASE]


def asked(item: Item, language: str = "en") -> Asked:
    return Asked(Words(language), Sources(), item, 1)


def works(content: Curriculum) -> list[Work]:
    return [*content.modules.values(), *content.guides.values()]


def words_in(value: Any) -> Iterator[str]:
    """Every string of it, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (words for part in value.values() for words in words_in(part))
    elif isinstance(value, list):
        yield from (words for part in value for words in words_in(part))


def read(value: Any) -> str:
    return " ".join(words_in(value))


def squeezed(value: Any) -> str:
    """The words of all runs in it, without blanks."""
    if isinstance(value, dict):
        parts = [words if key == "words" else squeezed(words) for key, words in value.items()]
        return "".join("".join(parts).split())
    return "".join(map(squeezed, value)) if isinstance(value, list) else ""


@pytest.fixture
def written(content: Curriculum) -> Booklet:
    return booklet(content, content.modules["m7"], "en")


def test_every_card_is_in_it_in_its_order(content: Curriculum) -> None:
    for work in works(content):
        sections = [s for c in booklet(content, work, "en")["chapters"] for s in c["sections"]]
        cards = [card for part in parts_of(content, work) for card in part.cards]
        assert [section["kind"] for section in sections] == [card.kind for card in cards]


def test_every_text_of_a_lesson_is_in_it(content: Curriculum, written: Booklet) -> None:
    lesson = content.lessons["eures-network"]
    told = squeezed(written["chapters"][0])
    bodies = {card.id: card.body.text("en").text for card in lesson.cards if card.body}
    words = {name: "".join(body.replace("• ", "").split()) for name, body in bodies.items()}
    assert [name for name, body in words.items() if body.replace("'", "’") not in told] == []


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.kind)
def test_an_exercise_does_not_tell_its_answer(item: Item) -> None:
    question = read(asked(item).exercise())
    answer = read(asked(item).answer(""))
    told = [phrase.text("en").text for phrase in _explained(item)]
    assert told
    assert [words for words in told if words in question or words not in answer] == []


def _explained(item: Item) -> list[Phrase]:
    parts = [*item.options, *item.steps, *item.pairs]
    choices = [choice for scene in item.scenes for choice in scene.choices]
    return [item.explanation, *(one.feedback for one in (*parts, *choices))]


@pytest.mark.parametrize("item", [ORDERING, MATCHING], ids=lambda item: item.kind)
def test_nothing_to_be_ordered_stands_in_its_order(item: Item) -> None:
    (group,) = asked(item).answer("")["groups"]
    marks = [one["mark"].split(". ") for one in group["judged"]]
    assert [int(place) for place, _ in marks] == list(range(1, len(marks) + 1))
    letters = [letter for _, letter in marks]
    assert letters != sorted(letters)


def test_a_case_leads_from_scene_to_scene_by_number() -> None:
    scenes = asked(CASE).exercise()["scenes"]
    assert [scene["number"] for scene in scenes] == list(range(1, len(CASE.scenes) + 1))
    numbers = {scene.id: n for n, scene in enumerate(CASE.scenes, 1)}
    for scene, one in zip(CASE.scenes, scenes, strict=True):
        led = {choice.text.text("en").text: choice.leads for choice in scene.choices}
        for choice in one["choices"]:
            leads = led[read(choice["text"]["spans"])]
            assert choice["scene"] == (numbers[leads] if leads else 0)
            assert choice["to"] == (
                f"go to scene {numbers[leads]}" if leads else "the case ends here"
            )


def test_the_answers_say_of_every_option_whether_it_is_right() -> None:
    (group,) = asked(MULTIPLE).answer("")["groups"]
    verdicts = {read(one["text"]["spans"]): one["verdict"] for one in group["judged"]}
    assert verdicts == {
        option.text.text("en").text: "right" if option.correct else "not right"
        for option in MULTIPLE.options
    }


def test_the_exercises_are_numbered_and_answered_once(
    content: Curriculum, written: Booklet
) -> None:
    sections = [s for chapter in written["chapters"] for s in chapter["sections"]]
    numbers = [s["exercise"]["number"] for s in sections if s["exercise"]]
    assert numbers == list(range(1, len(numbers) + 1))
    assert [answer["number"] for answer in written["answers"]] == numbers


def test_a_reflection_has_lines_to_write_on(written: Booklet) -> None:
    lined = [(s["kind"], s["lines"]) for c in written["chapters"] for s in c["sections"]]
    assert {lines for kind, lines in lined if kind == CardKind.REFLECTION} == {9}
    assert {lines for kind, lines in lined if kind != CardKind.REFLECTION} == {0}


def test_a_fact_says_when_it_was_checked_and_where_it_stands(written: Booklet) -> None:
    sections = [s for chapter in written["chapters"] for s in chapter["sections"]]
    (first, *_) = [section for section in sections if section["kind"] == CardKind.FACT]
    assert first["checked"].startswith("Checked on 24 November 2026; due to be checked again by")
    known = {source["number"]: source for source in written["sources"]}
    assert all(known[number]["url"].startswith("http") for number in first["sources"])


def test_sources_are_numbered_from_one_and_each_place_stands_once(written: Booklet) -> None:
    sources = written["sources"]
    assert [source["number"] for source in sources] == list(range(1, len(sources) + 1))
    places = [source["url"] or source["name"] for source in sources]
    assert len(set(places)) == len(places)


def test_the_cover_says_what_it_is_and_what_it_is_not(written: Booklet) -> None:
    cover = written["cover"]
    assert cover["title"] == "European mobility tools"
    assert cover["label"] == "Draft, not the official CQJB profile"
    assert "not legal advice" in cover["notice"]
    assert cover["version"].startswith("Facts checked up to ")
    assert written["made_on"][:3] == "202"


def test_the_same_content_gives_the_same_words(content: Curriculum, written: Booklet) -> None:
    again = booklet(content, content.modules["m7"], "en")
    assert json.dumps(written) == json.dumps(again)


def test_another_word_makes_another_edition(content: Curriculum, written: Booklet) -> None:
    other = rewritten(content, "eures-network", in_language("en", "Something else"))
    changed = booklet(other, other.modules["m7"], "en")
    assert changed["cover"]["version"] != written["cover"]["version"]


def test_a_lesson_that_is_not_translated_says_so_and_is_marked_as_english(
    content: Curriculum,
) -> None:
    content = without(content, "el")
    begun = rewritten(content, "eures-network", in_language("el", "Καλημέρα"))
    first, second, *_ = booklet(begun, begun.modules["m7"], "el")["chapters"]
    assert (first["note"], second["note"][:20]) == ("", "Αυτό το μέρος δεν έχ")
    assert {s["heading"]["lang"] for s in first["sections"]} == {"el"}
    assert {s["heading"]["lang"] for s in second["sections"]} == {"en"}


def test_no_word_of_a_booklet_is_missing_in_a_language(content: Curriculum) -> None:
    """Labels come in the booklet's language; the content of that language, in it alone."""
    for work in works(content):
        for language in languages_of(content, work):
            labels = booklet(content, work, language)["words"]
            assert all(labels.values()), (work.id, language)
    answers = {
        booklet(content, content.modules["m1"], one)["words"]["answers"] for one in LANGUAGES
    }
    assert len(answers) == len(LANGUAGES)


def term(name: str, language: str = "en") -> GlossaryTerm:
    phrase = Phrase({"en": name, language: name})
    return GlossaryTerm(name, phrase, phrase, (), "", {}, frozenset())


def test_terms_that_are_used_are_listed_under_any_of_their_names() -> None:
    terms = [
        term(name) for name in ("vacancy", "European Labour Authority (ELA)", "ESCO (data)", "U1")
    ]
    texts = ["All vacancies of the ela…", "two vacancys", "ELA, and the form U12."]
    found = terms_in("en", terms, texts, shown={"U1"})
    assert [one.id for one in found] == ["European Labour Authority (ELA)", "U1", "vacancy"]
