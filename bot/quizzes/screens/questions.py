"""A question of an attempt, and the feedback on its answer."""

from __future__ import annotations

from datetime import date

from bot import places
from bot.curriculum.items import Item
from bot.items.screens.asking import item_screen
from bot.items.screens.feedback import feedback_screen
from bot.kit.address import Address
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, Rows, Screen, button_rows
from bot.kit.text import Text, italic, lines
from bot.quizzes.addresses import AnswerQuestion, LookAt, ShowMistakes, ShowResult
from bot.quizzes.rules import WHOLE, Attempt, Explained, Given, Question


def question_screen(words: Words, asked: Question, today: date) -> Screen:
    """The question with what is answered so far; leaving it loses nothing that is handed in."""
    attempt, item = asked.attempt, asked.item

    def to(code: str, done: bool) -> Address:
        return AnswerQuestion(attempt.public_id, attempt.position, code, done)

    leave = Button(words("quizzes.pause"), places.OpenQuiz(attempt.quiz))
    header = lines(
        words.text("quizzes.question", n=attempt.position, of=attempt.total),
        review_note(words, item, today),
    )
    return item_screen(
        words,
        item,
        asked.answer,
        seed=attempt.public_id,
        to=to,
        header=header,
        extra=((flag(words, item), leave),),
    )


def explained_screen(words: Words, explained: Explained, today: date, page: int = 0) -> Screen:
    """Feedback on an answered question, and the way on."""
    attempt, item, given = explained.attempt, explained.item, explained.given

    def more(to: int) -> Address:
        return LookAt(attempt.public_id, given.position, to)

    return feedback_screen(
        words,
        item,
        explained.answer,
        seed=attempt.public_id,
        header=lines(_header(words, attempt, given), review_note(words, item, today)),
        rows=_rows(words, explained),
        more=more,
        page=page,
    )


def _header(words: Words, attempt: Attempt, given: Given) -> Text:
    points = round(given.points / WHOLE, 2)
    place = {"n": given.position, "of": attempt.total}
    return words.text("quizzes.answered", points=points, **place)


def review_note(words: Words, item: Item, today: date) -> Text:
    """For an item drawn before it was withdrawn."""
    return italic(words.text("quizzes.under_review")) if item.is_withdrawn(today) else ()


def _rows(words: Words, explained: Explained) -> Rows:
    attempt, item = explained.attempt, explained.item
    if attempt.is_finished:
        return _rows_after(words, explained)
    onward = AnswerQuestion(attempt.public_id, attempt.position)
    is_newest = explained.given.position == attempt.position - 1
    label = words("quizzes.next") if is_newest else words("quizzes.go_on", n=attempt.position)
    leave = Button(words("quizzes.pause"), places.OpenQuiz(attempt.quiz))
    return ((Button(label, onward),), (flag(words, item), leave))


def _rows_after(words: Words, explained: Explained) -> Rows:
    """In a finished attempt: from one mistake to the next, or to the result."""
    attempt, following = explained.attempt.public_id, explained.next_mistake
    result = Button(words("quizzes.result"), ShowResult(attempt))
    if following is None:
        return ((result,), (flag(words, explained.item),))
    mistakes = Button(words("quizzes.mistakes"), ShowMistakes(attempt))
    onward = Button(words("quizzes.next_mistake"), LookAt(attempt, following))
    return (*button_rows(onward, mistakes, result), (flag(words, explained.item),))


def flag(words: Words, item: Item) -> Button:
    """Something about the question is unclear: a tutor is asked."""
    return Button(words("quizzes.flag"), places.AskTutor(about="item", reference=item.id))
