"""What colleagues note on a question for each other; whoever asked never sees it here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

LONGEST: Final = 500
PAGE: Final = 560
HEADING: Final = 60


@dataclass(frozen=True, slots=True)
class Note:
    """`message_id` is the author's message in the author's chat."""

    id: int
    author_id: int
    author: str
    text: str
    message_id: int | None
    written_at: datetime


def note_pages(notes: Iterable[Note]) -> tuple[tuple[Note, ...], ...]:
    """Oldest first, in pages that fit a screen; at least one page."""
    pages: list[list[Note]] = [[]]
    for note in notes:
        full = sum(map(_size, pages[-1])) + _size(note) > PAGE
        if pages[-1] and full:
            pages.append([])
        pages[-1].append(note)
    return tuple(map(tuple, pages))


def _size(note: Note) -> int:
    return len(note.text) + HEADING


def newest_of(notes: Sequence[Note], author_id: int) -> Note | None:
    """What somebody noted last."""
    return next((note for note in reversed(notes) if note.author_id == author_id), None)
