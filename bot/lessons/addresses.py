"""Places inside lessons. Ids of the content have at most 24 characters, so all fit in 64 bytes."""

from __future__ import annotations

from dataclasses import dataclass

from bot.kit.address import Address


@dataclass(frozen=True, slots=True)
class ModulesPage(Address, prefix="lessons.modules"):
    """A page of the modules, counted from 0."""

    page: int


@dataclass(frozen=True, slots=True)
class OpenCard(Address, prefix="lessons.card"):
    """One card."""

    lesson: str
    card: str


@dataclass(frozen=True, slots=True)
class ReadMore(Address, prefix="lessons.more"):
    """What a term or fact card has no room for: other languages, sources."""

    lesson: str
    card: str


@dataclass(frozen=True, slots=True)
class FinishLesson(Address, prefix="lessons.finish"):
    """The lesson is read; `card` was its last card then."""

    lesson: str
    card: str


@dataclass(frozen=True, slots=True)
class WriteNote(Address, prefix="lessons.note"):
    """Takes the answer to a reflection card."""

    lesson: str
    card: str


@dataclass(frozen=True, slots=True)
class RewriteNote(Address, prefix="lessons.anew"):
    """Write a reflection's answer anew."""

    lesson: str
    card: str


@dataclass(frozen=True, slots=True)
class ReadNote(Address, prefix="lessons.read"):
    """A page of one's own note, counted from 0; a message holds less than ten."""

    lesson: str
    card: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class AnswerCheck(Address, prefix="lessons.check"):
    """The answer so far to a check question, packed by `bot.items`; `done` hands it in.

    `mark` is that of the item when the button was drawn.
    """

    item: str
    mark: str
    answer: str
    done: bool


@dataclass(frozen=True, slots=True)
class ReadFeedback(Address, prefix="lessons.told"):
    """A page of what there is to say about an answered check question, counted from 0."""

    item: str
    mark: str
    page: int
