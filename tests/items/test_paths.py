"""The way through a case: choice by choice, never back."""

from fractions import Fraction

import pytest
from hypothesis import given

from bot.curriculum.items import Item
from bot.items.answers import Answer, Choices, decode_answer, encode_answer, is_complete, take_back
from bot.items.paths import Path, best_path, go_on, scene_now, steps_of
from bot.items.rules import feedback, score, shuffled_choices
from tests.items.samples import CASE, SINGLE, answers, cases

WAYS = [
    # the choices taken, the points
    (("a", "b", "b"), 1),
    (("a", "c", "b"), 1),
    (("b", "a", "c", "b"), Fraction(3, 4)),
    (("b", "b"), 0),
    (("c",), 0),
    (("a", "a"), Fraction(1, 2)),
]


@pytest.mark.parametrize(("chosen", "points"), WAYS)
def test_points_are_the_share_of_right_choices(chosen: tuple[str, ...], points: Fraction) -> None:
    result = score(CASE, Path(chosen))
    assert (result.points, result.right) == (points, points == 1)
    assert is_complete(CASE, Path(chosen))


def test_a_case_not_at_its_end_is_never_right() -> None:
    assert score(CASE, Path()).points == 0
    assert score(CASE, Path(("a", "b"))).points == Fraction(2, 3)
    assert not is_complete(CASE, Path(("a", "b")))


def test_choices_lead_through_the_scenes() -> None:
    path, scenes = Path(), list[str]()
    for choice in ("b", "a", "c", "b"):
        scenes.append(getattr(scene_now(CASE, path), "id", ""))
        path = go_on(CASE, path, choice)
    assert scenes == ["call", "angry", "visit", "week"]
    assert scene_now(CASE, path) is None
    assert [step.scene.id for step in steps_of(CASE, path)] == scenes


@pytest.mark.parametrize("path", [Path(), Path(("c",)), Path(("b", "b"))])
def test_a_choice_that_is_not_there_is_refused(path: Path) -> None:
    with pytest.raises(ValueError, match="no choice 'z' there"):
        go_on(CASE, path, "z")


def test_there_is_no_going_back() -> None:
    assert take_back(Path(("b", "a"))) == Path(("b", "a"))


@pytest.mark.parametrize("code", ["", "3", "20", "110", "10111", "--", "-0", "0٣", "x"])
def test_a_code_that_no_way_has_is_refused(code: str) -> None:
    with pytest.raises(ValueError):
        decode_answer(CASE, code)


def test_a_code_is_the_places_of_the_choices() -> None:
    assert encode_answer(CASE, Path(("b", "a", "c", "b"))) == "1021"
    assert encode_answer(CASE, Path()) == "-"
    assert decode_answer(CASE, "1021") == Path(("b", "a", "c", "b"))


def test_an_answer_of_another_kind_is_no_way_through_a_case() -> None:
    with pytest.raises(ValueError, match="is of the kind case"):
        score(CASE, Choices(frozenset("a")))
    with pytest.raises(ValueError, match="is of the kind single"):
        score(SINGLE, Path())


def test_a_case_is_explained_in_the_order_it_went() -> None:
    told = feedback(CASE, Path(("b", "a", "c", "a")))
    assert [said.text.text("en").text for said in told] == [
        "about call b",
        "about angry a",
        "about visit c",
        "about week a",
    ]
    assert [said.verdict.right for said in told] == [False, True, True, False]


@given(cases())
def test_right_choices_alone_come_to_a_right_end(item: Item) -> None:
    path = best_path(item)
    assert is_complete(item, path)
    assert score(item, path).right


@given(cases().flatmap(lambda of: answers(of).map(lambda path: (of, path))))
def test_every_way_gets_on_by_every_choice(case: tuple[Item, Answer]) -> None:
    item, path = case
    assert isinstance(path, Path)
    waiting = scene_now(item, path)
    for choice in waiting.choices if waiting else ():
        further = go_on(item, path, choice.id)
        assert steps_of(item, further)[:-1] == steps_of(item, path)
        assert decode_answer(item, encode_answer(item, further)) == further


def test_the_letters_of_a_scene_are_the_same_in_every_release() -> None:
    orders = {shuffled_choices(CASE, CASE.scenes[0], str(attempt)) for attempt in range(50)}
    assert len(orders) == 6
    assert shuffled_choices(CASE, CASE.scenes[0], "attempt 1") == ("c", "b", "a")
