"""What somebody would leave open if they were erased."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Open:
    """A duty, and of how many things; one that `blocks` has to be settled first."""

    what: str
    n: int
    blocks: bool
