"""What there is to read and be tested on: modules, lessons and guides in cards, quizzes, terms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bot.curriculum.items import Item
from bot.curriculum.words import Phrase


class CardKind(StrEnum):
    TEXT = "text"
    CASE = "case"
    FACT = "fact"
    CHECK = "check"
    REFLECTION = "reflection"
    TERM = "term"
    PROMISE = "promise"


@dataclass(frozen=True, slots=True)
class Card:
    """One screen of a lesson.

    A fact card has `source` and `valid_as_of`, a check card an `item`, a term card the id of a
    `term`. Check and term cards may have no body.
    """

    id: str
    kind: CardKind
    heading: Phrase
    body: Phrase | None
    source: str = ""
    valid_as_of: date | None = None
    review_by: date | None = None
    item: Item | None = None
    term: str | None = None

    def is_withdrawn(self, today: date) -> bool:
        """Nobody has looked at its facts again in time."""
        return self.review_by is not None and today >= self.review_by


@dataclass(frozen=True, slots=True)
class Lesson:
    """Cards in reading order; `minutes` is how long they take."""

    id: str
    version: int
    module: str
    outcomes: tuple[str, ...]
    title: Phrase
    minutes: int
    cards: tuple[Card, ...]

    def is_in(self, language: str) -> bool:
        """Whether nothing of it has to be shown in English instead."""
        return _are_in(language, self.title, self.cards)


def _are_in(language: str, title: Phrase, cards: tuple[Card, ...]) -> bool:
    phrases = [title, *(card.heading for card in cards)]
    phrases += [card.body for card in cards if card.body]
    return all(phrase.is_in(language) for phrase in phrases)


class Reader(StrEnum):
    """Whom a guide is for; the roles of the same names."""

    TUTOR = "tutor"
    ASSESSOR = "assessor"
    COORDINATOR = "coordinator"


@dataclass(frozen=True, slots=True)
class Guide:
    """How to lead trainees: cards in reading order, which are to be read only."""

    id: str
    version: int
    title: Phrase
    minutes: int
    readers: tuple[Reader, ...]
    cards: tuple[Card, ...]

    def is_in(self, language: str) -> bool:
        """Whether nothing of it has to be shown in English instead."""
        return _are_in(language, self.title, self.cards)


@dataclass(frozen=True, slots=True)
class Module:
    """A unit's lessons and quizzes, by id, in the order to take them."""

    id: str
    unit: str
    title: Phrase
    summary: Phrase
    lessons: tuple[str, ...]
    quizzes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quiz:
    """A pool of items, of which an attempt draws `draw`; `pass_mark` is per cent."""

    id: str
    version: int
    unit: str
    title: Phrase
    summary: Phrase
    pass_mark: int
    draw: int
    items: tuple[Item, ...]

    def open_items(self, today: date) -> tuple[Item, ...]:
        """Those that may still be asked."""
        return tuple(item for item in self.items if not item.is_withdrawn(today))


@dataclass(frozen=True, slots=True)
class GlossaryTerm:
    """`official` is what the thing is called in the other languages, where that is known.

    In the `unconfirmed` ones of them nobody has seen it in a source. `also` are names by which a
    text may call it, too; `unnamed` are files of a language that need no name for it.
    """

    id: str
    term: Phrase
    explanation: Phrase
    outcomes: tuple[str, ...]
    source: str
    official: Mapping[str, str]
    unconfirmed: frozenset[str]
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    unnamed: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
