"""How long the screens of all quizzes become in one language."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import partial
from typing import Final

from bot.curriculum.curriculum import Curriculum
from bot.curriculum.items import Item
from bot.curriculum.lengths import ScreenLength
from bot.curriculum.lessons import Quiz
from bot.items.answers import Answer, encode_answer
from bot.items.screens.lengths import item_lengths
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Screen
from bot.kit.text import plain
from bot.quizzes.rules import Attempt, Explained, Given, Question
from bot.quizzes.screens.choosing import quiz_screen
from bot.quizzes.screens.questions import explained_screen, question_screen

SOME_DAY: Final = date.max  # when whatever can be withdrawn is
LONG_AGO: Final = datetime(2000, 1, 1, tzinfo=UTC)


def quiz_lengths(words: Words, curriculum: Curriculum) -> Iterator[ScreenLength]:
    """What each quiz is about, and its items as the last question of an attempt."""
    for quiz in curriculum.quizzes.values():
        about = len(plain(quiz_screen(words, quiz, None).text))
        yield ScreenLength(f"the quiz `{quiz.id}`", quiz.summary, words.language, about)
        for item in quiz.items:
            drawn = partial(_asked, words, quiz, item), partial(_told, words, quiz, item)
            yield from item_lengths(words, item, *drawn)


def _asked(words: Words, quiz: Quiz, item: Item, answer: Answer) -> Screen:
    return question_screen(words, Question(_attempt(quiz), item, answer), SOME_DAY)


def _told(words: Words, quiz: Quiz, item: Item, answer: Answer, page: int) -> Screen:
    given = Given(quiz.draw, encode_answer(item, answer), 0, False)
    return explained_screen(words, Explained(_attempt(quiz), item, answer, given), SOME_DAY, page)


def _attempt(quiz: Quiz) -> Attempt:
    versions = (("", ""),) * quiz.draw
    return Attempt(0, "lengths", quiz.id, quiz.pass_mark, versions, quiz.draw, 0, LONG_AGO)
