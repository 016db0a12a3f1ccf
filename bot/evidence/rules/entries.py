"""What a piece holds: files, texts and links, each on its own; and how much fits on a page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from bot.evidence.rules.positions import Position
from bot.kit.files.filetype import Family
from bot.kit.text import Link, Node, Text, plain, text

MEGABYTE: Final = 1024 * 1024
PAGE: Final = 600
FIRST_PAUSE: Final = timedelta(seconds=30)
LONGEST_PAUSE: Final = timedelta(hours=1)
_LINK: Final = re.compile(r"https?://[^\s/?#]+\S*", re.IGNORECASE)
_OTHER_LINK: Final = re.compile(
    r"[a-z][a-z0-9+.\-]*://\S*|(?:javascript|data|vbscript|file|mailto|tg|tel):\S+", re.IGNORECASE
)


class Form(StrEnum):
    FILE = "file"
    TEXT = "text"
    LINK = "link"
    WITNESS = "witness"  # what somebody else said through a link; nobody can change it


class EntryState(StrEnum):
    """A text is stored at once; a file arrives first, and is stored or refused then.

    Where the scanner for viruses is away it waits in quarantine: kept, and seen by nobody else.
    What may hold client data is withheld from everybody but the trainee; what was purged is gone
    but for the number of its receipt.
    """

    ARRIVING = "arriving"
    QUARANTINED = "quarantined"
    STORED = "stored"
    REFUSED = "refused"
    WITHHELD = "withheld"
    PURGED = "purged"


# What a version can be handed in with: the rest is there for nobody, or for the trainee alone.
FIT: Final = frozenset({EntryState.ARRIVING, EntryState.QUARANTINED, EntryState.STORED})


class Why(StrEnum):
    """Why a file is not kept, beside the reasons that lie in its bytes."""

    TOO_LARGE = "too_large"
    TOO_LARGE_FOR_TELEGRAM = "too_large_for_telegram"
    DUPLICATE = "duplicate"
    INFECTED = "infected"
    STORE = "store"
    TELEGRAM = "telegram"


@dataclass(frozen=True, slots=True)
class Entry:
    """One file, text or link. `number` is its receipt's; `name`, `claimed_size` are as claimed.

    `size` in bytes, `extension`, `family` and `sha256` are as they were found. `reason` says why
    it was refused (a `Why` or a reason of `kit.files`), `twin` is the receipt of the same file,
    `found` what a scanner calls the virus in it. `position`: what became of the place in it.
    `preview`: whether there is a picture of it (`made`, `failed`), and of how many `pages`.
    """

    id: int
    piece_id: int
    person_id: int
    form: Form
    state: EntryState
    number: int | None = None
    message_id: int | None = None
    text: Text = ()
    wording: int = 0
    caption: str = ""
    key: str = ""
    media_kind: str = ""
    file_id: str = ""
    name: str | None = None
    claimed_size: int | None = None
    size: int | None = None
    sha256: str | None = None
    extension: str | None = None
    family: Family | None = None
    reason: str | None = None
    twin: int | None = None
    found: str | None = None
    sent_at: datetime | None = None
    position: Position | None = None
    preview: str | None = None
    pages: int | None = None

    @property
    def is_for_others(self) -> bool:
        """Whether anybody but the trainee may have it: it is clean, and its place is settled."""
        return self.state is EntryState.STORED and not (self.position and self.position.is_open)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many entries stand in which state."""

    stored: int = 0
    arriving: int = 0
    refused: int = 0
    quarantined: int = 0
    withheld: int = 0
    purged: int = 0


def count(entries: Iterable[Entry]) -> Counts:
    states = [entry.state for entry in entries]
    return Counts(
        states.count(EntryState.STORED),
        states.count(EntryState.ARRIVING),
        states.count(EntryState.REFUSED),
        states.count(EntryState.QUARANTINED),
        states.count(EntryState.WITHHELD),
        states.count(EntryState.PURGED),
    )


def as_others_see(entry: Entry) -> Entry:
    """For everybody but the trainee: of what is not known to be clean, may say where it was
    made, or may hold client data, only that it exists.

    Neither its name nor a word of it, and nothing by which it could be fetched.
    """
    if entry.is_for_others:
        return entry
    cleared = replace(entry, name=None, caption="", key="", file_id="", media_kind="document")
    cleared = replace(
        cleared, text=(), message_id=None, claimed_size=None, preview=None, pages=None
    )
    return replace(cleared, size=None, sha256=None, extension=None, family=None)


def pause_before(tries: int) -> timedelta:
    """How long a quarantined file waits after it was scanned in vain so often: 30 s to an hour."""
    return min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(tries, 10))


def is_too_large(claimed: int | None, limit_mb: int) -> bool:
    """By what Telegram says; what it does not say is found out while the file arrives."""
    return claimed is not None and claimed > limit_mb * MEGABYTE


def form_of(written: Text) -> Form | None:
    """A web address alone is a link; None for an address of another scheme."""
    words = plain(written).strip()
    if _LINK.fullmatch(words):
        return Form.LINK
    return None if _OTHER_LINK.fullmatch(words) else Form.TEXT


def unlinked(written: Text) -> Text:
    """The text with every hidden link written out, so that all see where it leads."""
    return text(*(_unlinked(node) for node in written))


def _unlinked(node: Node) -> Text:
    if isinstance(node, str):
        return (node,)
    inner = unlinked(node.of)
    if isinstance(node, Link):
        return inner if plain(inner).strip() == node.url else text(inner, f" ({node.url})")
    return (type(node)(inner),)


def one_line(written: str) -> str:
    """The words on one line."""
    return " ".join(written.split())


def excerpt(words: Text | str, longest: int) -> str:
    """The beginning on one line, with an ellipsis where something is left out."""
    line = one_line(plain(words))
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def heading(entry: Entry) -> Text | str:
    """What a text, link or statement is called by; of a statement the line that says whose."""
    return plain(entry.text).partition("\n")[0] if entry.form is Form.WITNESS else entry.text


def shortened(words: Text, longest: int) -> Text:
    """The text with its formatting where it is short enough, else the beginning of its words."""
    return words if len(plain(words)) <= longest else (excerpt(words, longest),)


def pages_in(entry: Entry) -> tuple[str, ...]:
    """What there is to read of an entry: a text, or the caption of a file."""
    return pages_of(entry.caption if entry.form is Form.FILE else entry.text)


def pages_of(written: Text | str) -> tuple[str, ...]:
    """The words in pages that fit a screen, cut between words where there are any."""
    left, pages = plain(written).strip(), list[str]()
    while len(left) > PAGE:
        cut = max(left.rfind(" ", 0, PAGE), left.rfind("\n", 0, PAGE))
        cut = cut if cut > PAGE // 2 else PAGE
        pages.append(left[:cut].rstrip())
        left = left[cut:].lstrip()
    return (*pages, left)
