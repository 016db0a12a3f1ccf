"""Formatted texts as a page has them: paragraphs, lists and speech, with runs of words in them.

Templates get nothing but these values as JSON. Words stay words there, whatever is in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final, Literal, TypedDict

from bot.booklets.writing.sources import Sources
from bot.curriculum.markup import BULLET
from bot.curriculum.words import Phrase
from bot.kit.text import Bold, Italic, Link, Node, Quote, Text

Span = dict[str, Any]
Line = list[Node]
PARAGRAPH: Final = "\n\n"
APOSTROPHE: Final = re.compile(r"(?<=\w)'")


class Block(TypedDict, total=False):
    """`spans` of a paragraph, `items` of a list (each of them spans), or `blocks` of speech."""

    kind: Literal["paragraph", "list", "speech"]
    spans: list[Span]
    items: list[list[Span]]
    blocks: list[Block]


class Said(TypedDict):
    """Blocks, and the language that they really are in."""

    lang: str
    blocks: list[Block]


class Named(TypedDict):
    """A single line, and the language that it really is in."""

    lang: str
    spans: list[Span]


def said(phrase: Phrase, language: str, sources: Sources) -> Said:
    """A text of several paragraphs; links in it are counted among the sources."""
    found = phrase.text(language)
    return {"lang": found.language, "blocks": blocks_of(found.rich, sources)}


def named(phrase: Phrase, language: str, sources: Sources) -> Named:
    """A text that stands in one line: a title, an option."""
    found = phrase.text(language)
    return {"lang": found.language, "spans": spans_of(found.rich, sources)}


def blocks_of(of: Text, sources: Sources) -> list[Block]:
    """Content is parsed to one flat text, paragraphs parted by empty lines: here they return."""
    blocks: list[Block] = []
    for paragraph in _paragraphs(of):
        if isinstance(paragraph, Quote):
            blocks.append({"kind": "speech", "blocks": blocks_of(paragraph.of, sources)})
        elif all(_is_bullet(line) for line in _lines(paragraph)):
            items = [spans_of(_without_bullet(line), sources) for line in _lines(paragraph)]
            blocks.append({"kind": "list", "items": items})
        else:
            blocks.append({"kind": "paragraph", "spans": spans_of(tuple(paragraph), sources)})
    return blocks


def _paragraphs(of: Text) -> Iterator[Line | Quote]:
    open_one: Line = []
    for node in of:
        if isinstance(node, Quote):
            yield from _closed(open_one)
            yield node
            open_one = []
        elif isinstance(node, str):
            for n, piece in enumerate(node.split(PARAGRAPH)):
                if n:
                    yield from _closed(open_one)
                    open_one = []
                open_one.append(piece)
        else:
            open_one.append(node)
    yield from _closed(open_one)


def _closed(paragraph: Line) -> Iterator[Line]:
    if any(not isinstance(node, str) or node.strip() for node in paragraph):
        yield paragraph


def _lines(paragraph: Line) -> list[Line]:
    """Cut at the line breaks between its nodes; those inside a styled one stay."""
    lines: list[Line] = [[]]
    for node in paragraph:
        if not isinstance(node, str):
            lines[-1].append(node)
            continue
        for n, piece in enumerate(node.split("\n")):
            if n:
                lines.append([])
            if piece:
                lines[-1].append(piece)
    return lines


def _is_bullet(line: Line) -> bool:
    return bool(line) and isinstance(line[0], str) and line[0].startswith(BULLET)


def _without_bullet(line: Line) -> Text:
    return (str(line[0]).removeprefix(BULLET), *line[1:])


def spans_of(of: Text, sources: Sources) -> list[Span]:
    """Words, bold and italic ones, links with their number among the sources, line breaks."""
    return [span for node in of for span in _spans(node, sources)]


def _spans(node: Node, sources: Sources) -> Iterator[Span]:
    match node:
        case str():
            yield from _words(node)
        case Bold(of):
            yield {"bold": spans_of(of, sources)}
        case Italic(of):
            yield {"italic": spans_of(of, sources)}
        case Link(of, url):
            spans = spans_of(of, sources)
            yield {"link": spans, "url": url, "source": sources.cite_link(of, url)}
        case _:
            yield from spans_of(node.of, sources)


def _words(words: str) -> Iterator[Span]:
    for n, line in enumerate(words.split("\n")):
        if n:
            yield {"break": True}
        if line:
            yield {"words": APOSTROPHE.sub("’", line)}
