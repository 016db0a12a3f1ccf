"""What leaves this server is built as python-telegram-bot's types, so that a second, independent
reading of the Bot API agrees with it. A field that library does not know is a fault here.
"""

import functools
from typing import Any, cast

from bot.phone.json_values import Json, as_list

# python-telegram-bot writes these out although Telegram leaves them out when they are false.
_ONLY_WHEN_TRUE = (
    "channel_chat_created",
    "delete_chat_photo",
    "group_chat_created",
    "supergroup_chat_created",
)
# Parts of a message that were built before: building them again for each message would be half
# of all the processor time of this server.
_READY = ("reply_to_message", "pinned_message", "reply_markup")
_ATTRIBUTE = {"from": "from_user"}
_SOME_CHAT: Json = {"chat": {"id": 1, "type": "private"}}


class UnknownField(Exception):
    """This server was about to hand out something that Telegram does not."""


def as_telegram(kind: str, fields: Json) -> Json:
    """`fields` as the type `kind` writes them; raises UnknownField or TypeError (missing ones)."""
    built = _type(kind).de_json(dict(fields), None)
    written: Json = built.to_dict()
    _refuse_unknown(built, written)
    return written


def taken(kind: str, given: Json) -> Json:
    """What a bot gave as the type `kind`, without the fields that are not known: Telegram ignores
    those. Raises ValueError for what is no such thing at all.
    """
    try:
        built = _type(kind).de_json(dict(given), None)
        written: Json = built.to_dict()
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ValueError(f"not a {kind}") from error
    return _without_unknown(built, written)


def as_message(chat: Json, sender: Json, content: Json) -> Json:
    """A Message. Messages and inline keyboards inside `content` must have been built already."""
    ready = {name: content[name] for name in _READY if name in content}
    rest = {name: value for name, value in content.items() if name not in ready}
    written = as_telegram("Message", rest | _SOME_CHAT)
    for name in _ONLY_WHEN_TRUE:
        if not written[name]:
            del written[name]
    written["chat"] = _small("Chat", tuple(chat.items()))
    written["from"] = _small("User", tuple(sender.items()))
    return written | ready


@functools.lru_cache(maxsize=4096)
def _small(kind: str, fields: tuple[tuple[str, Any], ...]) -> Json:
    return as_telegram(kind, dict(fields))


@functools.cache
def _type(kind: str) -> Any:
    import telegram  # here, because it takes a quarter of a second that only a server needs

    return getattr(telegram, kind)


def _without_unknown(built: Any, written: Any) -> Any:
    if isinstance(written, dict):
        unknown: Json = getattr(built, "api_kwargs", {})
        return {
            name: _without_unknown(getattr(built, _ATTRIBUTE.get(name, name), None), value)
            for name, value in cast("Json", written).items()
            if name not in unknown
        }
    items = as_list(written)
    if items is not None and isinstance(built, tuple):
        pairs = zip(cast("tuple[Any, ...]", built), items, strict=True)
        return [_without_unknown(one, value) for one, value in pairs]
    return written


def _refuse_unknown(built: Any, written: Any) -> None:
    """Walks what was built beside what was written of it, which names all that is there."""
    if isinstance(written, dict):
        if built.api_kwargs:
            raise UnknownField(f"{built.__class__.__name__}: {sorted(built.api_kwargs)}")
        for name, value in cast("Json", written).items():
            if isinstance(value, dict | list):
                _refuse_unknown(getattr(built, _ATTRIBUTE.get(name, name), None), value)
    elif isinstance(written, list) and isinstance(built, tuple):
        pairs = zip(cast("tuple[Any, ...]", built), cast("list[Any]", written), strict=True)
        for one, value in pairs:
            _refuse_unknown(one, value)
