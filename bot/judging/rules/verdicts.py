"""What assessors say of criteria, and what holds where several have said something."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from bot.curriculum.verdicts import Verdict

LONGEST_COMMENT: Final = 600


Marks: TypeAlias = Mapping[str, Verdict]


@dataclass(frozen=True, slots=True)
class Noted:
    """One assessor on one criterion; without a mark it is a comment on the way to one."""

    mark: Verdict | None = None
    comment: str = ""

    @property
    def lacks_mark(self) -> bool:
        return self.mark is None

    @property
    def lacks_reason(self) -> bool:
        """*Partly* and *not yet* say what is missing; *met* may stand alone."""
        return self.mark in (Verdict.PARTLY, Verdict.NOT_YET) and not self.comment

    @property
    def is_whole(self) -> bool:
        return not self.lacks_mark and not self.lacks_reason


NOTHING: Final = Noted()


def first_unfinished(criteria: Iterable[str], verdicts: Mapping[str, Noted]) -> int | None:
    """The position of the first criterion that cannot be signed yet; None where all can."""
    for position, criterion in enumerate(criteria):
        if not verdicts.get(criterion, NOTHING).is_whole:
            return position
    return None


def combine(
    first: Marks, second: Marks | None = None, third: Marks | None = None
) -> dict[str, Verdict | None]:
    """What holds of each criterion; None where two differ and no third has judged it.

    Never a mean: where two differ, the third's mark holds. Where they agree, a third one's does
    not count, and neither does it matter who of the two came first.
    """
    if second is None:
        return dict(first)
    decided = third or {}
    return {
        criterion: mark if second[criterion] is mark else decided.get(criterion)
        for criterion, mark in first.items()
    }


def disputed(first: Marks, second: Marks) -> tuple[str, ...]:
    """The criteria on which two differ, in the order of the first."""
    return tuple(c for c, mark in first.items() if second[c] is not mark)


def carried_over(criteria: Iterable[str], met_before: Iterable[str]) -> tuple[str, ...]:
    """The criteria that are not judged again: what was met stays met, under the same profile."""
    met = frozenset(met_before)
    return tuple(criterion for criterion in criteria if criterion in met)


def packed(marks: Marks) -> str:
    """As a row holds it: `1.1.c1:met 1.1.c2:partly`."""
    return " ".join(f"{criterion}:{mark}" for criterion, mark in marks.items())


def unpacked(words: str) -> dict[str, Verdict]:
    """The inverse of `packed`."""
    pairs = (pair.rpartition(":") for pair in words.split())
    return {criterion: Verdict(mark) for criterion, _, mark in pairs}
