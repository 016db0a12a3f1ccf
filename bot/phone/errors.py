"""Refusals: what the Bot API answers to a bot, and what the control API answers to a page."""

from typing import Any


class Refusal(Exception):
    """An error as the Bot API words it; `description` comes with its prefix."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


class ControlRefusal(Exception):
    """A control request that cannot be done; `status` is the HTTP status."""

    def __init__(self, words: str, status: int = 400) -> None:
        super().__init__(words)
        self.status = status


def bad_request(words: str) -> Refusal:
    """400 in Telegram's manner: the first letter is lowered unless it is a constant's name."""
    if words[1:2] != "_" and not words[1:2].isupper():
        words = words[:1].lower() + words[1:]
    return Refusal(400, f"Bad Request: {words}")


def forbidden(words: str) -> Refusal:
    return Refusal(403, f"Forbidden: {words}")


def conflict(words: str) -> Refusal:
    return Refusal(409, f"Conflict: {words}")


def too_many_requests(seconds: int) -> Refusal:
    return Refusal(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


def too_large() -> Refusal:
    return Refusal(413, "Request Entity Too Large")
