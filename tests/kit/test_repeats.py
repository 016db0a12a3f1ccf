"""A quick second press is answered by what is there already."""

from __future__ import annotations

from dataclasses import replace

from bot.kit.telegram.gate import Handled
from bot.kit.telegram.repeats import MOST, WITHIN, Repeats
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.show import Place

PRESSED = Handled(1, Screen(("Here",)), Place(7), press=(30, "home"))


def test_the_same_answer_to_the_same_press_is_there_already() -> None:
    repeats = Repeats(now=lambda: 0.0)
    assert repeats.answered(PRESSED) is None
    repeats.note(PRESSED, 31)
    assert repeats.answered(replace(PRESSED, update_id=2)) == 31


def test_whatever_differs_is_shown() -> None:
    repeats = Repeats(now=lambda: 0.0)
    repeats.note(PRESSED, 31)
    assert repeats.answered(replace(PRESSED, screen=Screen(("Gone",)))) is None
    assert repeats.answered(replace(PRESSED, press=(30, "back"))) is None
    assert repeats.answered(replace(PRESSED, press=(29, "home"))) is None
    assert repeats.answered(replace(PRESSED, place=Place(8))) is None


def test_what_was_written_is_answered_each_time() -> None:
    repeats = Repeats(now=lambda: 0.0)
    written = replace(PRESSED, press=None)
    repeats.note(written, 31)
    assert repeats.answered(written) is None


def test_something_else_between_two_presses_ends_it() -> None:
    repeats = Repeats(now=lambda: 0.0)
    repeats.note(PRESSED, 31)
    repeats.note(replace(PRESSED, press=(31, "more"), place=Place(7, 31)), 31)
    assert repeats.answered(PRESSED) is None


def test_a_later_press_is_answered_anew() -> None:
    seconds = [0.0]
    repeats = Repeats(now=lambda: seconds[0])
    repeats.note(PRESSED, 31)
    seconds[0] = WITHIN + 0.1
    assert repeats.answered(PRESSED) is None


def test_it_holds_so_many_chats_and_no_more() -> None:
    repeats = Repeats(now=lambda: 0.0)
    for chat in range(MOST + 5):
        repeats.note(replace(PRESSED, place=Place(chat)), 31)
    held = [
        chat for chat in range(MOST + 5) if repeats.answered(replace(PRESSED, place=Place(chat)))
    ]
    assert MOST // 2 > len(held) > 0
