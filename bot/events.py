"""Everything that can happen, in the past tense. `listeners.py` lists who listens."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy.ext.asyncio import AsyncSession


@dataclass(frozen=True, slots=True)
class PersonJoined:
    person_id: int
    cohort_id: int | None
    at: datetime


@dataclass(frozen=True, slots=True)
class PersonChanged:
    """Language, roles or cohorts of somebody who had joined before."""

    person_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class PersonMoved:
    """Somebody goes on from another account: `old_chat` is theirs no more."""

    person_id: int
    old_chat: int
    at: datetime


@dataclass(frozen=True, slots=True)
class NeedsPartFinished:
    """A part of the training-needs analysis is answered; `unit` is its unit."""

    person_id: int
    unit: str
    at: datetime


@dataclass(frozen=True, slots=True)
class LessonFinished:
    person_id: int
    lesson: str
    at: datetime


@dataclass(frozen=True, slots=True)
class QuizFinished:
    person_id: int
    quiz: str
    passed: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class EvidenceSubmitted:
    person_id: int
    piece: str
    at: datetime


@dataclass(frozen=True, slots=True)
class EvidenceWithdrawn:
    """A draft went, by its public id; it may be taken back."""

    person_id: int
    piece: str
    at: datetime


@dataclass(frozen=True, slots=True)
class EvidenceWithheld:
    """A part may hold client data: nobody but its owner is to see it, or copies of it.

    `entry` is 0 for the piece's line of context. `for_good`: it was deleted.
    """

    person_id: int
    piece: str
    entry: int
    for_good: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class DatesChanged:
    """A cohort's dates or the day of one of its milestones."""

    cohort_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class MeetingChanged:
    """A meeting was called, changed or called off."""

    meeting_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class QuestionChanged:
    """Something about a question, or what is written and noted on it, is another now."""

    question_id: int


E = TypeVar("E")
Listener = Callable[[AsyncSession, Any], Awaitable[None]]
_LISTENERS: dict[type[Any], list[Listener]] = {}


def listen(event: type[E], listener: Callable[[AsyncSession, E], Awaitable[None]]) -> None:
    """Called by `app` alone: the listener runs in the announcing transaction."""
    _LISTENERS.setdefault(event, []).append(listener)


def forget_listeners() -> None:
    """Before an application is put together anew in the same process."""
    _LISTENERS.clear()


async def announce(session: AsyncSession, event: object) -> None:
    """Tell everybody who listens, in the same transaction."""
    for listener in _LISTENERS.get(type(event), ()):
        await listener(session, event)
