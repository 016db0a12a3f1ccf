"""The small part of Markdown that content may use, as nodes of `bot.kit.text`.

Bold, italic, lists with `-`, quotes and links; whatever else Markdown knows is a fault, and is
shown as the plain words it holds. Parsing never raises.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from bot.kit.text import Bold, Italic, Link, Node, Quote, Text, joined, paragraphs, plain, text

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

# A line without any of these is itself: most texts of content are, and need no parser.
SIGNS: Final = r"^\s*(?:[-+>=#]|\d+[.)])|^\s{4}|[*_\[\]<&\\`~|]"
MARKED: Final = re.compile(rf"{SIGNS}|\n")
# In several lines without any of these, only paragraphs have to be told from one another.
MARKED_IN_LINES: Final = re.compile(rf"{SIGNS}|\t| {{2}}$", re.MULTILINE)
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
    if MARKED_IN_LINES.search(written):
        return parse_markdown(written)
    blocks = (part.split("\n") for part in re.split(r"\n *\n", written))
    words = (" ".join(line.strip(" ") for line in block).strip() for block in blocks)
    nodes = paragraphs(*words)
    return Parsed(nodes, plain(nodes))


def parse_markdown(written: str) -> Parsed:
    """Reads a text by the parser, however plain it is."""
    # Imported here: it takes 50 ms, and a start should not wait for it.
    from markdown_it.tree import SyntaxTreeNode

    reader = _Reader()
    nodes = reader.blocks(SyntaxTreeNode(_parser().parse(written)))
    return Parsed(nodes, plain(nodes), tuple(reader.faults))


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    # Tables and struck-out text are known to the parser so that they can be refused; definitions
    # of links are not, since it would swallow them without a word.
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    return parser.disable("reference")


class _Reader:
    """One walk through one text; keeps the line it is at."""

    def __init__(self) -> None:
        self.faults: list[MarkupFault] = []
        self.line = 0

    def blocks(self, parent: SyntaxTreeNode) -> Text:
        return paragraphs(*(self.block(child) for child in parent.children))

    def block(self, node: SyntaxTreeNode) -> Text:
        self.line = node.map[0] if node.map else self.line
        match node.type:
            case "paragraph" | "inline":
                return self.inline(node)
            case "blockquote":
                return self.quote(node)
            case "bullet_list":
                return self.bullets(node)
            case _:
                return self.refused(node, self.blocks)

    def quote(self, node: SyntaxTreeNode) -> Text:
        if any(child.type != "paragraph" for child in node.children):
            self.fault("a quote that holds more than paragraphs")
        return (Quote(self.blocks(node)),)

    def bullets(self, node: SyntaxTreeNode) -> Text:
        if node.markup != "-":
            self.fault(f"a list with `{node.markup}`")
        return joined("\n", [self.bullet(item) for item in node.children])

    def bullet(self, item: SyntaxTreeNode) -> Text:
        self.line = item.map[0] if item.map else self.line
        if any(child.type != "paragraph" for child in item.children):
            self.fault("a list item that holds more than a line of text")
        return text(BULLET, self.blocks(item))

    def inline(self, parent: SyntaxTreeNode) -> Text:
        return text(*(self.span(child) for child in parent.children))

    def span(self, node: SyntaxTreeNode) -> Text:
        match node.type:
            case "text":
                return self.words(node.content)
            case "inline":
                return self.inline(node)
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

    def emphasis(self, node: SyntaxTreeNode, styled: Callable[[Text], Node]) -> Text:
        if "_" in node.markup:
            self.fault(f"emphasis with `{node.markup}`")
        return (styled(self.inline(node)),)

    def link(self, node: SyntaxTreeNode) -> Text:
        of, url = self.inline(node), str(node.attrs.get("href", ""))
        if not WEB_ADDRESS.match(url):
            self.fault(f"a link to `{url}`", INSIDE.get(url.partition(":")[0], ALLOWED))
            return of
        return (Link(of, url),)

    def refused(self, node: SyntaxTreeNode, inside: Callable[[SyntaxTreeNode], Text]) -> Text:
        problem = NAMES.get(node.type, f"Markdown of the kind `{node.type}`")
        self.fault(problem, NO_PICTURE if node.type == "image" else ALLOWED)
        return inside(node) if node.children else text(node.content)

    def fault(self, problem: str, remedy: str = ALLOWED) -> None:
        self.faults.append(MarkupFault(self.line, problem, remedy))
