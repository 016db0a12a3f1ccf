"""An item as it is asked, and as it is explained."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from bot import places
from bot.curriculum.curriculum import Curriculum
from bot.curriculum.items import Item
from bot.curriculum.words import Phrase
from bot.items.answers import (
    Answer,
    Choices,
    Matches,
    Order,
    decode_answer,
    empty_answer,
    is_complete,
)
from bot.items.rules import right_answer, score
from bot.items.screens.asking import item_screen
from bot.items.screens.feedback import feedback_screen
from bot.kit.address import Address
from bot.kit.i18n import LANGUAGES, Words
from bot.kit.telegram.screen import Screen
from bot.kit.text import plain, text
from bot.lessons.addresses import AnswerCheck
from tests.items.samples import MATCHING, MULTIPLE, ORDERING, SINGLE, TRUE_FALSE, answered

EN = Words("en")


def to(code: str, done: bool) -> Address:
    return AnswerCheck("q", "0" * 8, code, done)


def asked(item: Item, answer: Answer | None = None, words: Words = EN, header: str = "") -> Screen:
    begun = answer or empty_answer(item)
    return item_screen(words, item, begun, seed="seed", to=to, header=text(header))


def explained(item: Item, answer: Answer, words: Words = EN, page: int = 0) -> Screen:
    header = text("Question 17 of 20")
    return feedback_screen(
        words, item, answer, seed="seed", rows=(), page=page,
        more=lambda n: places.OpenModule("m", n), header=header,
    )  # fmt: skip


def buttons(screen: Screen) -> dict[str, Address | str]:
    return {button.label: button.to for row in screen.rows for button in row}


def shown(screen: Screen) -> str:
    return plain(screen.text)


@given(answered)
def test_every_button_holds_an_answer_that_can_be(case: tuple[Item, Answer]) -> None:
    item, answer = case
    for address in buttons(asked(item, answer)).values():
        assert isinstance(address, AnswerCheck)
        after = decode_answer(item, address.answer)
        assert is_complete(item, after) or not address.done


@given(answered)
def test_whatever_is_built_there_is_a_way_on(case: tuple[Item, Answer]) -> None:
    item, answer = case
    labels = buttons(asked(item, answer))
    assert labels
    assert is_complete(item, answer) <= ("Check" in labels or item.kind in ("single", "true_false"))


@given(answered)
def test_every_answer_is_explained_in_words(case: tuple[Item, Answer]) -> None:
    item, answer = case
    told = shown(explained(item, answer))
    assert ("Right." in told) == score(item, answer).right
    assert "Because." in told


def test_one_press_answers_a_single_choice() -> None:
    screen = asked(SINGLE)
    assert list(buttons(screen)) == ["A", "B", "C", "D"]
    assert all(isinstance(a, AnswerCheck) and a.done for a in buttons(screen).values())


def test_true_and_false_stand_on_their_buttons() -> None:
    assert list(buttons(asked(TRUE_FALSE))) == ["true", "false"]


def test_ticks_are_told_in_words_too() -> None:
    screen = asked(MULTIPLE, Choices(frozenset({"a", "c"})))
    assert shown(screen).count("☑") == 2
    chosen = [label[2:] for label in buttons(screen) if label.startswith("☑")]
    assert f"Chosen: {EN.listing(chosen)}." in shown(screen)
    assert "Check" in buttons(screen)


def test_nothing_chosen_cannot_be_handed_in() -> None:
    screen = asked(MULTIPLE)
    assert "Nothing chosen yet." in shown(screen)
    assert "Check" not in buttons(screen)


def test_steps_are_placed_one_after_another() -> None:
    screen = asked(ORDERING, Order(("b", "a")))
    assert "1. b\n2. a" in shown(screen)
    assert [label for label in buttons(screen) if len(label) == 1 or label == "Undo"][-1] == "Undo"
    assert len(buttons(screen)) == 3
    back = buttons(screen)["Undo"]
    assert isinstance(back, AnswerCheck)
    assert decode_answer(ORDERING, back.answer) == Order(("b",))


def test_all_placed_can_be_handed_in() -> None:
    screen = asked(ORDERING, Order(("b", "a", "d", "c")))
    assert list(buttons(screen)) == ["Undo", "Check"]
    check = buttons(screen)["Check"]
    assert isinstance(check, AnswerCheck)
    assert check.done


def test_partners_are_asked_for_one_after_another() -> None:
    screen = asked(MATCHING, Matches((("a", "b"),)))
    assert "• a – b" in shown(screen)
    assert "2 of 4. What belongs to this?\nb\n" in shown(screen)
    assert len(buttons(screen)) == 4


def test_feedback_says_what_was_chosen_and_what_was_missed() -> None:
    told = shown(explained(SINGLE, Choices(frozenset({"b"}))))
    assert "Not right." in told
    assert "b – your answer, not right\nabout b" in told
    assert "a – right, but you did not choose it\nabout a" in told
    assert "about c" not in told


def test_feedback_names_source_and_day() -> None:
    told = shown(explained(SINGLE, Choices(frozenset({"a"}))))
    assert "Source: our own draft. Checked on 24 November 2026." in told


def test_an_order_is_told_beside_the_right_one() -> None:
    told = shown(explained(ORDERING, Order(("b", "a", "c", "d"))))
    assert "Your order: 2, 1, 3, 4." in told
    assert "The right order\n1. a" in told


def test_a_wrong_partner_is_named() -> None:
    told = shown(explained(MATCHING, Matches((("a", "b"), ("b", "a"), ("c", "c"), ("d", "d")))))
    assert "Partly right." in told
    assert "a – a\nYou chose: b.\nabout a" in told


def test_what_is_not_translated_says_so() -> None:
    swedish = Words("sv")
    note = "Frågan är inte översatt ännu"
    assert note in shown(asked(SINGLE, words=swedish))
    assert note in shown(explained(SINGLE, Choices(frozenset({"a"})), swedish))
    assert "in English" not in shown(asked(SINGLE))


def test_the_same_seed_gives_the_same_letters() -> None:
    told = shown(explained(SINGLE, Choices(frozenset({"b"}))))
    letter = next(line[0] for line in shown(asked(SINGLE)).splitlines() if line.endswith(". b"))
    assert f"{letter}. b – your answer" in told


def test_what_is_too_long_comes_in_pages() -> None:
    long = Phrase({"en": "word " * 70})
    item = replace(
        MATCHING,
        pairs=tuple(replace(pair, feedback=long) for pair in MATCHING.pairs),
        explanation=long,
    )
    answer, pages = right_answer(item), list[str]()
    screen = explained(item, answer)
    wrong = Matches((("a", "b"), ("b", "a"), ("c", "d"), ("d", "c")))
    assert "Read on" not in buttons(screen)
    screen = explained(item, wrong)
    while onward := buttons(screen).get("Read on"):
        assert isinstance(onward, places.OpenModule)
        pages.append(shown(screen))
        screen = explained(item, wrong, page=onward.page)
    pages.append(shown(screen))
    assert all(len(page) <= 900 for page in pages)
    assert sum(page.count("word " * 69) for page in pages) == 5


@settings(max_examples=20)
@given(answered)
def test_a_page_that_is_not_there_is_the_nearest(case: tuple[Item, Answer]) -> None:
    item, answer = case
    assert explained(item, answer, page=99) == explained(item, answer)
    assert explained(item, answer, page=-1) == explained(item, answer)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_item_there_is_fits_a_phone(content: Curriculum, language: str) -> None:
    words = Words(language)
    for item in content.items.values():
        for answer in (empty_answer(item), right_answer(item)):
            screen = asked(item, answer, words, header="h" * 38)
            assert len(shown(screen)) <= 900, item.id
            assert sum(map(len, screen.rows)) <= 6
        assert len(shown(explained(item, right_answer(item), words))) <= 900, item.id
