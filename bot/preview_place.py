"""Where an author is on the phone, and where that is after what is taught has changed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from bot import places
from bot.curriculum.curriculum import Curriculum
from bot.kit.address import Address, AddressFault, unpack
from bot.kit.telegram.screen import STAYS
from bot.lessons.addresses import AnswerCheck, OpenCard, ReadFeedback
from bot.lessons.rules import find_card, find_check

# Rooms whose screens show what is taught; a press there can be made again without harm.
ROOMS: Final = ("booklets", "home", "lessons", "library", "needs", "plan", "quizzes")
Updates: TypeAlias = "list[dict[str, Any]]"


@dataclass(slots=True)
class Trail:
    """Lets the updates through to `receive` and remembers where the author's newest press led.

    `at` is None after a command: what it shows was not pressed.
    """

    author: int
    receive: Callable[[Updates], Awaitable[None]]
    at: Address | None = None

    async def note(self, updates: Updates) -> None:
        for update in updates:
            self._note(update)
        await self.receive(updates)

    def _note(self, update: Mapping[str, Any]) -> None:
        query, message = update.get("callback_query"), update.get("message")
        if query is not None and query["from"]["id"] == self.author:
            self.at = _address(query.get("data", ""))
        elif message is not None and message["from"]["id"] == self.author:
            is_command = message.get("text", "").startswith("/")
            self.at = None if is_command else self.at


def _address(data: str) -> Address | None:
    try:
        return unpack(data.removeprefix(STAYS))
    except AddressFault:
        return None


def same_place(at: Address | None, before: Curriculum, now: Curriculum) -> Address | None:
    """What shows the same again: in a lesson the card, or its first one where the card is gone.

    None where nothing that is taught is shown. What other rooms miss, they say themselves.
    """
    if at is None or at.prefix.split(".")[0] not in ROOMS:
        return None
    if isinstance(at, AnswerCheck | ReadFeedback):
        there = find_check(now, at.item)
        if there and there.card.item and there.card.item.mark == at.mark:
            return at
        asked = there or find_check(before, at.item)
        at = OpenCard(asked.lesson.id, asked.card.id) if asked else places.OpenModules()
    lesson, card = getattr(at, "lesson", None), getattr(at, "card", None)
    if lesson is None or card is None or find_card(now, lesson, card) is not None:
        return at
    return first_card(now, lesson)


def first_card(curriculum: Curriculum, lesson: str) -> Address:
    """Where a lesson begins; all modules where there is no such lesson."""
    found = curriculum.lessons.get(lesson)
    return OpenCard(lesson, found.cards[0].id) if found else places.OpenModules()
