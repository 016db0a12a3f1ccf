"""An export: what is asked for, how it stands, how often, and how it reaches its owner."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

MEGABYTE: Final = 1024 * 1024
A_DAY: Final = 5
DAY: Final = timedelta(days=1)
KEPT: Final = timedelta(days=7)
OFFER_HOLDS: Final = timedelta(hours=1)
# What Telegram takes from a bot; its own server for bots takes as much as it lets people send.
CLOUD_UPLOAD_MB: Final = 20
CLOUD_SENDING_MB: Final = 50
# Room for the page, the data and the directory of a ZIP beside the files in it.
BESIDE_FILES: Final = 2 * MEGABYTE
# What page and data take, for the profile alone and for every piece; measured, rounded up.
PAGE_BYTES: Final = 12 * 1024
PAGE_PIECE_BYTES: Final = 1024
# What a PDF takes with its font, and for every piece in it; measured, rounded up.
PDF_BYTES: Final = 70 * 1024
PDF_PIECE_BYTES: Final = 2 * 1024


class Form(StrEnum):
    ZIP = "zip"
    PDF = "pdf"


class Scope(StrEnum):
    """The newest handed-in version of each piece, or every one that was handed in."""

    NEWEST = "newest"
    ALL = "all"


class State(StrEnum):
    """making → made → gone; or failed, or cancelled."""

    MAKING = "making"
    MADE = "made"
    GONE = "gone"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Export:
    """See the columns of its row."""

    id: int
    public_id: str
    person_id: int
    form: Form
    scope: Scope
    state: State
    offered: int
    asked_at: datetime
    settled_at: datetime | None = None
    expires_at: datetime | None = None
    pieces: int = 0
    files: int = 0
    left_out: int = 0
    volumes: int = 0
    size: int = 0
    by_link: bool = False
    told: bool = False
    live_message: int | None = None

    def is_there(self, now: datetime) -> bool:
        """Whether it can be had again."""
        made = self.state is State.MADE and self.expires_at is not None
        return made and self.expires_at is not None and now < self.expires_at


@dataclass(frozen=True, slots=True)
class Volume:
    """An object of an export, finished when it has a size."""

    id: int
    number: int
    key: str
    name: str
    size: int | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """What came of an export: bytes, and how many pieces and files are in it or named alone."""

    volumes: tuple[Volume, ...]
    pieces: int
    files: int
    left_out: int

    @property
    def size(self) -> int:
        return sum(volume.size or 0 for volume in self.volumes)


def next_chance(asked: Iterable[datetime], now: datetime) -> datetime | None:
    """When the next export may be asked for; None: now. `asked`: when the last ones were."""
    today = sorted(at for at in asked if at > now - DAY)
    return today[-A_DAY] + DAY if len(today) >= A_DAY else None


def is_outdated(offered: int, now: datetime) -> bool:
    """Whether the sizes that stood beside a button may be wrong by now."""
    return not 0 <= int(now.timestamp()) - offered <= OFFER_HOLDS.total_seconds()


def percent(done: int, total: int) -> int:
    """Never 100 before it is finished."""
    return min(99, done * 100 // total) if total > 0 else 0


def largest_sent(upload_limit_mb: int) -> int:
    """How many bytes a bot may send as one document."""
    if upload_limit_mb <= CLOUD_UPLOAD_MB:
        return CLOUD_SENDING_MB * MEGABYTE
    return max(CLOUD_SENDING_MB, upload_limit_mb) * MEGABYTE


def size_of_pdf(pieces: int) -> int:
    """About how large the PDF of so many pieces is."""
    return PDF_BYTES + PDF_PIECE_BYTES * pieces


def size_beside(pieces: int) -> int:
    """About what page, data and sums of so many pieces take in a ZIP."""
    return PAGE_BYTES + PAGE_PIECE_BYTES * pieces


def split(sizes: Sequence[int], largest: int | None) -> list[list[int]]:
    """Which files (by their place) go into which volume: in their order, each as full as can be.

    `largest` in bytes; None: all into one. There is always one, if an empty one. A file that is too
    large for any has one of its own.
    """
    volumes: list[list[int]] = [[]]
    room = largest
    for place, size in enumerate(sizes):
        if room is not None and largest is not None:
            if size > room and volumes[-1]:
                volumes.append([])
                room = largest
            room -= size
        volumes[-1].append(place)
    return volumes
