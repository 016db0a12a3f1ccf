"""Answers that tutors have published, by topic: to be found before a question is asked anew."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.curriculum.words import Phrase


@dataclass(frozen=True, slots=True)
class PublishedAnswer:
    """A question as a trainee would type it, and a practitioner's answer.

    `topic` is the id of its topic, `reads` are ids of lessons that say more. An answer that states
    facts has a `source` and the day on which it was checked; one of our own craft has neither.
    """

    id: str
    topic: str
    question: Phrase
    answer: Phrase
    outcomes: tuple[str, ...]
    reads: tuple[str, ...]
    source: str
    valid_as_of: date | None
    review_by: date | None

    def is_withdrawn(self, today: date) -> bool:
        """Nobody has looked at its facts again in time."""
        return self.review_by is not None and today >= self.review_by


@dataclass(frozen=True, slots=True)
class AnswerTopic:
    """Answers that belong together; `unit` is the id of the unit they are about, if of one."""

    id: str
    title: Phrase
    unit: str | None
    answers: tuple[PublishedAnswer, ...]

    def open_answers(self, today: date) -> tuple[PublishedAnswer, ...]:
        """Those that may still be given."""
        return tuple(answer for answer in self.answers if not answer.is_withdrawn(today))
