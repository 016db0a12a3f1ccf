"""What leaves this server is built as python-telegram-bot's types, so that a second, independent
reading of the Bot API agrees with it. A field that library does not know is a fault here.
"""

import functools
from importlib import import_module
from typing import Any, cast

from bot.phone.json_values import Json

# python-telegram-bot writes these out although Telegram leaves them out when they are false.
_ONLY_WHEN_TRUE = (
    "channel_chat_created",
    "delete_chat_photo",
    "group_chat_created",
    "supergroup_chat_created",
)


class UnknownField(Exception):
    """This server was about to hand out something that Telegram does not."""


def as_telegram(kind: str, fields: Json) -> Json:
    """`fields` as the type `kind` writes them; raises UnknownField or TypeError (missing ones)."""
    built = _type(kind).de_json(dict(fields), None)
    _refuse_unknown(built)
    written: Json = built.to_dict()
    return _without_false(written) if kind == "Message" else written


@functools.cache
def _type(kind: str) -> Any:
    return getattr(import_module("telegram"), kind)


@functools.cache
def _attributes(kind: type) -> tuple[str, ...]:
    slots: list[str] = [slot for one in kind.__mro__ for slot in getattr(one, "__slots__", ())]
    return tuple(slot for slot in slots if not slot.startswith("_") and slot != "api_kwargs")


def _refuse_unknown(built: Any) -> None:
    if built.api_kwargs:
        raise UnknownField(f"{type(built).__name__} does not know {sorted(built.api_kwargs)}")
    for name in _attributes(built.__class__):
        _refuse_unknown_inside(getattr(built, name, None))


def _refuse_unknown_inside(value: Any) -> None:
    if isinstance(value, tuple):
        for one in cast("tuple[Any, ...]", value):
            _refuse_unknown_inside(one)
    elif hasattr(value, "api_kwargs"):
        _refuse_unknown(value)


def _without_false(message: Json) -> Json:
    for name in _ONLY_WHEN_TRUE:
        if message.get(name) is False:
            del message[name]
    for name in ("reply_to_message", "pinned_message"):
        if name in message:
            _without_false(message[name])
    return message
