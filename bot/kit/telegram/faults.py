"""Why something did not reach Telegram, or somebody in it."""

from __future__ import annotations


class Blocked(Exception):
    """The person has blocked the bot, or is gone from Telegram."""


class NotSent(Exception):
    """Telegram refused; the message is why, in its words."""


class Moved(NotSent):
    """The group has become another, of this id; nothing was sent."""

    def __init__(self, group: int) -> None:
        super().__init__("the group has moved")
        self.group = group


class Unreachable(NotSent):
    """Telegram could not be reached for half a minute: nothing was sent."""


class Uncertain(Exception):
    """The connection broke after sending: it may have arrived."""
