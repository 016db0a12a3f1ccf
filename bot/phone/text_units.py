"""Lengths and places in UTF-16 code units, in which Telegram counts text."""

from bot.phone.errors import bad_request
from bot.phone.json_values import Json


def units(text: str) -> int:
    """How long Telegram finds this text."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def byte_offset(text: str, index: int) -> int:
    """Where `text[index]` begins in UTF-8, as Telegram's error messages say it."""
    return len(text[:index].encode())


def entity_order(entity: Json) -> tuple[int, int]:
    return entity["offset"], -entity["length"]


def markup_error(words: str) -> Exception:
    return bad_request(f"Can't parse entities: {words}")
