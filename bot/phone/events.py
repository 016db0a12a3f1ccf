"""What the pages of the phones hear, live: a bounded line of numbered events.

Readers keep a place in the one shared line instead of a queue of their own, so a slow reader
costs nothing; one that falls behind the line is told to load everything anew (`reset`).
"""

import asyncio
import json
import time
from collections import deque
from typing import Any

from bot.phone.json_values import Json

LENGTH = 2000


class Events:
    """Ids grow over restarts as well, because they start at the clock's milliseconds."""

    def __init__(self, length: int = LENGTH) -> None:
        self._line: deque[Json] = deque(maxlen=length)
        self.last_id = int(time.time() * 1000)
        self._news = asyncio.Event()

    def emit(self, kind: str, chat_id: int | None, person_ids: list[int], **payload: Any) -> None:
        self.last_id += 1
        event = {"id": self.last_id, "type": kind, "chat_id": chat_id, "person_ids": person_ids}
        self._line.append(event | payload)
        self._news.set()

    def wake(self) -> None:
        """Lets every reader look around once, as when the server closes."""
        self._news.set()

    def after(self, event_id: int) -> list[Json] | None:
        """Events later than `event_id`, oldest first; None when some of them are gone."""
        if event_id > self.last_id:
            return None
        missing = self.last_id - event_id
        if missing > len(self._line):
            return None
        return list(self._line)[len(self._line) - missing :]

    async def wait(self, seconds: float) -> bool:
        """Whether anything happened within `seconds`."""
        if self._news.is_set():
            self._news = asyncio.Event()
        try:
            await asyncio.wait_for(self._news.wait(), seconds)
        except TimeoutError:
            return False
        return True


def as_stream(event: Json) -> bytes:
    """One event in the text/event-stream format."""
    body = json.dumps(event, ensure_ascii=False, separators=(",", ":"))
    return f"id: {event['id']}\ndata: {body}\n\n".encode()
