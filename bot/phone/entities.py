"""From what a bot or a person writes to the text and entities that Telegram keeps."""

import functools
import re
from typing import Any

from bot.phone.errors import bad_request
from bot.phone.html_markup import date_entity, parse_html
from bot.phone.json_values import Json, as_list, as_object
from bot.phone.links import checked_link
from bot.phone.markdown_markup import parse_markdown, parse_markdown_v2
from bot.phone.shapes import taken
from bot.phone.text_units import entity_order, units

MOST_ENTITIES = 100
_PARSERS = {"html": parse_html, "markdownv2": parse_markdown_v2, "markdown": parse_markdown}
_PLAIN = {
    "bold",
    "italic",
    "underline",
    "strikethrough",
    "spoiler",
    "blockquote",
    "expandable_blockquote",
    "code",
}
# Telegram finds these by itself and ignores them when they are given.
_FOUND = {
    "mention",
    "hashtag",
    "cashtag",
    "bot_command",
    "url",
    "email",
    "phone_number",
    "bank_card_number",
}
_DOMAINS = (
    "com|org|net|info|edu|gov|int|eu|io|dev|app|me|biz|name|wiki|academy|education|"
    "se|de|gr|es|is|uk|ie|fr|it|nl|be|at|ch|no|dk|fi|pl|pt|cz|hu|ro|bg|hr|si|sk|lt|lv|ee|lu|mt|cy|"
    "us|ca|au|nz|in|jp|cn|br|ru|ua|tr|tv|co|ai"
)
# What is found, each with a letter without which it cannot be there: looking only for what is
# possible is several times faster.
_SIGNS = {
    r"(?P<email>(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-zA-Z]{2,}\b)": "@",
    r"(?P<url>(?<![\w@./-])(?:(?:https?|ftp)://(?:[\w-]+\.)+[\w-]+(?::\d+)?(?:[/?#][^\s<>\"]*)?"
    rf"|(?:[\w-]+\.)+(?:{_DOMAINS})\b(?!@)(?::\d+)?(?:[/?#][^\s<>\"]*)?))": ".",
    r"(?P<bot_command>(?<![\w/])/[a-zA-Z0-9_]{1,64}(?:@\w{3,32})?(?![\w/]))": "/",
    r"(?P<mention>(?<![\w@])@[a-zA-Z]\w{2,31}\b)": "@",
    r"(?P<cashtag>(?<![\w$])\$[A-Z]{1,8}\b)": "$",
    r"(?P<hashtag>(?<![\w#/])#(?=\w*[^\W\d_])\w{1,256})": "#",
    r"(?P<phone_number>(?<![\w+])\+\d[\d ()-]{6,18}\d\b)": "+",
}


@functools.cache
def _pattern(signs: str) -> re.Pattern[str]:
    parts = [part for part, sign in _SIGNS.items() if sign in signs]
    return re.compile("|".join(parts), re.IGNORECASE)


def formatted(
    text: str, parse_mode: str = "", given: Any = None, allow_empty: bool = False
) -> tuple[str, list[Json]]:
    """What Telegram makes of a text: marks parsed, trimmed, links and commands found.

    Raises the Bot API's 400 for what it cannot parse and, unless allowed, for emptiness.
    """
    if len(text.encode("utf-8", "replace")) > 1 << 15:
        raise bad_request("Text is too long")
    text, entities = _parsed(text, parse_mode.lower(), given)
    text, entities = _trimmed(text.replace("\0", ""), entities)
    if not text and not allow_empty:
        raise bad_request("Text must be non-empty")
    entities = sorted(entities + _found(text, entities), key=entity_order)
    return text, entities[:MOST_ENTITIES]


def _parsed(text: str, parse_mode: str, given: Any) -> tuple[str, list[Json]]:
    if text and parse_mode and parse_mode != "none":
        if parse_mode not in _PARSERS:
            raise bad_request("Unsupported parse_mode")
        return _PARSERS[parse_mode](text)
    checked = (_checked(item, units(text)) for item in as_list(given) or [])
    return text, [entity for entity in checked if entity is not None]


def _checked(given: Any, text_units: int) -> Json | None:
    entity = as_object(given)
    if entity is None:
        raise bad_request("Can't parse MessageEntity: expected an Object")
    for name in ("offset", "length"):
        if not isinstance(entity.get(name), int):
            raise bad_request(f"Can't parse MessageEntity: Can't find field \"{name}\"")
    offset, length = entity["offset"], entity["length"]
    for name, value in (("offset", offset), ("length", length)):
        if not 0 <= value <= 1_000_000:
            raise bad_request(f"Receive an entity with incorrect {name} {value}")
    if length == 0 or entity.get("type") in _FOUND:
        return None
    if offset + length > text_units:
        where = f"Entity beginning at UTF-16 offset {offset} ends after the end of the text"
        raise bad_request(f"{where} at UTF-16 offset {offset + length}")
    return {"offset": offset, "length": length} | _checked_kind(entity)


def _checked_kind(entity: Json) -> Json:
    kind = entity.get("type")
    if kind in _PLAIN:
        return {"type": kind}
    if kind == "pre":
        language = entity.get("language")
        return {"type": kind} | ({"language": language} if language else {})
    if kind == "text_link":
        link = checked_link(str(entity.get("url", "")))
        if link is None:
            raise bad_request(f"Entity URL '{entity.get('url')}' is invalid: Wrong HTTP URL")
        return {"type": kind, "url": link}
    if kind == "text_mention":
        return {"type": kind, "user": _mentioned(entity.get("user"))}
    if kind == "custom_emoji":
        return {"type": kind, "custom_emoji_id": str(entity.get("custom_emoji_id"))}
    if kind == "date_time":
        form = str(entity.get("date_time_format") or "")
        return date_entity(str(entity.get("unix_time", "")), form)
    raise bad_request("Can't parse MessageEntity: Unsupported type specified")


def _mentioned(user: Any) -> Json:
    try:
        return taken("User", as_object(user) or {})
    except ValueError:
        raise bad_request("Can't parse MessageEntity: user not found") from None


def _trimmed(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    text = text.rstrip()
    end = units(text)
    kept = [
        entity | {"length": min(entity["length"], end - entity["offset"])}
        for entity in entities
        if entity["offset"] < end
    ]
    first = min((entity["offset"] for entity in kept), default=end)
    leading = min(len(text) - len(text.lstrip(" \n")), first)
    if leading:
        kept = [entity | {"offset": entity["offset"] - leading} for entity in kept]
    return text[leading:], kept


def _found(text: str, given: list[Json]) -> list[Json]:
    """Links, commands, mentions and the like that stand in the text, outside code and links."""
    signs = "".join(sign for sign in "@./$#+" if sign in text)
    if not signs:
        return []
    taken = [one for one in given if one["type"] in ("code", "pre", "text_link", "text_mention")]
    found: list[Json] = []
    for match in _pattern(signs).finditer(text):
        kind, start, end = match.lastgroup, match.start(), match.end()
        if kind == "url":
            end = start + len(match[0].rstrip(".,;:!?)'\"»”…"))
        offset, length = units(text[:start]), units(text[start:end])
        if not any(_overlap(one, offset, length) for one in taken):
            found.append({"type": kind, "offset": offset, "length": length})
    return found


def _overlap(entity: Json, offset: int, length: int) -> bool:
    return entity["offset"] < offset + length and offset < entity["offset"] + entity["length"]


def quoted(text: str, entities: list[Json], quote: str, position: int) -> Json | None:
    """A TextQuote of `quote` out of a text, nearest to `position`; None when it is not in it."""
    places = [units(text[: found.start()]) for found in re.finditer(re.escape(quote), text)]
    if not quote or not places:
        return None
    place = min(places, key=lambda at: abs(at - position))
    inside = [
        entity | {"offset": entity["offset"] - place}
        for entity in entities
        if entity["offset"] >= place
        and entity["offset"] + entity["length"] <= place + units(quote)
        and entity["type"] in _PLAIN | {"custom_emoji", "date_time"}
    ]
    shown: Json = {"text": quote, "position": place, "is_manual": True}
    return shown | ({"entities": inside} if inside else {})
