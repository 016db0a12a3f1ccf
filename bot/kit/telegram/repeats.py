"""Presses that come twice because a finger was quick: one answer is enough.

A press under a message that stays, or one that turns words into a picture, is answered by a new
message; without this a second press of the same button would send the same once more.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from bot.kit.telegram.gate import Handled
from bot.kit.telegram.screen import Screen

WITHIN: Final = 2.0  # seconds from one answer to the next
MOST: Final = 1000
Press: TypeAlias = tuple[int, str]  # the message, and the data of its button


@dataclass(frozen=True, slots=True)
class _Answer:
    press: Press
    screen: Screen
    message_id: int
    at: float


@dataclass
class Repeats:
    """What each chat was answered with last, for a moment; `now` counts seconds."""

    now: Callable[[], float] = time.monotonic
    _last: dict[int, _Answer] = field(default_factory=dict[int, _Answer])

    def answered(self, handled: Handled) -> int | None:
        """The message that says this already, as the answer to the same press just now."""
        last = self._last.get(handled.place.chat_id)
        if last is None or self.now() - last.at > WITHIN:
            return None
        same = (last.press, last.screen) == (handled.press, handled.screen)
        return last.message_id if same else None

    def note(self, handled: Handled, message_id: int | None) -> None:
        """What was shown. An edited message needs no memory: editing it again changes nothing."""
        self._last.pop(handled.place.chat_id, None)
        if handled.press is None or message_id is None or message_id == handled.place.pressed:
            return
        if len(self._last) >= MOST:
            self._last.clear()
        answer = _Answer(handled.press, handled.screen, message_id, self.now())
        self._last[handled.place.chat_id] = answer
