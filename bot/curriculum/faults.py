"""What is wrong in a content folder, and where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """A fault keeps the content from being used; a note is for the people who write it."""

    FAULT = "fault"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing to repair. `file` is relative to the content folder, `line` counts from 1."""

    file: str
    line: int
    problem: str
    remedy: str
    severity: Severity = Severity.FAULT


class ContentFaults(Exception):
    """A content folder that cannot be used; holds every fault, in the order of files and lines."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        first = self.faults[0]
        super().__init__(
            f"{len(self.faults)} faults in the content, the first: "
            f"{first.file}:{first.line}: {first.problem} — {first.remedy}"
        )
