"""One update of one person while it is handled: what they did, who they are, and the session it
happens in.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, TypeVar

from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.address import Address
from bot.kit.i18n import Words
from bot.kit.refusals import NotAllowed
from bot.kit.settings import Settings
from bot.kit.telegram.screen import MediaKind
from bot.kit.text import Text, plain

P = TypeVar("P")


@dataclass(frozen=True, slots=True)
class Sender:
    """The Telegram account behind an update."""

    id: int
    first_name: str
    language_code: str | None = None


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as Telegram announces it; its name, size and type are claims, nothing more."""

    kind: MediaKind
    file_id: str
    file_unique_id: str
    size: int | None
    name: str | None
    mime: str | None
    duration: int | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """A message as a person sent it. `text` is the caption where there is an upload."""

    message_id: int
    text: Text = ()
    upload: Upload | None = None
    album: str | None = None
    other: str | None = None
    quote: str | None = None

    @property
    def words(self) -> str:
        return plain(self.text)


@dataclass(frozen=True, slots=True)
class Group:
    """A group that somebody acts in; `thread` is the topic's id there, 0 outside of topics."""

    id: int
    title: str
    thread: int = 0


@dataclass(slots=True)
class Visit(Generic[P]):
    """Handed to every handler. `person` raises NotAllowed for a visitor who has not joined.

    `expects` is what the chat was waiting for: a screen that moves nobody's place keeps it.
    `draft` or `draft_files` is what was sent last and belonged nowhere. `group` is None in a
    private chat.
    """

    session: AsyncSession
    chat_id: int
    sender: Sender
    words: Words
    now: datetime
    bot_name: str
    settings: Settings
    visitor: P | None = None
    received: Received | None = None
    pressed_message: int | None = None
    draft: Text = ()
    draft_files: tuple[Received, ...] = ()
    expects: Address | None = None
    group: Group | None = None
    kept: list[Callable[[AsyncSession], Awaitable[None]]] = field(
        default_factory=list[Callable[[AsyncSession], Awaitable[None]]]
    )

    @property
    def person(self) -> P:
        if self.visitor is None:
            raise NotAllowed
        return self.visitor

    @property
    def message(self) -> Received:
        """The message that was sent; only in handlers of written answers and commands."""
        if self.received is None:
            raise LookupError("nothing was sent: this handler answers a press")
        return self.received

    def keep(self, write: Callable[[AsyncSession], Awaitable[None]]) -> None:
        """Something to write even if a refusal rolls everything else back: a throttle, an audit
        row.
        """
        self.kept.append(write)
