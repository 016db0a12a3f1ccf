"""A refusal is no crash: it carries the key of the sentence a person gets, and the values in it."""

from __future__ import annotations

from typing import ClassVar

from bot.kit.address import Address


class Refusal(Exception):
    """Something that may not or cannot be done now. Subclasses set `words`, a key of the
    catalogue.
    """

    words: ClassVar[str] = "kit.refused"

    def __init__(self, *, instead: Address | None = None, **values: object) -> None:
        super().__init__(self.words)
        self.values = values
        self.instead = instead


class ScreenOutdated(Refusal):
    """What a button named no longer exists or has moved on; `instead` is what to show with the
    sentence.
    """

    words = "kit.screen_outdated"


class NotAllowed(Refusal):
    """The role this needs is one the person does not have, here."""

    words = "kit.not_allowed"
