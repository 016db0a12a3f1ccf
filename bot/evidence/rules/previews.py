"""Which files others see a picture of, and how much of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bot.evidence.rules.entries import Entry, Form
from bot.kit.files.filetype import Family

MOST_PAGES: Final = 10
_DRAWN: Final = frozenset({"jpg", "png", "webp", "gif", "pdf"})
PREFIX: Final = "evidence_previews"


@dataclass(frozen=True, slots=True)
class Preview:
    """A picture of a page (from 0) of a file; `size` in bytes."""

    id: int
    entry_id: int
    page: int
    key: str
    size: int
    sha256: str


def gets_preview(entry: Entry) -> bool:
    """Pictures that browsers know, and PDFs; what plays in the chat needs none."""
    return entry.form is Form.FILE and entry.extension in _DRAWN


def is_shown_so(entry: Entry) -> bool:
    """Pictures and documents; sound and film play in the chat, texts are read there."""
    return entry.is_for_others and entry.family in (Family.PICTURE, Family.DOCUMENT)


def pages_shown(entry: Entry) -> int:
    """Of how many pages there are pictures."""
    return min(entry.pages or 1, MOST_PAGES)
