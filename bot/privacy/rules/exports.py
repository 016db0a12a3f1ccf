"""Where somebody's ZIP of all their data stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """`size` in bytes; `again_at` is when a new one can be had."""

    may_make: bool
    making: bool = False
    ready: bool = False
    size: int = 0
    until: datetime | None = None
    again_at: datetime | None = None
