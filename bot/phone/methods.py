"""The list of Bot API methods; a module of methods adds its own with `@method`."""

from collections.abc import Awaitable, Callable
from typing import Any

from bot.phone.parameters import Parameters
from bot.phone.phone import Phone

Method = Callable[[Phone, Parameters], Any]
Polling = Callable[[Phone, Parameters], Awaitable[Any]]

METHODS: dict[str, Method] = {}


def method(name: str) -> Callable[[Method], Method]:
    """Registers a function as the Bot API method `name` (Telegram ignores upper and lower case)."""

    def register(function: Method) -> Method:
        METHODS[name.lower()] = function
        return function

    return register


def load_methods() -> None:
    """Imports every module of methods, so that METHODS is complete."""
    from bot.phone import (
        methods_chats,
        methods_editing,
        methods_media,
        methods_messages,
        methods_profile,
        methods_topics,
        methods_updates,
    )

    del (
        methods_chats,
        methods_editing,
        methods_media,
        methods_messages,
        methods_profile,
        methods_topics,
        methods_updates,
    )
