"""Places inside quizzes. An attempt is named by its public id of ten letters."""

from __future__ import annotations

from dataclasses import dataclass

from bot.items.answers import NOTHING
from bot.kit.address import Address


@dataclass(frozen=True, slots=True)
class QuizzesPage(Address, prefix="quizzes.list"):
    """A page of the quizzes, counted from 0."""

    page: int


@dataclass(frozen=True, slots=True)
class BeginQuiz(Address, prefix="quizzes.begin"):
    """A new attempt, or the one that is open."""

    quiz: str


@dataclass(frozen=True, slots=True)
class AnswerQuestion(Address, prefix="quizzes.answer"):
    """A question of an attempt, counted from 1, with the answer so far; `done` hands it in."""

    attempt: str
    position: int
    answer: str = NOTHING
    done: bool = False


@dataclass(frozen=True, slots=True)
class LookAt(Address, prefix="quizzes.look"):
    """The feedback on an answered question, a page of it."""

    attempt: str
    position: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowResult(Address, prefix="quizzes.result"):
    """What a finished attempt came to."""

    attempt: str


@dataclass(frozen=True, slots=True)
class ShowMistakes(Address, prefix="quizzes.mistakes"):
    """What was not right in a finished attempt, a page of it."""

    attempt: str
    page: int = 0
