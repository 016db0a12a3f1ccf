"""What the desk asks of the rooms above: who somebody is, what they may, and where people go from
anywhere.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol, TypeVar

from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.address import Address
from bot.kit.i18n import SOURCE
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.show import Place
from bot.kit.telegram.store import ChatState, WaitingUpdate
from bot.kit.telegram.visit import Sender, Visit

P = TypeVar("P")


class Gate(Protocol[P]):
    """Who somebody is and what they may: the one place where roles are checked."""

    async def load(self, session: AsyncSession, sender: Sender, chat_id: int) -> P | None: ...
    def language(self, visitor: P | None, sender: Sender) -> str: ...
    def admits(self, visitor: P | None, needs: str) -> bool: ...
    def wants_new_messages(self, visitor: P | None) -> bool: ...
    async def seen(self, session: AsyncSession, visitor: P) -> None: ...
    async def refused(self, session: AsyncSession, visit: Visit[P], needs: str) -> None: ...
    async def membership(self, session: AsyncSession, chat_id: int, *, blocked: bool) -> None: ...


@dataclass(frozen=True, slots=True)
class Ways(Generic[P]):
    """Where people go from anywhere: home, and what becomes of text that nobody expected."""

    home: Address
    visitor: Callable[[Visit[P]], Awaitable[Screen]]
    unaddressed: Callable[[Visit[P]], Awaitable[Screen]]
    unknown_command: Callable[[Visit[P]], Awaitable[Screen]]


@dataclass(frozen=True, slots=True)
class Handled:
    """The screen an update is answered with, and what the chat's row remembers.

    `must_show`: even where the screen of a later update is about to take its place. `press`: the
    message and the data of the button that it answers.
    """

    update_id: int
    screen: Screen
    place: Place
    must_show: bool = False
    chat_values: dict[str, Any] = field(default_factory=dict[str, Any])
    language: str = SOURCE
    press: tuple[int, str] | None = None


@dataclass(slots=True)
class Turn:
    """What the handling of one update finds out on its way."""

    update: WaitingUpdate
    chat: ChatState = field(default_factory=ChatState)
    visit: Any = None
    pressed_has_media: bool = False
    refused: bool = False
    draft: str | None = None
    press: tuple[int, str] | None = None
