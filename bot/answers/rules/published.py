"""An answer that is made, published, looked at again or withdrawn, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from bot.cohorts.rules import covers
from bot.kit.text import Text
from bot.people.rules import Person, Role

CONTENT: Final = "c."  # how the index names what the content has
STAFF: Final = "p."  # and what staff have published
LONGEST_QUESTION: Final = 200
LONGEST_ANSWER: Final = 2000


class State(StrEnum):
    """Where an answer stands in its life."""

    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Worded:
    """Question and answer in one language."""

    language: str
    question: str
    answer: str

    @property
    def is_whole(self) -> bool:
        return bool(self.question.strip() and self.answer.strip())


@dataclass(frozen=True, slots=True)
class Answer:
    """`live` is what readers have, by language; `waiting` is written and not published yet.

    `cleared` are words that somebody has said to name nobody.
    """

    id: int
    public_id: str
    author_id: int
    asker_id: int | None
    state: State
    topic: str
    country: str | None
    language: str
    cleared: frozenset[str]
    version: int
    published_at: datetime | None
    valid_as_of: date | None
    review_by: date | None
    live: Mapping[str, Worded] = field(default_factory=dict[str, Worded])
    waiting: Mapping[str, Worded] = field(default_factory=dict[str, Worded])

    def is_late(self, today: date) -> bool:
        """Nobody has looked at it again in time."""
        return self.review_by is not None and today >= self.review_by

    def read_in(self, language: str) -> Worded:
        """As readers have it: in their language, in English, or as it was written first.

        Raises LookupError where nothing is published.
        """
        for one in (language, "en", self.language, *self.live):
            if one in self.live:
                return self.live[one]
        raise LookupError("nothing is published")

    @property
    def languages(self) -> frozenset[str]:
        """In which it is, published or not."""
        return frozenset({*self.live, *self.waiting})

    def newest(self, language: str) -> Worded | None:
        """What staff work on: what waits, else what readers have."""
        return self.waiting.get(language) or self.live.get(language)


@dataclass(frozen=True, slots=True)
class Read:
    """An answer as somebody reads it, from wherever it is; `language` is the one it is in."""

    reference: str
    language: str
    question: str
    answer: Text
    source: str = ""
    valid_as_of: date | None = None
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Helped:
    """How many said that an answer helped, of how many who said anything."""

    yes: int
    all: int


@dataclass(frozen=True, slots=True)
class LookedAfter:
    """A line of what somebody looks after."""

    public_id: str
    state: State
    question: str
    review_by: date | None


def may_change(person: Person, answer: Answer) -> bool:
    """Whoever made it, as long as they answer questions; what is published, also coordinators whose
    scope holds its country, or all of them for all countries.
    """
    if answer.author_id == person.id:
        return not {Role.TUTOR, Role.COORDINATOR}.isdisjoint(person.roles)
    if answer.state is State.DRAFT:
        return False
    return covers(person, [Role.COORDINATOR], country=answer.country, cohort_ids=())


def a_year_after(day: date) -> date:
    """When its facts are to be looked at again."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # the 29th of February
        return day.replace(year=day.year + 1, day=28)
