"""What is said of a criterion: three words, in order, and nothing between them or beyond them."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Verdict(StrEnum):
    """Of one criterion, seen in evidence. It is said with `words(verdict.words_key)`."""

    MET = "met"
    PARTLY = "partly"
    NOT_YET = "not_yet"

    @property
    def step(self) -> int:
        """0 for not yet, 1 for partly, 2 for met: an order, no points to add up."""
        return (Verdict.NOT_YET, Verdict.PARTLY, Verdict.MET).index(self)

    @property
    def words_key(self) -> str:
        """The key of its word in the catalogues."""
        return _WORDS[self]


_WORDS: Final = {
    Verdict.MET: "kit.verdict.met",
    Verdict.PARTLY: "kit.verdict.partly",
    Verdict.NOT_YET: "kit.verdict.not_yet",
}
