"""What one reading of a content folder brings to light besides the values themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple

from bot.curriculum.faults import Fault, Severity
from bot.curriculum.words import SOURCE_LANGUAGE, Phrase

WHERE: Final = {
    "unit": "profile.yaml",
    "outcome": "profile.yaml",
    "statement": "profile.yaml",
    "module": "modules.yaml",
    "lesson": "lessons/",
    "quiz": "quizzes/",
    "term": "glossary.yaml",
}


class Place(NamedTuple):  # there are tens of thousands: a data class takes twice the time
    """A line of a file, counted from 1."""

    file: str
    line: int


class Located(NamedTuple):
    """A word or text as written, and where."""

    value: str
    place: Place


@dataclass(frozen=True, slots=True)
class Standing:
    """A phrase of the curriculum, and where it stands in each language that it exists in."""

    phrase: Phrase
    located: Mapping[str, Located]

    def place(self, language: str) -> Place:
        """Where the text stands that is shown in a language: the English one where it has none."""
        return self.located[language if language in self.located else SOURCE_LANGUAGE].place


@dataclass(frozen=True, slots=True)
class Dated:
    """The days of a fact, each with its line: when checked, and from when on withdrawn."""

    valid_as_of: date | None
    checked_at: Place
    review_by: date | None
    reviewed_at: Place


@dataclass(slots=True)
class Findings:
    """Faults, and what can only be judged when everything has been read."""

    faults: list[Fault] = field(default_factory=list[Fault])
    phrases: list[Standing] = field(default_factory=list[Standing])
    sources: list[Located] = field(default_factory=list[Located])
    dated: list[Dated] = field(default_factory=list[Dated])
    _ids: defaultdict[str, dict[str, Place]] = field(default_factory=lambda: defaultdict(dict))
    _references: list[tuple[str, str, Place]] = field(default_factory=list[tuple[str, str, Place]])

    def fault(self, place: Place, problem: str, remedy: str) -> None:
        self.faults.append(Fault(place.file, place.line, problem, remedy))

    def note(self, place: Place, problem: str, remedy: str) -> None:
        self.faults.append(Fault(place.file, place.line, problem, remedy, Severity.NOTE))

    def define(self, kind: str, identity: str, place: Place) -> None:
        """An id is taken; a second taking of the same kind is a fault."""
        if not identity:
            return
        first = self._ids[kind].setdefault(identity, place)
        if first is not place:
            self.fault(
                place,
                f"the {kind} id `{identity}` is used already in {first.file}:{first.line}",
                "give this one an id of its own",
            )

    def place_of(self, kind: str, identity: str) -> Place:
        """Where the id is taken. Raises KeyError for one that is not."""
        return self._ids[kind][identity]

    def refer(self, kind: str, identity: str, place: Place) -> None:
        """Something of this kind has to exist, in whatever file."""
        self._references.append((kind, identity, place))

    def settle_references(self) -> None:
        for kind, identity, place in self._references:
            if identity not in self._ids[kind]:
                self.fault(
                    place,
                    f"no {kind} has the id `{identity}`",
                    f"correct the id, or add the {kind} in {WHERE[kind]}",
                )
