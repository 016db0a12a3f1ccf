"""What a finished attempt came to, what was not right in it, and what to read again."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from typing import Final, TypeAlias

from bot import places
from bot.curriculum.curriculum import Curriculum
from bot.curriculum.items import Item
from bot.curriculum.lessons import Lesson
from bot.kit.i18n import Words
from bot.kit.telegram.paging import paged
from bot.kit.telegram.screen import Button, Rows, Screen, button_rows
from bot.kit.text import Text, bold, lines, paragraphs, text
from bot.quizzes.addresses import BeginQuiz, LookAt, ShowMistakes, ShowResult
from bot.quizzes.rules import WHOLE, Given, Outcome, read_again
from bot.quizzes.screens.choosing import leaving_row

LESSONS_SHOWN: Final = 3
MISTAKES_A_PAGE: Final = 5
QUESTION_EXCERPT: Final = 120
# Lessons that are taught, each with how many mistakes it explains.
ToRead: TypeAlias = Sequence[tuple[Lesson, int]]


def outcome_screen(words: Words, curriculum: Curriculum, outcome: Outcome) -> Screen:
    """Points, passed or not, which questions were right, and the lessons that explain the rest."""
    needed = read_again(outcome.mistakes)
    to_read = [(curriculum.lessons[name], n) for name, n in needed if name in curriculum.lessons]
    told = paragraphs(
        bold(_title(words, curriculum, outcome.attempt.quiz)),
        _verdict(words, outcome),
        _questions(words, outcome.answers),
        _reading(words, to_read[:LESSONS_SHOWN]),
    )
    return Screen(told, _rows(words, curriculum, outcome, to_read[:LESSONS_SHOWN]))


def _title(words: Words, curriculum: Curriculum, quiz: str) -> Text:
    """A quiz that is taught no more still has results."""
    found = curriculum.quizzes.get(quiz)
    return found.title.text(words.language).rich if found else words.text("quizzes.former")


def _verdict(words: Words, outcome: Outcome) -> Text:
    result = outcome.result
    got = words.text(
        "quizzes.got",
        points=round(result.points / WHOLE, 2),
        of=result.total,
        percent=words.percent(result.percent / 100),
    )
    needed = words.text("quizzes.needed", mark=words.percent(result.pass_mark / 100))
    passed = words.text("quizzes.passed" if result.is_passed else "quizzes.not_passed")
    return lines(bold(passed), text(got, " ", needed))


def _questions(words: Words, answers: Iterable[Given]) -> Text:
    """Every question by its number: right, partly right or not right."""
    right, partly, wrong = list[int](), list[int](), list[int]()
    for given in answers:
        group = right if given.right else partly if given.points else wrong
        group.append(given.position)
    return lines(
        _numbers(words, "quizzes.all_right", right),
        _numbers(words, "quizzes.partly_right", partly),
        _numbers(words, "quizzes.not_right", wrong),
    )


def _numbers(words: Words, key: str, numbers: Sequence[int]) -> Text:
    if not numbers:
        return ()
    return words.text(key, numbers=words.listing(str(number) for number in numbers))


def _reading(words: Words, to_read: ToRead) -> Text:
    told = (
        words.count_text("quizzes.explains", n, lesson=lesson.title.text(words.language).rich)
        for lesson, n in to_read
    )
    return lines(bold(words.text("quizzes.read_again")), *told) if to_read else ()


def _rows(words: Words, curriculum: Curriculum, outcome: Outcome, to_read: ToRead) -> Rows:
    """Who did not pass reads first; who passed looks at the mistakes first."""
    lessons = [
        Button(lesson.title.text(words.language).text, places.OpenLesson(lesson.id))
        for lesson, _ in to_read
    ]
    mistakes = Button(words("quizzes.mistakes"), ShowMistakes(outcome.attempt.public_id))
    found = [mistakes] if outcome.mistakes else []
    first = [*found, *lessons] if outcome.result.is_passed else [*lessons, *found]
    is_taught = outcome.attempt.quiz in curriculum.quizzes
    again = Button(words("quizzes.again"), BeginQuiz(outcome.attempt.quiz)) if is_taught else None
    return (*button_rows(*first, again), leaving_row(words))


def mistakes_screen(words: Words, outcome: Outcome, page: int = 0) -> Screen:
    """A page of what was not wholly right; the numbers lead to the feedback."""
    attempt = outcome.attempt.public_id
    shown, pages = paged(
        words, outcome.mistakes, page, MISTAKES_A_PAGE, lambda to: ShowMistakes(attempt, to)
    )
    told = paragraphs(*(_mistake(words, item, given) for item, given in shown))
    numbers = tuple(
        Button(words.number(given.position), LookAt(attempt, given.position)) for _, given in shown
    )
    title = bold(words.text("quizzes.mistakes_title" if shown else "quizzes.no_mistakes"))
    result = Button(words("quizzes.result"), ShowResult(attempt))
    return Screen(paragraphs(title, told), (*((numbers,) if numbers else ()), *pages, (result,)))


def _mistake(words: Words, item: Item, given: Given) -> Text:
    judged = words.text("quizzes.partly" if given.points else "quizzes.wrong")
    question = textwrap.shorten(
        item.question.text(words.language).text, QUESTION_EXCERPT, placeholder="…"
    )
    return lines(text(bold(f"{given.position}. "), judged), question)
