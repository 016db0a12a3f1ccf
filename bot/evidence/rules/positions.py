"""What becomes of the place that a file says it was made at."""

from __future__ import annotations

from enum import StrEnum


class Position(StrEnum):
    """Asked about once; nobody but the trainee gets the file before it is answered.

    open → kept, or → removing → removed; kept may still become removing until it is handed in.
    """

    OPEN = "open"
    KEPT = "kept"
    REMOVING = "removing"
    REMOVED = "removed"

    @property
    def is_open(self) -> bool:
        """Whether the file may still say what nobody has agreed to."""
        return self in (Position.OPEN, Position.REMOVING)
