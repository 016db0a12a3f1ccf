"""A question and what was written about it, as values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.kit.address import Address
from bot.kit.telegram.screen import MediaKind
from bot.kit.text import Text
from bot.people.rules import Person
from bot.tutoring.rules.notes import Note


class State(StrEnum):
    """Where a question stands in its life."""

    DRAFT = "draft"
    OPEN = "open"
    CLAIMED = "claimed"
    WAITING_FOR_ASKER = "waiting_for_asker"
    CLOSED = "closed"


class About(StrEnum):
    """What a question was flagged at."""

    NONE = "none"
    CARD = "card"
    ITEM = "item"
    EVIDENCE = "evidence"


class Side(StrEnum):
    """From which end of the thread somebody writes or looks."""

    ASKER = "asker"
    TUTOR = "tutor"


class Helped(StrEnum):
    """What the asker says to *Did this help?*"""

    YES = "yes"
    NO = "no"
    NOT_YET = "not_yet"


class Standing(StrEnum):
    """How a question stands in words: a claimed one is either in hand or answered."""

    NOT_SENT = "not_sent"
    WAITING = "waiting"
    IN_HAND = "in_hand"
    ANSWERED = "answered"
    ASKED_BACK = "asked_back"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Context:
    """What a question is about, as the asker saw it; all empty for a question by itself.

    `reference` is `lesson.card`, an item's id or a piece of evidence's public id; for the last,
    `title` is its kind's name in the code and `excerpt` its outcome's number, empty while it has
    none.
    """

    about: About = About.NONE
    reference: str = ""
    title: str = ""
    excerpt: str = ""


@dataclass(frozen=True, slots=True)
class Media:
    """A file that Telegram keeps, by its id there."""

    kind: MediaKind
    file_id: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question; `due_at` is when an answer was promised, None while nobody owes one.

    `wait` counts how often the tutors came to owe an answer, `escalation` is the last step taken in
    this wait and `escalates_at` the instant of the next.
    """

    id: int
    public_id: str
    asker_id: int
    language: str
    context: Context
    opening: str
    state: State
    version: int
    claimed_by: int | None
    asked_at: datetime | None
    first_answer_at: datetime | None
    due_at: datetime | None
    wait: int
    escalation: int
    escalates_at: datetime | None
    closed_at: datetime | None
    helped: Helped | None
    unread_asker: bool
    unread_tutor: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """One message of a thread; `message_id` is the author's own message, in the author's chat.

    `dedupe_key` is that of its message to the other side, None where it had none.
    """

    id: int
    author_id: int
    side: Side
    asks_back: bool
    text: Text
    media: Media | None
    message_id: int | None
    album: str | None
    dedupe_key: str | None
    written_at: datetime
    edits: int


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody sent, on its way into a thread."""

    text: Text
    media: Media | None = None
    message_id: int | None = None
    album: str | None = None


@dataclass(frozen=True, slots=True)
class Fitting:
    """An answer that was given before and may make an unsent question needless."""

    title: str
    to: Address


@dataclass(frozen=True, slots=True)
class Thread:
    """A question with all that was written, as one of its sides sees it.

    `delivered` maps an entry's id to what became of its message to the other side. `notes` are
    empty on the side of whoever asked, `fitting` is once the question is sent.
    """

    question: Question
    entries: Sequence[Entry]
    side: Side
    asker: Person
    tutor: Person | None = None
    delivered: Mapping[int, str] = field(default_factory=dict[int, str])
    notes: Sequence[Note] = ()
    fitting: Sequence[Fitting] = ()

    @property
    def newest(self) -> Entry | None:
        return self.entries[-1] if self.entries else None

    def is_with(self, person: Person) -> bool:
        """Whether they are the one who claimed it."""
        return self.question.claimed_by == person.id


@dataclass(frozen=True, slots=True)
class Counts:
    """For home: answers not yet looked at and questions not closed, of one asker."""

    unread: int
    open: int


@dataclass(frozen=True, slots=True)
class QueueCounts:
    """For staff: questions nobody has claimed in their scope, their own, and own ones now due."""

    waiting: int
    mine: int
    owed: int


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of the queue."""

    question: Question
    asker_name: str
