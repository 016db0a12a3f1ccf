"""What changed from one text to another: paragraph by paragraph, and within them word by word.

Difflib's time grows with the pairs of equal words and, at worst, with their square; so the pairs
are counted first, and where there are too many a paragraph counts as replaced as a whole.
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


def differences(old: str, new: str, most_pairs: int = MOST_PAIRS) -> Difference:
    """How `old` became `new`; what is gone stands before what came in its place."""
    steps: list[Step] = []
    paragraphs = _PARAGRAPH.findall(old), _PARAGRAPH.findall(new)
    for same, was, is_now in _steps(*paragraphs, most_pairs):
        if same or not was or not is_now:
            steps.append((same, was, is_now))
        else:
            steps += _by_words(was, is_now, most_pairs)
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


def _by_words(old: str, new: str, most_pairs: int) -> list[Step]:
    """Word by word where that can still be read, else the one for the other."""
    if similarity(old, new) < _SAME_ENOUGH:
        return [(False, old, new)]
    return list(_steps(_TOKEN.findall(old), _TOKEN.findall(new), most_pairs))


def _steps(old: Sequence[str], new: Sequence[str], most_pairs: int) -> Iterator[Step]:
    head = _alike(old, new)
    tail = _alike(old[head:][::-1], new[head:][::-1])
    was, is_now = old[head : len(old) - tail], new[head : len(new) - tail]
    yield (True, "".join(old[:head]), "".join(new[:head]))
    yield from _middle(was, is_now, most_pairs)
    yield (True, "".join(old[len(old) - tail :]), "".join(new[len(new) - tail :]))


def _alike(old: Sequence[str], new: Sequence[str]) -> int:
    """How many stand at the beginning of both."""
    alike = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        alike += 1
    return alike


def _middle(old: Sequence[str], new: Sequence[str], most_pairs: int) -> Iterator[Step]:
    there = Counter(new)
    if sum(n * there[token] for token, n in Counter(old).items()) > most_pairs:
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
