"""A case as it goes on scene by scene, and as it is told again."""

from dataclasses import replace

import pytest
from hypothesis import given

from bot import places
from bot.curriculum.items import CaseScene, Item
from bot.curriculum.words import Phrase
from bot.items.answers import Answer, decode_answer
from bot.items.paths import Path, scene_now, steps_of
from bot.items.screens.asking import item_screen
from bot.items.screens.feedback import feedback_screen
from bot.kit.address import Address
from bot.kit.i18n import LANGUAGES, Words
from bot.kit.telegram.screen import Screen
from bot.kit.text import plain, text
from bot.lessons.addresses import AnswerCheck
from tests.items.samples import CASE, answers, case, cases, scene

EN = Words("en")


def asked(item: Item, path: Answer, words: Words = EN) -> Screen:
    def to(code: str, done: bool) -> Address:
        return AnswerCheck("q", "0" * 8, code, done)

    return item_screen(words, item, path, seed="seed", to=to, header=text("Question 17 of 20"))


def told(item: Item, path: Answer, words: Words = EN, page: int = 0) -> Screen:
    header = text("Question 17 of 20")
    return feedback_screen(
        words, item, path, seed="seed", rows=(), page=page,
        more=lambda n: places.OpenModule("m", n), header=header,
    )  # fmt: skip


def pressed(screen: Screen) -> list[AnswerCheck]:
    found = [button.to for row in screen.rows for button in row]
    return [address for address in found if isinstance(address, AnswerCheck)]


def test_a_case_opens_with_who_one_is_and_the_first_scene() -> None:
    screen = asked(CASE, Path())
    shown = plain(screen.text)
    assert shown.startswith("Question 17 of 20\n\nWhich?\n\nscene call\n\nA. do ")
    assert shown.endswith("What do you do? Tap the letter. There is no going back.")
    assert [button.label for button in screen.rows[0]] == ["A", "B", "C"]


def test_a_press_takes_the_choice_and_shows_where_it_leads() -> None:
    to_angry = next(address for address in pressed(asked(CASE, Path())) if address.answer == "1")
    assert not to_angry.done
    shown = plain(asked(CASE, decode_answer(CASE, to_angry.answer)).text)
    assert "You chose: do b in call\n\nscene angry" in shown
    assert "Which?" not in shown


def test_letters_stand_for_the_same_choices_as_in_the_text() -> None:
    screen = asked(CASE, Path())
    for button, address in zip(screen.rows[0], pressed(screen), strict=True):
        choice = steps_of(CASE, Path(("abc"[int(address.answer)],)))[0].choice
        assert f"{button.label}. do {choice.id} in call" in plain(screen.text)


@given(cases().flatmap(lambda of: answers(of).map(lambda path: (of, path))))
def test_the_choice_that_ends_a_case_hands_it_in(given: tuple[Item, Answer]) -> None:
    item, path = given
    for address in pressed(asked(item, path)):
        after = decode_answer(item, address.answer)
        assert isinstance(after, Path)
        assert address.done == (scene_now(item, after) is None)


def test_a_case_that_has_ended_can_be_handed_in() -> None:
    screen = asked(CASE, Path(("c",)))
    assert "You chose: do c in call" in plain(screen.text)
    assert [button.label for button in screen.rows[0]] == ["Check"]
    assert [address.done for address in pressed(screen)] == [True]


def test_the_way_is_told_again_with_what_there_is_to_say() -> None:
    shown = plain(told(CASE, Path(("b", "a", "b", "b"))).text)
    assert "Partly right." in shown
    assert (
        "What you did\n1. do b in call – not the best choice\nabout call b\n"
        "Better here: do a in call\n\n2. do a in angry – a good choice\nabout angry a"
    ) in shown
    assert shown.endswith("about week b\n\nBecause.")


def test_what_is_our_own_craft_names_no_source() -> None:
    assert "Source" not in plain(told(CASE, Path(("c",))).text)
    assert "Source: ELA" in plain(told(replace(CASE, source="ELA"), Path(("c",))).text)


def longest(name: str, leads: str | None) -> CaseScene:
    """As long as a scene may be; the first choice is a wrong one and leads on."""
    long = scene(name, ("a", False, leads), ("b", True, leads), ("c", False, None))
    choices = (
        replace(one, text=Phrase({"en": one.id * 120}), feedback=Phrase({"en": "f" * 250}))
        for one in long.choices
    )
    return replace(long, text=Phrase({"en": "t" * 400}), choices=tuple(choices))


LONGEST = case(longest("s1", "s2"), longest("s2", "s3"), longest("s3", "s4"), longest("s4", None))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_scene_fits_a_phone(language: str) -> None:
    for chosen in range(4):
        screen = asked(LONGEST, Path(("a",) * chosen), Words(language))
        assert len(plain(screen.text)) <= 900
    assert f"{'a' * 20}" in plain(screen.text).split("\n\n")[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_way_comes_in_pages(language: str) -> None:
    pages = [
        plain(told(LONGEST, Path(("a",) * 4), Words(language), page).text) for page in range(4)
    ]
    assert all(len(page) <= 900 for page in pages)
    assert sum(page.count("f" * 250) for page in pages) == 4
    assert pages[-1].endswith("Because.")
    onward = [row[0].label for row in told(LONGEST, Path(("a",) * 4)).rows]
    assert onward == ["Read on"]


def test_a_case_that_is_not_translated_says_so_once() -> None:
    swedish, note = Words("sv"), "Frågan är inte översatt ännu"
    assert note in plain(asked(CASE, Path(), swedish).text)
    assert note not in plain(asked(CASE, Path(("a",)), swedish).text)
    assert note in plain(told(CASE, Path(("c",)), swedish).text)
