"""The small part of Markdown that content may use, as nodes of `bot.kit.text`.

Bold, italic, lists with `-`, quotes and links; whatever else Markdown knows is a fault, and is
shown as the plain words it holds. Parsing never raises.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from bot.kit.text import Bold, Italic, Link, Node, Quote, Text, joined, paragraphs, plain, text

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

# A line without any of these is itself: most texts of content are, and need no parser.
MARKED: Final = re.compile(r"^\s*(?:[-+>=#]|\d+[.)])|^\s{4}|[*_\[\]<&\\`~|\n]")
# Without any of these in any line it is paragraphs, which can be cut and read one by one.
BLOCKS: Final = re.compile(
    r"^\s*(?:[-+>=#]|\d+[.)]|[*_](?:\s|$)|[*_\s]{3,}$)|^\s{4}|[<`~|\t]", re.MULTILINE
)
INLINE: Final = re.compile(r"[*_\[\]&\\]| {2}\n")
BETWEEN_PARAGRAPHS: Final = re.compile(r"\n *\n[ \n]*")
BULLET: Final = "• "
WEB_ADDRESS: Final = re.compile(r"https?://[^/?#\s]+\.[^/?#\s.]{2,}(?:[/?#]|$)")
ALLOWED: Final = "use **bold**, *italic*, `- lists`, `> quotes` and [links](https://…) only"
NO_PICTURE: Final = "say in words what it shows: no text would stand in for it otherwise"
INSIDE: Final = {
    "lesson": "name the lesson in words, and list its id under `reads:` where there is one",
    "term": "explain the term in words, or give it a card of the kind `term`",
}
NAMES: Final = {
    "code_block": "a line indented by four spaces",
    "code_inline": "code",
    "fence": "a fenced block",
    "heading": "a heading",
    "hr": "a ruled line",
    "html_block": "HTML",
    "html_inline": "HTML",
    "image": "a picture",
    "ordered_list": "a numbered list",
    "s": "struck-out text",
    "table": "a table",
}
UNUSED: Final = {
    "**": "`**` that makes nothing bold",
    "](": "a link that leads to no web address",
}


@dataclass(frozen=True, slots=True)
class MarkupFault:
    """What is not allowed, and what to write; `line` counts from 0 within the text."""

    line: int
    problem: str
    remedy: str = ALLOWED


@dataclass(frozen=True, slots=True)
class Parsed:
    """A text as nodes, as its words alone, and whatever is not allowed in it."""

    nodes: Text
    words: str
    faults: tuple[MarkupFault, ...] = ()


def parse(written: str) -> Parsed:
    """Reads a text; the same one again costs nothing."""
    if not MARKED.search(written):
        return Parsed(text(written), written)
    return _parse_lines(written)


@lru_cache(maxsize=8192)
def _parse_lines(written: str) -> Parsed:
    return parse_markdown(written) if BLOCKS.search(written) else _parse_paragraphs(written)


def parse_markdown(written: str) -> Parsed:
    """Reads a text by the whole parser, however plain it is."""
    reader = _Reader()
    nodes = reader.blocks(_nested(_parser().parse(written)))
    return Parsed(nodes, plain(nodes), tuple(reader.faults))


def _parse_paragraphs(written: str) -> Parsed:
    """Half the work, for half of the texts that need any."""
    reader, found, at = _Reader(), list[Text](), 0
    for between in (*BETWEEN_PARAGRAPHS.finditer(written), None):
        end = between.start() if between else len(written)
        reader.line = written.count("\n", 0, at)
        found.append(reader.paragraph(written[at:end].strip()))
        at = between.end() if between else end
    nodes = paragraphs(*found)
    return Parsed(nodes, plain(nodes), tuple(reader.faults))


@cache
def _parser() -> MarkdownIt:
    # Imported here: it takes 50 ms, and a start should not wait for it.
    from markdown_it import MarkdownIt

    # Tables and struck-out text are known to the parser so that they can be refused; definitions
    # of links are not, since it would swallow them without a word.
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    return parser.disable("reference")


@dataclass(frozen=True, slots=True)
class _Node:
    """A token with what stands between it and the one that closes it, or within it."""

    type: str
    token: Token
    children: list[_Node]


def _nested(tokens: Sequence[Token]) -> list[_Node]:
    """The parser's flat list as a tree; its own tree takes three times as long to build."""
    top: list[_Node] = []
    at = [top]
    for token in tokens:
        if token.nesting < 0:
            at.pop()
            continue
        inner = _nested(token.children) if token.children else []
        node = _Node(token.type.removesuffix("_open"), token, inner)
        at[-1].append(node)
        if token.nesting > 0:
            at.append(node.children)
    return top


class _Reader:
    """One walk through one text; keeps the line it is at."""

    def __init__(self) -> None:
        self.faults: list[MarkupFault] = []
        self.line = 0

    def blocks(self, nodes: list[_Node]) -> Text:
        return paragraphs(*(self.block(node) for node in nodes))

    def paragraph(self, written: str) -> Text:
        """Of a text that is known to be one, from the line that has been set."""
        if not INLINE.search(written):
            return text(" ".join(line.strip(" ") for line in written.split("\n")))
        return self.inline(_nested(_parser().parseInline(written)))

    def block(self, node: _Node) -> Text:
        self.line = node.token.map[0] if node.token.map else self.line
        match node.type:
            case "paragraph" | "inline":
                return self.inline(node.children)
            case "blockquote":
                return self.quote(node)
            case "bullet_list":
                return self.bullets(node)
            case _:
                return self.refused(node, self.blocks)

    def quote(self, node: _Node) -> Text:
        if any(child.type != "paragraph" for child in node.children):
            self.fault("a quote that holds more than paragraphs")
        return (Quote(self.blocks(node.children)),)

    def bullets(self, node: _Node) -> Text:
        if node.token.markup != "-":
            self.fault(f"a list with `{node.token.markup}`")
        return joined("\n", [self.bullet(item) for item in node.children])

    def bullet(self, item: _Node) -> Text:
        self.line = item.token.map[0] if item.token.map else self.line
        if any(child.type != "paragraph" for child in item.children):
            self.fault("a list item that holds more than a line of text")
        return text(BULLET, self.blocks(item.children))

    def inline(self, nodes: list[_Node]) -> Text:
        return text(*(self.span(node) for node in nodes))

    def span(self, node: _Node) -> Text:
        match node.type:
            case "text":
                return self.words(node.token.content)
            case "inline":
                return self.inline(node.children)
            case "softbreak" | "hardbreak":
                self.line += 1
                return text(" " if node.type == "softbreak" else "\n")
            case "strong":
                return self.emphasis(node, Bold)
            case "em":
                return self.emphasis(node, Italic)
            case "link":
                return self.link(node)
            case _:
                return self.refused(node, self.inline)

    def words(self, content: str) -> Text:
        """Plain words; marks that stayed in them were meant to do something."""
        for mark, problem in UNUSED.items():
            if mark in content:
                self.fault(problem)
        return text(content)

    def emphasis(self, node: _Node, styled: Callable[[Text], Node]) -> Text:
        if "_" in node.token.markup:
            self.fault(f"emphasis with `{node.token.markup}`")
        return (styled(self.inline(node.children)),)

    def link(self, node: _Node) -> Text:
        of, url = self.inline(node.children), str(node.token.attrs.get("href", ""))
        if not WEB_ADDRESS.match(url):
            self.fault(f"a link to `{url}`", INSIDE.get(url.partition(":")[0], ALLOWED))
            return of
        return (Link(of, url),)

    def refused(self, node: _Node, inside: Callable[[list[_Node]], Text]) -> Text:
        problem = NAMES.get(node.type, f"Markdown of the kind `{node.type}`")
        self.fault(problem, NO_PICTURE if node.type == "image" else ALLOWED)
        return inside(node.children) if node.children else text(node.token.content)

    def fault(self, problem: str, remedy: str = ALLOWED) -> None:
        self.faults.append(MarkupFault(self.line, problem, remedy))
