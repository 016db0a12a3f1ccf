"""What an assessor reads, beside what an earlier round had of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.judging.rules.rounds import Part, Work


class Since(StrEnum):
    """How a version in a further round stands to the earlier ones."""

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Judged:
    """Which version of a piece an earlier round had, and the number of that round."""

    version: int
    round: int


@dataclass(frozen=True, slots=True)
class Seen:
    """A version in a round that lies open; `before` is what an earlier round had of the piece."""

    work: Work
    part: Part
    before: Judged | None = None

    @property
    def since(self) -> Since:
        if self.before is None:
            return Since.NEW
        changed = self.before.version < self.part.frozen.version
        return Since.CHANGED if changed else Since.SAME
