"""What goes by itself though nobody asked for it: how long its owner is told before."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

DRAFT_AHEAD: Final = timedelta(days=30)
FILE_AHEAD: Final = timedelta(days=7)
