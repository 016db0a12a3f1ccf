"""How much of what was written fits on a screen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from bot.kit.text import Text, plain
from bot.tutoring.rules.notes import Note
from bot.tutoring.rules.thread import Entry

OPENING: Final = 160  # characters of a question that stand for it in lists and notices
PIECE: Final = 600
PAGE: Final = 700
HEADING: Final = 60  # what stands over an entry: who, when, and whether it arrived
FILES_A_PAGE: Final = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of an entry or note that fits a page; only the first part says who wrote it."""

    entry: Entry | Note
    text: str
    is_first: bool


def excerpt(words: Text | str, longest: int) -> str:
    """The beginning on one line, with an ellipsis where something is left out."""
    line = " ".join(plain(words).split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def opening_of(entries: Iterable[Entry]) -> str:
    """What stands for a question in lists: the first words in it; empty for files alone."""
    return next((excerpt(entry.text, OPENING) for entry in entries if entry.text), "")


def thread_pages(
    entries: Iterable[Entry], notes: Iterable[Note] = ()
) -> tuple[tuple[Piece, ...], ...]:
    """Everything that was written, oldest first, in pages that fit a screen; at least one page."""
    pages: list[list[Piece]] = [[]]
    written = sorted((*entries, *notes), key=lambda one: one.written_at)
    for piece in (piece for one in written for piece in _pieces(one)):
        page = pages[-1]
        full = sum(map(_size, page)) + _size(piece) > PAGE
        crowded = _has_file(piece) and sum(map(_has_file, page)) == FILES_A_PAGE
        if page and (full or crowded):
            pages.append([])
        pages[-1].append(piece)
    return tuple(tuple(page) for page in pages)


def _size(piece: Piece) -> int:
    return len(piece.text) + (HEADING if piece.is_first else 0)


def _has_file(piece: Piece) -> bool:
    return piece.is_first and isinstance(piece.entry, Entry) and piece.entry.media is not None


def _pieces(entry: Entry | Note) -> Iterable[Piece]:
    left, is_first = plain(entry.text).strip(), True
    while len(left) > PIECE:
        cut = max(left.rfind(" ", 0, PIECE), left.rfind("\n", 0, PIECE))
        cut = cut if cut > PIECE // 2 else PIECE
        yield Piece(entry, left[:cut].rstrip(), is_first)
        left, is_first = left[cut:].lstrip(), False
    if left or is_first:
        yield Piece(entry, left, is_first)
