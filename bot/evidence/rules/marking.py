"""How a text changed, as a text: what is new and what is gone differ in signs, not in looks alone.

A screen reader speaks the signs; everybody else sees bold and underlined, or struck through.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from bot.evidence.rules.differences import Change, Difference, Run
from bot.kit.i18n import Words
from bot.kit.text import Bold, Strike, Text, Underline, plain, text

NEAR: Final = 120
PIECE: Final = 300
PAGE: Final = 560
ELLIPSIS: Final = "…"


def difference_parts(words: Words, difference: Difference) -> list[Text]:
    """In parts that fit a page; of what stayed only what stands next to a change."""
    last = len(difference) - 1
    parts: list[Text] = []
    for n, run in enumerate(difference):
        if run.change is Change.SAME:
            parts.append(text(_near(run.words, first=n == 0, last=n == last)))
        else:
            parts.extend(_marked(words, run.change, piece) for piece in _pieces(run))
    return parts


def _near(words: str, *, first: bool, last: bool) -> str:
    """The beginning, which follows a change, and the end, which comes before one."""
    head = "" if first else _begin(words)
    tail = "" if last else _end(words)
    if len(head) + len(tail) >= len(words):
        return words
    return f"{head}{ELLIPSIS}{tail}"


def _begin(words: str) -> str:
    if len(words) <= NEAR:
        return words
    cut = words.rfind(" ", NEAR // 2, NEAR)
    return words[: cut if cut > 0 else NEAR]


def _end(words: str) -> str:
    if len(words) <= NEAR:
        return words
    cut = words.find(" ", len(words) - NEAR, len(words) - NEAR // 2)
    return words[cut if cut > 0 else len(words) - NEAR :]


def _pieces(run: Run) -> Iterator[str]:
    """Cut between words where there are any, so that each fits a page."""
    left = run.words
    while len(left) > PIECE:
        cut = left.rfind(" ", PIECE // 2, PIECE)
        cut = cut if cut > 0 else PIECE
        yield left[:cut]
        left = left[cut:]
    yield left


def _marked(words: Words, change: Change, piece: str) -> Text:
    """Blanks around it stand outside; where there is nothing else, a line was begun or joined."""
    inner = piece.strip()
    if not inner and "\n" not in piece:
        return (piece,)
    before, after = _blanks(piece, inner)
    said = inner or words("evidence.changes.break")
    if change is Change.ADDED:
        return text(before, "[+", Bold((Underline((said,)),)), "]", after)
    return text(before.replace("\n", " "), "[−", Strike((said,)), "]", after.replace("\n", " "))


def _blanks(piece: str, inner: str) -> tuple[str, str]:
    start = piece.index(inner) if inner else 0
    return piece[:start], piece[start + len(inner) :]


def pages_of_parts(blocks: Iterable[list[Text]]) -> tuple[Text, ...]:
    """Blocks with an empty line between them, in pages that are cut between parts."""
    pages: list[Text] = []
    now: Text = ()
    for block in blocks:
        for n, part in enumerate(block):
            gap = "\n\n" if n == 0 and now else ""
            if now and len(plain(now)) + len(gap) + len(plain(part)) > PAGE:
                pages.append(_trimmed(now))
                now, gap = (), ""
            now = text(now, gap, part)
    return (*pages, _trimmed(now)) if now or not pages else tuple(pages)


def _trimmed(page: Text) -> Text:
    """Without the blanks at its end, which Telegram does not keep."""
    if not page or not isinstance(page[-1], str):
        return page
    return text(*page[:-1], page[-1].rstrip())
