"""Which messages in a chat are ours and new enough to be deleted, as the chat's row keeps it.

`123@494412 ` is the message 123, sent in that hour since 1970. The newest two hundred or so are
kept, with the update that is written anyway once a screen was shown.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Final

DELETABLE: Final = timedelta(hours=48)  # Telegram lets nobody delete older ones
LONGEST: Final = 3_000  # letters; beyond it the oldest go
_NOTED: Final = re.compile(r"(\d+)@(\d+) ")


def noted(message_id: int, at: datetime) -> str:
    """To be put behind what is kept."""
    return f"{message_id}@{_hour(at)} "


def still_deletable(kept: str | None, now: datetime) -> list[int]:
    """The ids of those that can be deleted yet, the oldest first."""
    written = kept or ""
    if len(written) >= LONGEST:
        written = written.partition(" ")[2]  # the first may have lost its first digits
    since = _hour(now - DELETABLE)
    found = ((int(one[1]), int(one[2])) for one in _NOTED.finditer(written))
    return list(dict.fromkeys(message for message, hour in found if hour >= since))


def _hour(at: datetime) -> int:
    return int(at.timestamp()) // 3600
