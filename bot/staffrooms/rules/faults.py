"""What Telegram's refusals about groups and topics mean."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Fault(StrEnum):
    """Why something could not be done in a group. The first three stop everything there."""

    OUT = "out"  # the bot is no member any more, or the group is gone
    NO_FORUM = "no_forum"
    NO_RIGHT = "no_right"
    TOPIC_GONE = "topic_gone"
    TOPIC_CLOSED = "topic_closed"
    UNCHANGED = "unchanged"
    OTHER = "other"


STOPPING: Final = frozenset({Fault.OUT, Fault.NO_FORUM, Fault.NO_RIGHT})
_MEANINGS: Final = (
    ("topic_not_modified", Fault.UNCHANGED),
    ("not modified", Fault.UNCHANGED),
    ("thread not found", Fault.TOPIC_GONE),
    ("topic_id_invalid", Fault.TOPIC_GONE),
    ("topic_deleted", Fault.TOPIC_GONE),
    ("topic not found", Fault.TOPIC_GONE),
    ("topic_closed", Fault.TOPIC_CLOSED),
    ("not a forum", Fault.NO_FORUM),
    ("forum_missing", Fault.NO_FORUM),
    ("rights", Fault.NO_RIGHT),
    ("admin_required", Fault.NO_RIGHT),
    ("write_forbidden", Fault.NO_RIGHT),
    ("send_plain_forbidden", Fault.NO_RIGHT),
    ("need administrator", Fault.NO_RIGHT),
)


def fault_of(refusal: str) -> Fault:
    """By Telegram's own words, whose case and punctuation change."""
    said = refusal.lower()
    return next((fault for sign, fault in _MEANINGS if sign in said), Fault.OTHER)
