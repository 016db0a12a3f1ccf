"""Which part of the queue somebody looks at: a topic, and a country or a cohort."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.tutoring.rules.thread import About


class Topic(StrEnum):
    """What questions are about."""

    ALL = "all"
    LESSON = "lesson"
    QUIZ = "quiz"
    EVIDENCE = "evidence"
    OTHER = "other"


ABOUT: Final = {
    Topic.LESSON: About.CARD,
    Topic.QUIZ: About.ITEM,
    Topic.EVIDENCE: About.EVIDENCE,
    Topic.OTHER: About.NONE,
}
TOPIC_OF: Final = {str(about): topic for topic, about in ABOUT.items()}


@dataclass(frozen=True, slots=True)
class Place:
    """Where whoever asked belongs: the code of a country or the number of a cohort."""

    country: str | None = None
    cohort: int | None = None

    def pack(self) -> str:
        """As it stands in an address; `read_place` is its inverse."""
        if self.country is not None:
            return f"c.{self.country}"
        return "" if self.cohort is None else f"g.{self.cohort}"


EVERYWHERE: Final = Place()


def read_place(packed: str) -> Place:
    """What is no place is everywhere."""
    kind, _, which = packed.partition(".")
    if kind == "c" and len(which) == 2 and which.isalpha():
        return Place(country=which)
    if kind == "g" and which.isascii() and which.isdecimal() and len(which) <= 9:
        return Place(cohort=int(which))
    return EVERYWHERE


@dataclass(frozen=True, slots=True)
class Counted:
    """A place with how many questions wait there; `name` is a cohort's."""

    place: Place
    number: int
    name: str = ""
