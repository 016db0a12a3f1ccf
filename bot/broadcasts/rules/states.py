"""The life of a broadcast, and what its progress says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from bot.broadcasts.rules.audience import Audience
from bot.broadcasts.rules.media import Media


class State(StrEnum):
    """Draft, then (confirmed) preparing, approval if it is large, sending, and an end."""

    DRAFT = "draft"
    PREPARING = "preparing"
    APPROVAL = "approval"
    SENDING = "sending"
    PAUSED = "paused"
    WITHDRAWN = "withdrawn"
    FINISHED = "finished"
    DISCARDED = "discarded"  # a draft nobody wants; its row of the audit log stays


UNSENT: Final = frozenset({State.DRAFT, State.PREPARING, State.APPROVAL})
UNDERWAY: Final = frozenset({State.SENDING, State.PAUSED})
SENT: Final = frozenset({State.SENDING, State.PAUSED, State.FINISHED})
# What stands in the outbox of one person's message, once nothing more happens to it by itself.
OPEN: Final = frozenset({"waiting", "claimed"})
FOLLOW_EVERY: Final = timedelta(seconds=3)
FOLLOWERS_APART: Final = timedelta(seconds=2)  # of two tasks that follow one the later gives way
FOLLOW_AGAIN: Final = timedelta(seconds=20)  # the tick takes over from a task that is gone


@dataclass(frozen=True, slots=True)
class Broadcast:
    """One message to many, without its texts. Times of day are wall time in `zone`."""

    id: int
    composer_id: int
    state: State
    version: int
    audience: Audience
    fallback: str | None
    media: Media
    album: str | None
    send_on: date | None
    send_at: time | None
    zone: str
    own_zones: bool
    asked_count: int | None
    confirmed_count: int | None
    frozen_after: int
    frozen_until: int
    batch_id: int | None
    approver_id: int | None
    live_chat: int | None
    live_message: int | None
    followed_at: datetime | None
    followed_done: int
    made_at: datetime
    started_at: datetime | None
    finished_at: datetime | None

    @property
    def is_unsent(self) -> bool:
        return self.state in UNSENT


@dataclass(frozen=True, slots=True)
class Counts:
    """How many recipients' messages stand in which state of the outbox; `first_due` and `last_due`
    are of those that wait.
    """

    of: Mapping[str, int]
    first_due: datetime | None = None
    last_due: datetime | None = None

    def number(self, *states: str) -> int:
        return sum(self.of.get(state, 0) for state in states)

    @property
    def total(self) -> int:
        return sum(self.of.values())

    @property
    def left(self) -> int:
        return self.number(*OPEN)

    @property
    def done(self) -> int:
        return self.total - self.left

    @property
    def sent(self) -> int:
        """What reached a phone, whatever became of it afterwards."""
        return self.number("sent", "deleted", "kept")

    def is_scheduled(self, now: datetime) -> bool:
        """Whether nothing has been sent yet and nothing is due."""
        return self.done == 0 and self.first_due is not None and self.first_due > now


class Deed(StrEnum):
    """What the audit log knows of."""

    BEGUN = "begun"
    WROTE = "wrote"
    REMOVED = "removed"
    ATTACHED = "attached"
    CHOSE = "chose"
    TIMED = "timed"
    CONFIRMED = "confirmed"
    TAKEN_BACK = "taken_back"
    APPROVED = "approved"
    DECLINED = "declined"
    STARTED = "started"
    PAUSED = "paused"
    RESUMED = "resumed"
    WITHDRAWN = "withdrawn"
    CHANGED = "changed"
    RESENT = "resent"
    FINISHED = "finished"
    DISCARDED = "discarded"


@dataclass(frozen=True, slots=True)
class Event:
    """A row of the audit log; `by` is a name, `detail` a number, a language or a reason."""

    what: str
    by: str
    at: datetime
    detail: str | None


def needs_approval(recipients: int, threshold: int) -> bool:
    return recipients > threshold


def expected_end(
    counts: Counts,
    now: datetime,
    *,
    before: tuple[datetime, int] | None,
    per_second: float,
    pause: float = 0.0,
) -> datetime | None:
    """When the last message will have gone; None when none is left.

    The speed is that since `before` (an instant, and how many were done then), else the permitted
    one; `pause` is the seconds that Telegram asked for.
    """
    if not counts.left:
        return None
    speed = per_second
    if before is not None:
        elapsed, done = (now - before[0]).total_seconds(), counts.done - before[1]
        if elapsed > 0 and done > 0:
            speed = min(per_second, done / elapsed)
    end = now + timedelta(seconds=pause + counts.left / speed)
    return max(end, counts.last_due) if counts.last_due else end


def next_look(counts: Counts, now: datetime) -> datetime:
    """When to look again: soon while something is due, else when the next message is."""
    soon = now + FOLLOW_EVERY
    if counts.of.get("claimed") or counts.first_due is None:
        return soon
    return max(soon, counts.first_due)
