"""Shuffling, scoring and what is said about an answer."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.curriculum.items import Item, Kind
from bot.items.answers import Answer, Choices, Matches, Order
from bot.items.rules import feedback, right_answer, score, shuffled
from tests.items.samples import (
    ALL,
    MATCHING,
    MULTIPLE,
    ORDERING,
    SINGLE,
    TRUE_FALSE,
    answered,
    items,
)


def chosen(*options: str) -> Choices:
    return Choices(frozenset(options))


@given(answered)
def test_points_lie_between_none_and_all_and_only_all_are_right(given: tuple[Item, Answer]) -> None:
    result = score(*given)
    assert 0 <= result.points <= 1
    assert result.right == (result.points == 1)


@given(answered)
def test_only_the_right_answer_scores_one(given: tuple[Item, Answer]) -> None:
    item, answer = given
    assert score(item, right_answer(item)).points == 1
    if item.kind is not Kind.CASE:
        assert score(item, answer).right == (answer == right_answer(item))


@given(answered)
def test_an_answer_is_right_when_every_part_is(given: tuple[Item, Answer]) -> None:
    result = score(*given)
    assert result.right == all(verdict.right for verdict in result.verdicts)


@pytest.mark.parametrize(
    ("item", "answer", "points"),
    [
        (SINGLE, chosen("a"), 1),
        (SINGLE, chosen("b"), 0),
        (TRUE_FALSE, chosen("false"), 1),
        (TRUE_FALSE, chosen("true"), 0),
        (MULTIPLE, chosen("a", "b"), Fraction(2, 3)),
        (MULTIPLE, chosen("a", "b", "d"), Fraction(1, 3)),
        (MULTIPLE, chosen("a", "b", "c", "d", "e"), Fraction(1, 3)),
        (MULTIPLE, chosen("a", "d", "e"), 0),
        (ORDERING, Order(("b", "c", "d", "a")), Fraction(2, 3)),
        (ORDERING, Order(("d", "c", "b", "a")), 0),
        (ORDERING, Order(("a", "b")), Fraction(1, 3)),
        (MATCHING, Matches((("a", "a"), ("b", "c"), ("c", "b"), ("d", "d"))), Fraction(1, 2)),
        (MATCHING, Matches(), 0),
    ],
)
def test_the_published_rules(item: Item, answer: Answer, points: Fraction) -> None:
    assert score(item, answer).points == points


def test_an_answer_of_another_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="ordering"):
        score(ORDERING, chosen("a"))


@given(items, st.text())
def test_shuffling_keeps_every_part(item: Item, seed: str) -> None:
    assert sorted(shuffled(item, seed)) == sorted(part.id for part in item.parts)


@given(items, st.text())
def test_the_same_attempt_shows_the_same_order(item: Item, seed: str) -> None:
    assert shuffled(item, seed) == shuffled(item, seed)


def test_the_order_of_an_attempt_survives_a_new_release() -> None:
    assert [shuffled(item, "attempt 1") for item in ALL] == [
        ("c", "b", "a", "d"),
        ("c", "b", "e", "a", "d"),
        ("true", "false"),
        ("c", "b", "a", "d"),
        ("c", "b", "a", "d"),
        (),
    ]


def test_attempts_differ_in_their_order() -> None:
    assert len({shuffled(MULTIPLE, str(attempt)) for attempt in range(100)}) > 50


@given(st.text())
def test_the_order_shown_never_gives_the_answer_away(seed: str) -> None:
    assert shuffled(ORDERING, seed) != ("a", "b", "c", "d")
    assert shuffled(MATCHING, seed) != ("a", "b", "c", "d")


def spoken(item: Item, answer: Answer) -> list[tuple[str, bool, bool]]:
    return [(f.verdict.part, f.verdict.chosen, f.verdict.right) for f in feedback(item, answer)]


def test_a_wrong_choice_is_explained_before_the_right_one() -> None:
    assert spoken(SINGLE, chosen("c")) == [("c", True, False), ("a", False, False)]


def test_a_right_choice_is_explained_alone() -> None:
    assert spoken(SINGLE, chosen("a")) == [("a", True, True)]


def test_what_was_missed_comes_before_what_was_right() -> None:
    assert spoken(MULTIPLE, chosen("a", "d")) == [
        ("d", True, False),
        ("b", False, False),
        ("c", False, False),
        ("a", True, True),
    ]


def test_feedback_speaks_of_its_own_part() -> None:
    shown = feedback(MATCHING, Matches((("a", "b"),)))
    assert [shown[0].verdict.part, shown[0].text.text("en").text] == ["a", "about a"]
