"""What an attempt draws, when it is passed, and what to read again after it.

Points are whole numbers, `WHOLE` of them a question: 2520 can be divided by everything up to 10, so
shares of points stay exact in items of up to ten parts, and sums are the same on every database.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, TypeAlias

from bot.curriculum.items import Item
from bot.curriculum.lessons import Quiz
from bot.items.answers import Answer
from bot.items.rules import Score

WHOLE: Final = 2520


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt. `versions` are ids and fingerprints of its items, in the order asked.

    `position` is the question to answer next, counted from 1; `public_id` is its seed as well.
    `begun` is the way gone so far where that question is a case, packed.
    """

    id: int
    public_id: str
    quiz: str
    pass_mark: int
    versions: tuple[tuple[str, str], ...]
    position: int
    points: int
    started_at: datetime
    finished_at: datetime | None = None
    begun: str | None = None

    @property
    def total(self) -> int:
        return len(self.versions)

    @property
    def is_finished(self) -> bool:
        return self.finished_at is not None


@dataclass(frozen=True, slots=True)
class Given:
    """An answer that is kept. `answer` is packed, `points` are in 2520ths."""

    position: int
    answer: str
    points: int
    right: bool


@dataclass(frozen=True, slots=True)
class Result:
    """What an attempt came to; `attempt` is its public id."""

    attempt: str
    points: int
    total: int
    pass_mark: int
    finished_at: datetime

    @property
    def percent(self) -> int:
        """Rounded down, so that what looks like the pass mark is the pass mark."""
        return self.points * 100 // (self.total * WHOLE)

    @property
    def is_passed(self) -> bool:
        return self.percent >= self.pass_mark


@dataclass(frozen=True, slots=True)
class OpenAttempt:
    """An attempt that can be gone on with at question `position` of `total`, counted from 1."""

    attempt: str
    position: int
    total: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Where somebody stands with one quiz; `best` is never worse than `last`."""

    quiz: str
    open: OpenAttempt | None = None
    last: Result | None = None
    best: Result | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A question that waits for its answer, with what is built of it so far."""

    attempt: Attempt
    item: Item
    answer: Answer


@dataclass(frozen=True, slots=True)
class Explained:
    """An answered question; `next_mistake` is the one to look at next in a finished attempt."""

    attempt: Attempt
    item: Item
    answer: Answer
    given: Given
    next_mistake: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """A finished attempt: its items and answers, in the order asked."""

    attempt: Attempt
    result: Result
    items: tuple[Item, ...]
    answers: tuple[Given, ...]

    @property
    def mistakes(self) -> tuple[tuple[Item, Given], ...]:
        """What was not wholly right, in the order asked."""
        both = zip(self.items, self.answers, strict=True)
        return tuple((item, given) for item, given in both if not given.right)


View: TypeAlias = Question | Explained | Outcome


def draw(quiz: Quiz, today: date, seed: str) -> tuple[Item, ...]:
    """The items of an attempt in their order: the same for a seed, none that is withdrawn."""
    mixed = sorted(quiz.open_items(today), key=lambda item: _dice(seed, item.id))
    return tuple(mixed[: quiz.draw])


def _dice(seed: str, item: str) -> bytes:
    return hashlib.sha256(f"{seed}/{item}".encode()).digest()


def points_of(score: Score) -> int:
    """In 2520ths. Raises ValueError for a share that is none of them."""
    points = score.points * WHOLE
    if points.denominator != 1:
        raise ValueError(f"{score.points} of a point cannot be kept exactly")
    return int(points)


def result_of(attempt: Attempt) -> Result:
    """Raises ValueError where the attempt is not finished."""
    if attempt.finished_at is None:
        raise ValueError(f"the attempt {attempt.public_id} is not finished")
    points, mark = attempt.points, attempt.pass_mark
    return Result(attempt.public_id, points, attempt.total, mark, attempt.finished_at)


def next_mistake(answers: Sequence[Given], after: int) -> int | None:
    """The first question after this one that was not wholly right."""
    return next((g.position for g in answers if g.position > after and not g.right), None)


def read_again(mistakes: Iterable[tuple[Item, Given]]) -> list[tuple[str, int]]:
    """Lessons and how many mistakes each explains, the most needed first, then as met."""
    counted = Counter(lesson for item, _ in mistakes for lesson in item.reads)
    return counted.most_common()
