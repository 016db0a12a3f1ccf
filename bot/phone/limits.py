"""Telegram's limits, and the pace at which a bot may send.

What counts: every message sent, copied or forwarded (each message of an album counts), and every
edit, in the budget of all chats, of its chat and of its group. Answers to callback queries, chat
actions, deletions, pins, topics, reactions, downloads and settings do not count. A refused call
costs nothing. Time is monotonic: moving the phone's clock does not open the flood gates.
"""

import math
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Sizes in bytes or UTF-16 units, pace in messages; the defaults are Telegram's."""

    flood_control: bool = True
    messages_per_second: float = 30
    chat_per_second: float = 1
    chat_burst: float = 10
    group_per_minute: float = 20
    text_units: int = 4096
    caption_units: int = 1024
    download_bytes: int = 20 * MEBIBYTE
    upload_bytes: int = 50 * MEBIBYTE
    photo_bytes: int = 10 * MEBIBYTE
    person_upload_bytes: int = 2000 * MEBIBYTE
    delete_hours: float = 48
    callback_seconds: float = 60
    keep_updates_hours: float = 24

    def multiplied(self, factor: float) -> "Limits":
        """The same limits at `factor` times the pace; sizes and periods stay."""
        return replace(
            self,
            messages_per_second=self.messages_per_second * factor,
            chat_per_second=self.chat_per_second * factor,
            chat_burst=self.chat_burst * factor,
            group_per_minute=self.group_per_minute * factor,
        )

    def changed(self, values: dict[str, Any]) -> "Limits":
        """These limits with some replaced; raises ValueError that names what is wrong."""
        known = sorted(field.name for field in fields(self))
        for name, value in values.items():
            if name not in known:
                raise ValueError(f"unknown limit {name!r}; known are {', '.join(known)}")
            _check_limit(name, value)
        return replace(self, **values)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def _check_limit(name: str, value: Any) -> None:
    if name == "flood_control":
        if not isinstance(value, bool):
            raise ValueError(f"{name} must be true or false")
    elif isinstance(value, bool) or not isinstance(value, int | float) or value <= 0:
        raise ValueError(f"{name} must be a number above zero")


class Bucket:
    """Fills at `rate` a second up to `size`; each message takes one out."""

    __slots__ = ("level", "rate", "size", "touched")

    def __init__(self, rate: float, size: float, now: float) -> None:
        self.rate = rate
        self.size = size
        self.level = size
        self.touched = now

    def wait(self, count: int, now: float) -> float:
        """Seconds until `count` may leave; 0 when they may now."""
        self.level = min(self.size, self.level + (now - self.touched) * self.rate)
        self.touched = now
        missing = min(count, self.size) - self.level
        return missing / self.rate if missing > 1e-9 else 0.0

    def take(self, count: int) -> None:
        self.level -= count

    def is_full(self, now: float) -> bool:
        return self.level + (now - self.touched) * self.rate >= self.size


class Pace:
    """The three budgets of sending: all chats, one chat, one group.

    `passed` counts messages, `refused` calls, since the limits were set.
    """

    MOST_BUCKETS = 50_000

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.passed = 0
        self.refused = 0
        self._overall = Bucket(limits.messages_per_second, limits.messages_per_second, 0.0)
        self._chats: dict[int, Bucket] = {}

    def take(self, chat_id: int, is_group: bool, count: int, now: float) -> int:
        """Takes `count` messages out and answers 0, or leaves all and answers seconds to wait."""
        if not self.limits.flood_control:
            self.passed += count
            return 0
        buckets = (self._overall, self._bucket(chat_id, is_group, now))
        wait = max(bucket.wait(count, now) for bucket in buckets)
        if wait > 0:
            self.refused += 1
            return max(1, math.ceil(wait))
        for bucket in buckets:
            bucket.take(count)
        self.passed += count
        return 0

    def _bucket(self, chat_id: int, is_group: bool, now: float) -> Bucket:
        bucket = self._chats.get(chat_id)
        if bucket is None:
            if len(self._chats) >= self.MOST_BUCKETS:
                self._forget_full(now)
            bucket = self._chats[chat_id] = self._new_bucket(is_group, now)
        return bucket

    def _new_bucket(self, is_group: bool, now: float) -> Bucket:
        if is_group:
            return Bucket(self.limits.group_per_minute / 60, self.limits.group_per_minute, now)
        return Bucket(self.limits.chat_per_second, self.limits.chat_burst, now)

    def _forget_full(self, now: float) -> None:
        self._chats = {chat: one for chat, one in self._chats.items() if not one.is_full(now)}
