"""Whom a broadcast reaches: values chosen per dimension, and exclusions."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, TypeAlias

from bot.people.rules import Role


class Dimension(StrEnum):
    """What people are chosen by."""

    COHORT = "cohort"
    COUNTRY = "country"
    SECTOR = "sector"
    LANGUAGE = "language"
    NEEDS = "needs"
    ROLE = "role"


class NeedsStep(StrEnum):
    """How far somebody is with the first training-needs analysis."""

    NOT_STARTED = "not_started"
    STARTED = "started"
    FINISHED = "finished"


class Mark(StrEnum):
    """What is said of one value."""

    NEITHER = "neither"
    IN = "in"
    OUT = "out"


Values: TypeAlias = Mapping[Dimension, frozenset[str]]


def _nothing() -> Values:
    return {}


@dataclass(frozen=True, slots=True)
class Audience:
    """Within a dimension any of the values will do, over the dimensions all must; then whoever has
    a value of `left_out` is left out.
    """

    chosen: Values = field(default_factory=_nothing)
    left_out: Values = field(default_factory=_nothing)

    def mark(self, dimension: Dimension, value: str) -> Mark:
        if value in self.chosen.get(dimension, ()):
            return Mark.IN
        return Mark.OUT if value in self.left_out.get(dimension, ()) else Mark.NEITHER


LONGEST_NAME: Final = 40
MOST_SAVED: Final = 50


@dataclass(frozen=True, slots=True)
class SavedAudience:
    """Rules kept under a name of their owner's."""

    id: int
    name: str
    audience: Audience


BEGINS_WITH: Final = Audience({Dimension.ROLE: frozenset({str(Role.TRAINEE)})})
_NEXT: Final = {Mark.NEITHER: Mark.IN, Mark.IN: Mark.OUT, Mark.OUT: Mark.NEITHER}


def toggled(audience: Audience, dimension: Dimension, value: str) -> Audience:
    """A press goes round: in, left out, neither."""
    mark = _NEXT[audience.mark(dimension, value)]
    return Audience(
        _with(audience.chosen, dimension, value, present=mark is Mark.IN),
        _with(audience.left_out, dimension, value, present=mark is Mark.OUT),
    )


def _with(values: Values, dimension: Dimension, value: str, *, present: bool) -> Values:
    of = values.get(dimension, frozenset[str]()) - {value}
    changed = {**values, dimension: of | {value} if present else of}
    return {dimension: of for dimension, of in changed.items() if of}


def matches(audience: Audience, traits: Values) -> bool:
    """Whether somebody with these values per dimension is meant."""
    none: frozenset[str] = frozenset()
    if any(of & traits.get(dimension, none) for dimension, of in audience.left_out.items()):
        return False
    return all(of & traits.get(dimension, none) for dimension, of in audience.chosen.items())


def to_json(audience: Audience) -> str:
    return json.dumps([_listed(audience.chosen), _listed(audience.left_out)])


def _listed(values: Values) -> dict[str, list[str]]:
    return {str(dimension): sorted(of) for dimension, of in sorted(values.items())}


def from_json(packed: str) -> Audience:
    """The inverse of `to_json`."""
    chosen, left_out = json.loads(packed)
    return Audience(_values(chosen), _values(left_out))


def _values(listed: Mapping[str, list[str]]) -> Values:
    return {Dimension(dimension): frozenset(of) for dimension, of in listed.items()}
