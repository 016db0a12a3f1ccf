"""What people are told about a meeting."""

from __future__ import annotations

from enum import StrEnum


class News(StrEnum):
    """MOVED is another time, about which everybody is asked anew; CHANGED is anything else."""

    CALLED = "called"
    MOVED = "moved"
    CHANGED = "changed"
    CANCELLED = "cancelled"
