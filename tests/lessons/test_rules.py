"""Where somebody stands in a lesson, decided without a database."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.curriculum.curriculum import Curriculum
from bot.kit.text import bold, text
from bot.lessons import rules
from bot.lessons.rules import CardInPlace, Reading, State

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def reading(lesson: str, card: str = "aim", furthest: int = 1, **rest: datetime) -> Reading:
    return Reading(lesson, card, furthest, rest.pop("turned_at", NOON), **rest)


def test_a_lesson_never_opened_starts_at_its_first_card(content: Curriculum) -> None:
    assert rules.resume_at(content.lessons["eures-network"], None).position == 1


def test_a_lesson_goes_on_at_the_card_where_one_stopped(content: Curriculum) -> None:
    at = rules.resume_at(content.lessons["eures-network"], reading("eures-network", "idea", 7))
    assert at.card.id == "idea"


@pytest.mark.parametrize(("furthest", "position"), [(4, 4), (99, 12)])
def test_where_the_card_is_gone_one_goes_on_at_the_furthest(
    content: Curriculum, furthest: int, position: int
) -> None:
    lesson = content.lessons["eures-network"]
    assert rules.resume_at(lesson, reading("eures-network", "gone", furthest)).position == position


def test_a_lesson_read_once_stays_read_while_it_is_read_again() -> None:
    assert rules.state_of(None) is State.NOT_STARTED
    assert rules.state_of(reading("eures-network")) is State.READING
    assert rules.state_of(reading("eures-network", finished_at=NOON)) is State.READ


def test_after_a_lesson_comes_the_next_one_not_yet_read(content: Curriculum) -> None:
    module = content.modules["m7"]
    done = {name: reading(name, finished_at=NOON) for name in ("eures-network", "social-security")}
    following = rules.next_lesson(content, module, done, "eures-network")
    assert following is content.lessons["eures-move"]
    following = rules.next_lesson(content, module, done, "europass-supplement")
    assert following is content.lessons["eures-move"]


def test_when_everything_is_read_no_lesson_comes_next(content: Curriculum) -> None:
    module = content.modules["m7"]
    done = {name: reading(name, finished_at=NOON) for name in module.lessons}
    assert rules.next_lesson(content, module, done, "eures-network") is None
    assert rules.count_read(module, done) == len(module.lessons)


def test_one_goes_on_with_the_unfinished_lesson_read_most_recently(content: Curriculum) -> None:
    readings = {
        "eures-network": reading("eures-network", turned_at=NOON - timedelta(days=2)),
        "eures-move": reading("eures-move", turned_at=NOON - timedelta(days=1)),
        "esco-basics": reading("esco-basics", finished_at=NOON),
        "gone": reading("gone", turned_at=NOON),
    }
    assert rules.stopped_last(content, readings) == readings["eures-move"]
    assert rules.stopped_last(content, {}) is None


def test_a_lesson_that_was_begun_comes_before_one_that_was_not(content: Curriculum) -> None:
    module = content.modules["m7"]
    begun = {"social-security": reading("social-security")}
    assert rules.lesson_to_read(content, module, begun) is content.lessons["social-security"]
    assert rules.lesson_to_read(content, module, {}) is content.lessons["eures-network"]


def test_kilobytes_are_those_of_the_language_and_never_too_few(content: Curriculum) -> None:
    english, swedish = rules.sizes(content, "en"), rules.sizes(content, "sv")
    assert english.keys() == content.lessons.keys()
    assert english != swedish
    assert rules.sizes(content, "fi") == english  # what is not translated comes in English
    assert (rules.kilobytes(1000), rules.kilobytes(1001)) == (1, 2)


def test_sizes_are_reckoned_once(content: Curriculum) -> None:
    assert rules.sizes(content, "sv") is rules.sizes(content, "sv")


def test_a_card_or_question_that_is_gone_is_not_found(content: Curriculum) -> None:
    assert rules.find_card(content, "gone", "aim") is None
    assert rules.find_card(content, "eures-network", "gone") is None
    assert rules.find_check(content, "gone") is None


def test_a_question_is_found_in_its_own_version_only(content: Curriculum) -> None:
    at = rules.find_check(content, "lc-esco-basics-1")
    assert at is not None
    assert (at.lesson.id, at.card.id) == ("esco-basics", "check")


def test_every_card_knows_its_neighbours(content: Curriculum) -> None:
    lesson = content.lessons["eures-network"]
    places = [CardInPlace(lesson, n) for n in range(1, len(lesson.cards) + 1)]
    assert [place.next for place in places] == [*lesson.cards[1:], None]
    assert [place.previous for place in places] == [None, *lesson.cards[:-1]]


@given(st.text(max_size=4096))
def test_no_word_of_a_note_is_lost_between_its_pages(words: str) -> None:
    pages = rules.note_pages(text(words))
    assert all(len(page) <= rules.NOTE_PAGE for page in pages)
    assert "".join("".join(pages).split()) == "".join(words.split())


def test_an_excerpt_says_where_it_leaves_something_out() -> None:
    assert rules.excerpt(text("one ", bold("two")), 7) == "one two"
    assert rules.excerpt(text("one two three"), 7) == "one tw…"
