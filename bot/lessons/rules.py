"""Where somebody stands in a lesson, what comes next, and how much there is to read."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from bot.curriculum.curriculum import Curriculum
from bot.curriculum.lessons import Card, Lesson, Module
from bot.curriculum.words import SOURCE_LANGUAGE, Phrase
from bot.items.answers import Answer
from bot.kit.text import Text, plain

NOTE_PAGE: Final = 700
_sizes: dict[str, tuple[Curriculum, Mapping[str, int]]] = {}


class State(StrEnum):
    """How far a lesson is."""

    NOT_STARTED = "not_started"
    READING = "reading"
    READ = "read"


@dataclass(frozen=True, slots=True)
class Reading:
    """How far somebody has come in one lesson; `card` is where they stopped."""

    lesson: str
    card: str
    furthest: int
    turned_at: datetime
    finished_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """The newest version of a private note, and the message that it was written in."""

    text: Text
    version: int
    message_id: int
    written_at: datetime


@dataclass(frozen=True, slots=True)
class CardInPlace:
    """A card within its lesson; `position` counts from 1."""

    lesson: Lesson
    position: int

    @property
    def card(self) -> Card:
        return self.lesson.cards[self.position - 1]

    @property
    def is_last(self) -> bool:
        return self.position == len(self.lesson.cards)

    @property
    def previous(self) -> Card | None:
        return self.lesson.cards[self.position - 2] if self.position > 1 else None

    @property
    def next(self) -> Card | None:
        return None if self.is_last else self.lesson.cards[self.position]


@dataclass(frozen=True, slots=True)
class OpenedCard:
    """A card as one person has it before them.

    `resumed`: they stopped here earlier. `under_review`: nobody has checked its facts in time.
    `note` is what they wrote to its reflection, `given` what they answered to its check question,
    `so_far` an answer that is being built and not yet handed in; the way through a case is kept.
    """

    place: CardInPlace
    resumed: bool = False
    under_review: bool = False
    note: Note | None = None
    given: Answer | None = None
    so_far: Answer | None = None


@dataclass(frozen=True, slots=True)
class FinishedLesson:
    """A lesson that has been read, and what there is to do next in its module."""

    lesson: Lesson
    module: Module
    next: Lesson | None
    read: int


def find_card(curriculum: Curriculum, lesson: str, card: str) -> CardInPlace | None:
    """Nothing where the content no longer has such a card."""
    found = curriculum.lessons.get(lesson)
    if found is None:
        return None
    positions = (n for n, known in enumerate(found.cards, 1) if known.id == card)
    position = next(positions, None)
    return CardInPlace(found, position) if position else None


def find_check(curriculum: Curriculum, item: str) -> CardInPlace | None:
    """The card that asks an item; nothing where none does any more."""
    for lesson in curriculum.lessons.values():
        for position, card in enumerate(lesson.cards, 1):
            if card.item and card.item.id == item:
                return CardInPlace(lesson, position)
    return None


def resume_at(lesson: Lesson, reading: Reading | None) -> CardInPlace:
    """The card to go on at: where one stopped, or the furthest one if that card is gone."""
    if reading is None:
        return CardInPlace(lesson, 1)
    positions = {card.id: position for position, card in enumerate(lesson.cards, 1)}
    furthest = min(reading.furthest, len(lesson.cards))
    return CardInPlace(lesson, positions.get(reading.card, furthest))


def state_of(reading: Reading | None) -> State:
    """A lesson that has been read stays so while it is read again."""
    if reading is None:
        return State.NOT_STARTED
    return State.READING if reading.finished_at is None else State.READ


def count_read(module: Module, readings: Mapping[str, Reading]) -> int:
    """How many lessons of a module have been read."""
    return sum(state_of(readings.get(lesson)) is State.READ for lesson in module.lessons)


def next_lesson(
    curriculum: Curriculum, module: Module, readings: Mapping[str, Reading], after: str = ""
) -> Lesson | None:
    """The first lesson not yet read behind `after`, else before it; nothing when all are read."""
    start = module.lessons.index(after) + 1 if after in module.lessons else 0
    for lesson in (*module.lessons[start:], *module.lessons[:start]):
        if lesson != after and state_of(readings.get(lesson)) is not State.READ:
            return curriculum.lessons[lesson]
    return None


def stopped_last(curriculum: Curriculum, readings: Mapping[str, Reading]) -> Reading | None:
    """The unfinished lesson that was read most recently, if it still exists."""
    unfinished = [
        reading
        for reading in readings.values()
        if state_of(reading) is State.READING and reading.lesson in curriculum.lessons
    ]
    return max(unfinished, key=lambda reading: reading.turned_at, default=None)


def lesson_to_read(
    curriculum: Curriculum, module: Module, readings: Mapping[str, Reading]
) -> Lesson | None:
    """The one of a module begun most recently, else the first not yet read; nothing if all are."""
    here = {lesson: readings[lesson] for lesson in module.lessons if lesson in readings}
    stopped = stopped_last(curriculum, here)
    if stopped is not None:
        return curriculum.lessons[stopped.lesson]
    return next_lesson(curriculum, module, readings)


def sizes(curriculum: Curriculum, language: str) -> Mapping[str, int]:
    """Bytes of each lesson's texts in a language, by lesson; reckoned once and remembered."""
    known = _sizes.get(language)
    if known is None or known[0] is not curriculum:
        found = {
            lesson.id: sum(_bytes(phrase, language) for phrase in _phrases(curriculum, lesson))
            for lesson in curriculum.lessons.values()
        }
        known = _sizes[language] = (curriculum, found)
    return known[1]


def kilobytes(size: int) -> int:
    """Whole kilobytes of 1,000 bytes, rounded up: never less than what is sent."""
    return math.ceil(size / 1000)


def _bytes(phrase: Phrase, language: str) -> int:
    written = phrase.written.get(language) or phrase.written[SOURCE_LANGUAGE]
    return len(written.encode())


def _phrases(curriculum: Curriculum, lesson: Lesson) -> Iterator[Phrase]:
    yield lesson.title
    for card in lesson.cards:
        yield card.heading
        if card.body:
            yield card.body
        if card.term:
            yield from (curriculum.terms[card.term].term, curriculum.terms[card.term].explanation)
        if card.item:
            yield from card.item.phrases


def note_pages(note: Text) -> tuple[str, ...]:
    """The words of a note in pages that fit a screen, cut between words where there are any."""
    left, pages = plain(note).strip(), list[str]()
    while len(left) > NOTE_PAGE:
        cut = max(left.rfind(" ", 0, NOTE_PAGE), left.rfind("\n", 0, NOTE_PAGE))
        cut = cut if cut > NOTE_PAGE // 2 else NOTE_PAGE
        pages.append(left[:cut].rstrip())
        left = left[cut:].lstrip()
    return (*pages, left)


def excerpt(note: Text, longest: int) -> str:
    """The beginning of a note, with an ellipsis where something is left out."""
    words = plain(note).strip()
    return words if len(words) <= longest else words[: max(1, longest - 1)].rstrip() + "…"
