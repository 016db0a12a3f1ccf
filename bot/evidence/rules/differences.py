"""What changed from one text to another: paragraph by paragraph, and within them word by word.

Difflib's time grows with the pairs of equal words and, at worst, with far more; so the pairs are
counted first, for a text as a whole. Paragraphs for which too few are left count as replaced.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby
from typing import Final, TypeAlias

MOST_PAIRS: Final = 20_000
# A word with its accents and the blank before it: blanks alone would be most of the equal pairs.
# Signs that stand together (the parts of an emoji) stay together.
_TOKEN: Final = re.compile(r"\s*\w[\w\u0300-\u036f’'-]*|\s*[^\w\s]+|\s+")
_PARAGRAPH: Final = re.compile(r"[^\n]*\n+|[^\n]+")
_SAME_ENOUGH: Final = 0.3


class Change(StrEnum):
    SAME = "same"
    GONE = "gone"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Run:
    """Some words and what became of them; never empty."""

    change: Change
    words: str


Difference: TypeAlias = tuple[Run, ...]
Step: TypeAlias = tuple[bool, str, str]  # whether it stayed, how it was, how it is


@dataclass(slots=True)
class _Budget:
    """How many pairs may still be compared."""

    left: int

    def spend(self, pairs: int) -> bool:
        """Whether there are so many; they are gone then."""
        enough = pairs <= self.left
        self.left -= pairs if enough else 0
        return enough


def differences(old: str, new: str, most_pairs: int = MOST_PAIRS) -> Difference:
    """How `old` became `new`; what is gone stands before what came in its place."""
    budget, steps = _Budget(most_pairs), list[Step]()
    paragraphs = _PARAGRAPH.findall(old), _PARAGRAPH.findall(new)
    for same, was, is_now in _steps(*paragraphs, budget):
        if same or not was or not is_now:
            steps.append((same, was, is_now))
        else:
            steps += _by_words(was, is_now, budget)
    return tuple(_runs(steps))


def before(difference: Iterable[Run]) -> str:
    """The older text."""
    return "".join(run.words for run in difference if run.change is not Change.ADDED)


def after(difference: Iterable[Run]) -> str:
    """The newer text."""
    return "".join(run.words for run in difference if run.change is not Change.GONE)


def similarity(old: str, new: str) -> float:
    """Which share of their words two texts have in common, wherever they stand: 0 to 1."""
    one, other = Counter(_words(old)), Counter(_words(new))
    most = max(one.total(), other.total())
    return (one & other).total() / most if most else 1.0


def _words(of: str) -> list[str]:
    return [token.strip() for token in _TOKEN.findall(of)]


def _by_words(old: str, new: str, budget: _Budget) -> list[Step]:
    """Word by word where that can still be read, else the one for the other."""
    if similarity(old, new) < _SAME_ENOUGH:
        return [(False, old, new)]
    return list(_steps(_TOKEN.findall(old), _TOKEN.findall(new), budget))


def _steps(old: Sequence[str], new: Sequence[str], budget: _Budget) -> Iterator[Step]:
    head = _alike(old, new)
    tail = _alike(old[head:][::-1], new[head:][::-1])
    was, is_now = old[head : len(old) - tail], new[head : len(new) - tail]
    yield (True, "".join(old[:head]), "".join(new[:head]))
    yield from _middle(was, is_now, budget)
    yield (True, "".join(old[len(old) - tail :]), "".join(new[len(new) - tail :]))


def _alike(old: Sequence[str], new: Sequence[str]) -> int:
    """How many stand at the beginning of both."""
    alike = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        alike += 1
    return alike


def _middle(old: Sequence[str], new: Sequence[str], budget: _Budget) -> Iterator[Step]:
    there = Counter(new)
    if not budget.spend(sum(n * there[token] for token, n in Counter(old).items())):
        yield (False, "".join(old), "".join(new))
        return
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, from_old, to_old, from_new, to_new in matcher.get_opcodes():
        yield (tag == "equal", "".join(old[from_old:to_old]), "".join(new[from_new:to_new]))


def _runs(steps: Iterable[Step]) -> Iterator[Run]:
    """Neighbours of one sort together."""
    filled = (step for step in steps if step[1] or step[2])
    for same, group in groupby(filled, key=lambda step: step[0]):
        parts = list(group)
        old, new = "".join(p[1] for p in parts), "".join(p[2] for p in parts)
        yield from _of_group(old, new, same=same)


def _of_group(old: str, new: str, *, same: bool) -> Iterator[Run]:
    if same:
        yield Run(Change.SAME, old)
        return
    if old:
        yield Run(Change.GONE, old)
    if new:
        yield Run(Change.ADDED, new)
