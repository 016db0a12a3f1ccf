"""Which quizzes there are and where one stands with each; one of them, to begin or go on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from bot import places
from bot.curriculum.lessons import Quiz
from bot.kit.i18n import Words
from bot.kit.telegram.paging import paged
from bot.kit.telegram.screen import Button, Screen, button_rows
from bot.kit.text import Text, bold, italic, lines, paragraphs
from bot.quizzes.addresses import AnswerQuestion, BeginQuiz, QuizzesPage, ShowResult
from bot.quizzes.rules import Result, Standing

QUIZZES_A_PAGE: Final = 4


def quizzes_screen(
    words: Words, quizzes: Sequence[Quiz], standings: Mapping[str, Standing], page: int = 0
) -> Screen:
    """A page of the quizzes, each with its state; the way into one begun that is taught no more."""
    shown, pages = paged(words, quizzes, page, QUIZZES_A_PAGE, QuizzesPage)
    told = (
        lines(
            bold(quiz.title.text(words.language).rich),
            _translation_note(words, quiz),
            _extent(words, quiz),
            _state(words, standings.get(quiz.id)),
        )
        for quiz in shown
    )
    to_one = [
        Button(quiz.title.text(words.language).text, places.OpenQuiz(quiz.id)) for quiz in shown
    ]
    home = Button(words("kit.home"), places.OpenHome())
    text = paragraphs(words.text("quizzes.choose"), *told)
    former = _former_button(words, quizzes, standings)
    return Screen(text, (*button_rows(*to_one), *pages, *button_rows(former), (home,)))


def _former_button(
    words: Words, quizzes: Sequence[Quiz], standings: Mapping[str, Standing]
) -> Button | None:
    taught = {quiz.id for quiz in quizzes}
    begun = (one for one in standings.values() if one.open and one.quiz not in taught)
    found = next(begun, None)
    return Button(words("quizzes.former"), places.OpenQuiz(found.quiz)) if found else None


def former_screen(words: Words, standing: Standing) -> Screen:
    """A quiz that is taught no more: what was begun can be gone on with, and results stay."""
    last, begun = standing.last, standing.open
    to = AnswerQuestion(begun.attempt, begun.position) if begun else None
    return Screen(
        paragraphs(bold(words.text("quizzes.former")), _state(words, standing)),
        (
            *button_rows(
                Button(words("quizzes.go_on", n=begun.position), to) if begun and to else None,
                Button(words("quizzes.last_result"), ShowResult(last.attempt)) if last else None,
            ),
            leaving_row(words),
        ),
    )


def _translation_note(words: Words, quiz: Quiz) -> Text:
    return () if quiz.title.is_in(words.language) else italic(words.text("quizzes.in_english"))


def _extent(words: Words, quiz: Quiz) -> Text:
    mark = words.percent(quiz.pass_mark / 100)
    return words.count_text("quizzes.extent", quiz.draw, mark=mark)


def _state(words: Words, standing: Standing | None) -> Text:
    if standing is None:
        return words.text("quizzes.not_started")
    told: list[Text] = []
    if standing.open is not None:
        place = {"n": standing.open.position, "of": standing.open.total}
        told.append(words.text("quizzes.stopped_at", **place))
    if standing.last is not None:
        told.append(_told(words, "last", standing.last))
    if standing.best is not None and standing.last != standing.best:
        told.append(_told(words, "best", standing.best))
    return lines(*told)


def _told(words: Words, which: str, result: Result) -> Text:
    outcome = "passed" if result.is_passed else "not_passed"
    return words.text(f"quizzes.{which}_{outcome}", percent=words.percent(result.percent / 100))


def quiz_screen(words: Words, quiz: Quiz, standing: Standing | None) -> Screen:
    """What it is about and how it goes; to begin, to go on, to see the last result."""
    text = paragraphs(
        bold(quiz.title.text(words.language).rich),
        _translation_note(words, quiz),
        quiz.summary.text(words.language).rich,
        _extent(words, quiz),
        _state(words, standing),
        words.text("quizzes.can_be_left"),
    )
    last = standing.last if standing else None
    return Screen(
        text,
        (
            *button_rows(
                _onward(words, quiz, standing),
                Button(words("quizzes.last_result"), ShowResult(last.attempt)) if last else None,
            ),
            leaving_row(words),
        ),
    )


def _onward(words: Words, quiz: Quiz, standing: Standing | None) -> Button:
    if standing is None:
        return Button(words("quizzes.begin"), BeginQuiz(quiz.id))
    if standing.open is None:
        return Button(words("quizzes.again"), BeginQuiz(quiz.id))
    to = AnswerQuestion(standing.open.attempt, standing.open.position)
    return Button(words("quizzes.go_on", n=standing.open.position), to)


def leaving_row(words: Words) -> tuple[Button, Button]:
    """To all quizzes, and home."""
    return (
        Button(words("quizzes.all"), places.OpenQuizzes()),
        Button(words("kit.home"), places.OpenHome()),
    )
