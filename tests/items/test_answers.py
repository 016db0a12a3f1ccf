"""Answers built press by press, and as a few letters."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.curriculum.items import Item
from bot.items.answers import (
    Answer,
    Choices,
    Matches,
    Order,
    decode_answer,
    empty_answer,
    encode_answer,
    is_complete,
    next_left,
    place_next,
    take_back,
    toggle,
)
from bot.items.rules import right_answer
from tests.items.samples import ALL, MATCHING, MULTIPLE, ORDERING, SINGLE, answered, items

ALLOWED = set(string.ascii_letters + string.digits + "_-")


def test_a_multiple_choice_is_taken_back_by_a_second_press() -> None:
    once = toggle(MULTIPLE, toggle(MULTIPLE, Choices(), "a"), "c")
    assert once == Choices(frozenset("ac"))
    assert toggle(MULTIPLE, once, "a") == Choices(frozenset("c"))


def test_a_single_choice_replaces_the_one_before() -> None:
    assert toggle(SINGLE, toggle(SINGLE, Choices(), "a"), "b") == Choices(frozenset("b"))


def test_a_step_pressed_twice_is_placed_once() -> None:
    once = place_next(ORDERING, Order(), "c")
    assert place_next(ORDERING, once, "c") == once == Order(("c",))


def test_a_right_side_goes_to_the_left_side_that_is_asked() -> None:
    assert next_left(MATCHING, Matches()) == "a"
    once = place_next(MATCHING, Matches(), "c")
    assert once == Matches((("a", "c"),))
    assert next_left(MATCHING, once) == "b"


def test_a_right_side_pressed_twice_is_used_once() -> None:
    once = place_next(MATCHING, Matches(), "c")
    assert place_next(MATCHING, once, "c") == once


@pytest.mark.parametrize("item", [ORDERING, MATCHING])
def test_what_was_placed_last_can_be_taken_back(item: Item) -> None:
    first = place_next(item, empty_answer(item), "c")
    assert take_back(place_next(item, first, "a")) == first
    assert take_back(empty_answer(item)) == empty_answer(item)


@pytest.mark.parametrize("item", ALL, ids=lambda item: item.kind)
def test_only_a_full_answer_is_complete(item: Item) -> None:
    assert is_complete(item, right_answer(item))
    assert not is_complete(item, empty_answer(item))


def test_two_of_four_steps_are_not_complete() -> None:
    assert not is_complete(ORDERING, Order(("a", "b")))


@pytest.mark.parametrize("press", [toggle, place_next])
@pytest.mark.parametrize("item", ALL, ids=lambda item: item.kind)
def test_a_part_that_the_item_lacks_is_refused(press: object, item: Item) -> None:
    assert callable(press)
    with pytest.raises(ValueError):
        press(item, empty_answer(item), "z")


def test_a_choice_is_not_placed_and_a_step_is_not_chosen() -> None:
    with pytest.raises(ValueError, match="choosing"):
        place_next(SINGLE, Choices(), "a")
    with pytest.raises(ValueError, match="placing"):
        toggle(ORDERING, Order(), "a")


@given(answered)
def test_an_answer_survives_a_button(given: tuple[Item, Answer]) -> None:
    item, answer = given
    code = encode_answer(item, answer)
    assert decode_answer(item, code) == answer
    assert 0 < len(code) <= 10
    assert set(code) <= ALLOWED


@given(items, st.text(max_size=12))
def test_nonsense_is_refused_or_is_the_code_of_an_answer(item: Item, code: str) -> None:
    try:
        answer = decode_answer(item, code)
    except ValueError:
        return
    assert encode_answer(item, answer) == code


@pytest.mark.parametrize(
    ("item", "code"),
    [
        (SINGLE, ""),
        (SINGLE, "01"),
        (SINGLE, "4"),
        (SINGLE, "٣"),
        (MULTIPLE, "20"),
        (MULTIPLE, "22"),
        (ORDERING, "011"),
        (ORDERING, "01230"),
        (MATCHING, "0"),
        (MATCHING, "1000"),
        (MATCHING, "0010"),
        (MATCHING, "0-"),
    ],
)
def test_a_code_that_was_never_given_out_is_refused(item: Item, code: str) -> None:
    with pytest.raises(ValueError):
        decode_answer(item, code)
