"""Which files others see a picture of, and how much of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bot.evidence.rules.entries import Entry, Form
from bot.kit.files.filetype import Family

MOST_PAGES: Final = 10
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
    """Pictures and PDFs; what plays in the chat needs none, and office documents have none."""
    if entry.form is not Form.FILE:
        return False
    return entry.family is Family.PICTURE or entry.extension == "pdf"


def pages_shown(entry: Entry) -> int:
    """Of how many pages there are pictures."""
    return min(entry.pages or 1, MOST_PAGES)
