"""Long texts in pages that fit a phone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final, TypeVar

from bot.kit.text import Text, joined, plain

BREAK: Final = "\n\n"
T = TypeVar("T")


def pages_of(blocks: Iterable[Text], room: int, between: str = BREAK) -> tuple[Text, ...]:
    """The blocks in as few pages as hold them, `room` characters each, `between` them.

    A block is never cut: one that is longer than a page has one to itself. There is at least one.
    """
    pages, page = list[Text](), ()
    for block in blocks:
        longer = joined(between, [page, block])
        if page and len(plain(longer)) > room:
            pages.append(page)
            longer = block
        page = longer
    return (*pages, page)


def blocks_in(written: Text) -> list[Text]:
    """The paragraphs of a text of content."""
    parted = groupby(written, key=lambda node: node == BREAK)
    return [tuple(nodes) for is_break, nodes in parted if not is_break]


def within(page: int, of: Sequence[T]) -> int:
    """The page, or the nearest one there is."""
    return min(max(page, 0), max(0, len(of) - 1))
