"""What is drawn, when it is passed, what to read again."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.items.rules import Score, score
from bot.quizzes import rules
from bot.quizzes.rules import WHOLE, Attempt, Given, Result
from tests.items.samples import answered
from tests.quizzes.samples import ITEMS, NOW, QUIZ, TODAY, withdrawn

seeds = st.text("abcdefgh", min_size=10, max_size=10)


def result(points: int, total: int = 20, pass_mark: int = 70) -> Result:
    return Result("abcdefghij", points, total, pass_mark, NOW)


@given(seeds)
def test_an_attempt_asks_the_same_for_ever(seed: str) -> None:
    drawn = rules.draw(QUIZ, TODAY, seed)
    assert drawn == rules.draw(QUIZ, TODAY, seed)
    assert len({item.id for item in drawn}) == QUIZ.draw


def test_different_attempts_ask_differently() -> None:
    drawn = [rules.draw(QUIZ, TODAY, f"seed{n}") for n in range(20)]
    orders = {tuple(item.id for item in items) for items in drawn}
    assert len(orders) > 10


@given(seeds, st.sets(st.integers(0, len(ITEMS) - 1)))
def test_what_is_withdrawn_is_not_drawn(seed: str, gone: set[int]) -> None:
    items = tuple(withdrawn(i) if n in gone else i for n, i in enumerate(ITEMS))
    drawn = rules.draw(replace(QUIZ, items=items), TODAY, seed)
    assert len(drawn) == min(QUIZ.draw, len(ITEMS) - len(gone))
    assert not any(item.is_withdrawn(TODAY) for item in drawn)


def test_an_item_is_asked_until_the_day_before_its_review() -> None:
    quiz = replace(QUIZ, items=(withdrawn(ITEMS[0]),))
    assert rules.draw(quiz, TODAY - timedelta(days=1), "seed") == quiz.items
    assert rules.draw(quiz, TODAY, "seed") == ()


@given(answered)
def test_points_are_kept_exactly(case: tuple) -> None:
    scored = score(*case)
    assert Fraction(rules.points_of(scored), WHOLE) == scored.points


def test_a_share_that_cannot_be_kept_is_refused() -> None:
    with pytest.raises(ValueError, match="1/11"):
        rules.points_of(Score(Fraction(1, 11), False, ()))


@pytest.mark.parametrize(
    ("points", "percent", "passed"),
    [(14 * WHOLE, 70, True), (14 * WHOLE - 1, 69, False), (0, 0, False), (20 * WHOLE, 100, True)],
)
def test_what_is_shown_as_the_pass_mark_is_the_pass_mark(
    points: int, percent: int, passed: bool
) -> None:
    assert (result(points).percent, result(points).is_passed) == (percent, passed)


@given(st.integers(1, 30), st.integers(1, 100), st.data())
def test_passing_is_having_the_share(total: int, mark: int, data: st.DataObject) -> None:
    points = data.draw(st.integers(0, total * WHOLE))
    share = Fraction(points, total * WHOLE)
    assert result(points, total, mark).is_passed == (share >= Fraction(mark, 100))


def test_an_open_attempt_has_no_result() -> None:
    with pytest.raises(ValueError, match="not finished"):
        rules.result_of(Attempt(1, "abcdefghij", "small", 70, (("q-0", "x"),), 1, 0, NOW))


def test_lessons_are_read_again_by_how_much_they_explain() -> None:
    given_ = Given(1, "0", 0, False)
    mistakes = [(ITEMS[0], given_), (ITEMS[1], given_), (ITEMS[3], given_)]
    assert rules.read_again(mistakes) == [("eures-move", 3), ("eures-network", 1)]


@pytest.mark.parametrize(("after", "expected"), [(0, 2), (2, 4), (4, None)])
def test_one_goes_from_mistake_to_mistake(after: int, expected: int | None) -> None:
    answers = [Given(n, "0", 0, n in {1, 3}) for n in range(1, 5)]
    assert rules.next_mistake(answers, after) == expected
