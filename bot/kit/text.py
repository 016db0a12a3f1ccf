"""Formatted text as plain values, rendered to Telegram's entities.

A text is a tuple of nodes: strings and styled nodes that hold texts. Nothing here is glued together
as
markup, so that a name with `<b>` or `*` in it stays what it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

SAFE_SCHEMES: Final = ("https://", "http://", "tg://", "mailto:")


@dataclass(frozen=True, slots=True)
class Bold:
    of: Text


@dataclass(frozen=True, slots=True)
class Italic:
    of: Text


@dataclass(frozen=True, slots=True)
class Strike:
    of: Text


@dataclass(frozen=True, slots=True)
class Underline:
    of: Text


@dataclass(frozen=True, slots=True)
class Spoiler:
    of: Text


@dataclass(frozen=True, slots=True)
class Code:
    of: Text


@dataclass(frozen=True, slots=True)
class Block:
    """Lines in a fixed width, as of a program; `language` is the one it is written in, if told."""

    of: Text
    language: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """A block quote; `expandable` ones show three lines until tapped."""

    of: Text
    expandable: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A text that opens an address. Raises ValueError for a scheme that could run something."""

    of: Text
    url: str

    def __post_init__(self) -> None:
        if not self.url.startswith(SAFE_SCHEMES):
            raise ValueError(f"not a link that may be shown: {self.url!r}")


Styled: TypeAlias = Bold | Italic | Strike | Underline | Spoiler | Code | Block | Quote | Link
Node: TypeAlias = str | Styled
Text: TypeAlias = tuple[Node, ...]
Part: TypeAlias = "Node | Text"

NAMES: Final[Mapping[str, type[Any]]] = {
    "bold": Bold,
    "italic": Italic,
    "strikethrough": Strike,
    "underline": Underline,
    "spoiler": Spoiler,
    "code": Code,
    "pre": Block,
    "blockquote": Quote,
    "text_link": Link,
}
KINDS: Final[Mapping[type[Any], str]] = {node: name for name, node in NAMES.items()}


def text(*parts: Part) -> Text:
    """One text of several parts, flattened; empty strings fall away."""
    nodes: list[Node] = []
    for part in parts:
        if isinstance(part, tuple):
            nodes.extend(part)
        elif part != "":
            nodes.append(part)
    return tuple(nodes)


def bold(*parts: Part) -> Text:
    return (Bold(text(*parts)),)


def italic(*parts: Part) -> Text:
    return (Italic(text(*parts)),)


def quote(*parts: Part, expandable: bool = False) -> Text:
    return (Quote(text(*parts), expandable),)


def link(label: Part, url: str) -> Text:
    return (Link(text(label), url),)


def joined(separator: str, parts: Iterable[Part]) -> Text:
    """The parts that are not empty, with the separator between them."""
    nodes: list[Node] = []
    for part in parts:
        if part in ("", ()):
            continue
        if nodes:
            nodes.append(separator)
        nodes.extend(part if isinstance(part, tuple) else (part,))
    return tuple(nodes)


def lines(*parts: Part) -> Text:
    return joined("\n", parts)


def paragraphs(*parts: Part) -> Text:
    return joined("\n\n", parts)


def plain(of: Part) -> str:
    """The words alone, as a screen reader or a log line would have them."""
    if isinstance(of, str):
        return of
    words: list[str] = []
    _collect(of if isinstance(of, tuple) else of.of, words)
    return "".join(words)


def _collect(of: Text, words: list[str]) -> None:
    for node in of:
        if isinstance(node, str):
            words.append(node)
        else:
            _collect(node.of, words)


def utf16_length(of: str) -> int:
    """Telegram counts in UTF-16 code units: an emoji is two."""
    return len(of) + sum(1 for character in of if ord(character) > 0xFFFF)


@dataclass(frozen=True, slots=True)
class Rendered:
    """What goes over the wire: the words, and entities as the Bot API writes them."""

    text: str
    entities: tuple[dict[str, Any], ...]


def render(of: Text) -> Rendered:
    """Words and entities, outer entities first; offsets and lengths in UTF-16 code units."""
    words: list[str] = []
    entities: list[dict[str, Any]] = []
    _render(of, 0, words, entities)
    return Rendered("".join(words), tuple(entity for entity in entities if entity["length"]))


def _render(of: Text, at: int, words: list[str], entities: list[dict[str, Any]]) -> int:
    for node in of:
        if isinstance(node, str):
            words.append(node)
            at += utf16_length(node)
            continue
        entity: dict[str, Any] = {"type": KINDS[type(node)], "offset": at, "length": 0}
        entities.append(entity)
        start, at = at, _render(node.of, at, words, entities)
        entity["length"] = at - start
        if isinstance(node, Link):
            entity["url"] = node.url
        if isinstance(node, Block) and node.language:
            entity["language"] = node.language
        if isinstance(node, Quote) and node.expandable:
            entity["type"] = "expandable_blockquote"
    return at


def to_data(of: Text) -> list[Any]:
    """As JSON can hold it: a string, or [kind, children, extra]."""
    return [node if isinstance(node, str) else _node_data(node) for node in of]


def _node_data(node: Styled) -> list[Any]:
    extra: Any = None
    if isinstance(node, Link):
        extra = node.url
    elif isinstance(node, Quote):
        extra = node.expandable
    elif isinstance(node, Block):
        extra = node.language
    return [KINDS[type(node)], to_data(node.of), extra]


def from_data(data: list[Any]) -> Text:
    """The inverse of `to_data`."""
    return tuple(node if isinstance(node, str) else _node_from(node) for node in data)


def plain_from_json(stored: str) -> str:
    """The words of a formatted text as tables hold it, in JSON."""
    return plain(from_data(json.loads(stored)))


def _node_from(data: list[Any]) -> Styled:
    kind, children, extra = data
    node: Any = NAMES[kind]
    of = from_data(children)
    return node(of) if extra is None else node(of, extra)


def from_entities(words: str, entities: Iterable[Mapping[str, Any]]) -> Text:
    """A text as a person composed it in Telegram, kept with its formatting.

    Entities of kinds we do not send (mentions, commands) become plain words.
    """
    units = words.encode("utf-16-le")
    known = [e for e in entities if e["type"] in NAMES or e["type"] == "expandable_blockquote"]
    known.sort(key=lambda e: (e["offset"], -e["length"]))
    return _nested(units, known, 0, len(units) // 2)


def _nested(units: bytes, entities: list[Mapping[str, Any]], start: int, end: int) -> Text:
    nodes: list[Node] = []
    at, index = start, 0
    while index < len(entities):
        entity = entities[index]
        stop = min(entity["offset"] + entity["length"], end)
        inner = [e for e in entities[index + 1 :] if e["offset"] < stop]
        if entity["offset"] >= at and stop > entity["offset"]:
            nodes.append(_slice(units, at, entity["offset"]))
            nodes.append(_styled(entity, _nested(units, inner, entity["offset"], stop)))
            at = stop
        index += 1 + len(inner)
    return text(*nodes, _slice(units, at, end))


def _slice(units: bytes, start: int, end: int) -> str:
    return units[start * 2 : end * 2].decode("utf-16-le", errors="replace")


def _styled(entity: Mapping[str, Any], of: Text) -> Styled:
    if entity["type"] == "expandable_blockquote":
        return Quote(of, expandable=True)
    if entity["type"] == "text_link":
        url = str(entity.get("url", ""))
        return Link(of, url if url.startswith(SAFE_SCHEMES) else "https://" + url)
    if entity["type"] == "pre":
        return Block(of, str(entity.get("language") or ""))
    node: Any = NAMES[entity["type"]]
    return node(of)
