"""Pressed buttons and the bot's answers to them."""

import asyncio
import secrets
from dataclasses import dataclass, field

from bot.phone.clock import PhoneClock
from bot.phone.errors import bad_request
from bot.phone.json_values import Json

_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
_MOST_KEPT = 20_000


@dataclass
class Press:
    """One callback query; `answer` comes once."""

    id: str
    person_id: int
    chat_id: int
    message_id: int
    date: float
    answer: Json | None = None
    answered: asyncio.Event = field(default_factory=asyncio.Event)

    async def wait(self, seconds: float) -> None:
        """Until the bot answers, at most this long."""
        try:
            await asyncio.wait_for(self.answered.wait(), seconds)
        except TimeoutError:
            return


class Callbacks:
    """The last presses. They are not kept over a restart: by then they are too old anyway."""

    def __init__(self, clock: PhoneClock) -> None:
        self._clock = clock
        self._presses: dict[str, Press] = {}

    def press(self, person_id: int, chat_id: int, message_id: int) -> Press:
        while len(self._presses) >= _MOST_KEPT:
            del self._presses[next(iter(self._presses))]
        query_id = str(secrets.randbits(62) + 1)
        press = Press(query_id, person_id, chat_id, message_id, self._clock.now())
        self._presses[press.id] = press
        return press

    def find(self, query_id: str) -> Press | None:
        return self._presses.get(query_id)

    def answer(self, query_id: str, answer: Json, seconds: float) -> Press:
        """Keeps the answer; raises 400 for a second one or when `seconds` have passed."""
        press = self._presses.get(query_id)
        if press is None or press.answer is not None:
            raise bad_request(_TOO_OLD)
        if self._clock.now() - press.date > seconds:
            raise bad_request(_TOO_OLD)
        press.answer = answer
        press.answered.set()
        return press
