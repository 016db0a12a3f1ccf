"""Pictures and PDFs from typst templates, drawn beside the event loop and kept by their content.

Whatever a template shows comes as JSON in its inputs and is never glued into its source, so that
`#import` in somebody's name is text like any other. Only the font shipped here is used: the same
data gives the same bytes on every machine. It has Latin, Greek and Cyrillic letters.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
from collections import OrderedDict
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Final, Literal, TypedDict

import typst

KEPT_BYTES: Final = 8 * 1024 * 1024
_PIXELS_PER_INCH: Final = 144  # a template's 540 points become 1080 pixels
_ROOM: Final = Path(str(resources.files("bot.kit")))
TEMPLATES: Final = _ROOM / "templates"
_NAME: Final = re.compile(r"[a-z][a-z_]*")
_SAME_DAY: Final = datetime(2000, 1, 1, tzinfo=UTC)  # a PDF's date would differ from run to run
# One picture at a time: typst itself uses all cores, and two would only slow down the event loop.
_WORKER: Final = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pictures")

Format = Literal["png", "pdf"]


class RadarAxis(TypedDict):
    """One axis of `radar`: values from 1 to 4, or None for what is not answered yet."""

    label: str
    required: float | None
    self: float | None
    checks: float | None
    earlier: float | None


class RadarLegend(TypedDict):
    """What each series is called; `earlier` None if there is none."""

    required: str
    self: str
    checks: str
    earlier: str | None
    missing: str


class Radar(TypedDict):
    """The data of `radar`; `scale` says what 1 and 4 mean, `alt` the facts in a sentence."""

    title: str
    subtitle: str
    axes: list[RadarAxis]
    legend: RadarLegend
    scale: str
    alt: str


class OverviewRow(TypedDict):
    """One row of `overview`: `marks` is one for each kind, "" where the kind is not asked for."""

    id: str
    marks: list[str]
    counts: str
    enough: bool


class OverviewGroup(TypedDict):
    """Rows under one name."""

    label: str
    rows: list[OverviewRow]


class Overview(TypedDict):
    """The data of `overview`; `legend` pairs marks with names, `alt` the facts in a sentence."""

    title: str
    subtitle: str
    kinds: list[str]
    groups: list[OverviewGroup]
    legend: list[tuple[str, str]]
    enough: str
    numbers: str
    alt: str


class PictureFailed(Exception):
    """A template and its data do not fit together: a defect, with typst's words for it."""


class Kept:
    """Bytes by key; the least recently used go first when there are more than `limit` of them."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._size = 0
        self._rows: OrderedDict[str, bytes] = OrderedDict()

    @property
    def size(self) -> int:
        """Bytes now held."""
        return self._size

    def get(self, key: str) -> bytes | None:
        if (row := self._rows.get(key)) is not None:
            self._rows.move_to_end(key)
        return row

    def put(self, key: str, row: bytes) -> None:
        self._size += len(row) - len(self._rows.pop(key, b""))
        self._rows[key] = row
        while self._size > self._limit:
            self._size -= len(self._rows.popitem(last=False)[1])


_kept: Final = Kept(KEPT_BYTES)


async def render_png(template: str, data: Mapping[str, object], *, language: str) -> bytes:
    """`template` with `data` as PNG; `language` says how words break. Raises PictureFailed."""
    return await _render(template, data, language, "png")


async def render_pdf(template: str, data: Mapping[str, object], *, language: str) -> bytes:
    """The same as a tagged PDF/UA-1, which a screen reader can read. Raises PictureFailed."""
    return await _render(template, data, language, "pdf")


async def _render(template: str, data: Mapping[str, object], language: str, form: Format) -> bytes:
    words = json.dumps({**data, "language": language}, ensure_ascii=False, sort_keys=True)
    key = hashlib.sha256(f"{template}\0{form}\0{words}".encode()).hexdigest()
    if (found := _kept.get(key)) is not None:
        return found
    loop = asyncio.get_running_loop()
    drawn = await loop.run_in_executor(_WORKER, draw, template, words, form)
    _kept.put(key, drawn)
    return drawn


def draw(template: str, words: str, form: Format, made_on: datetime = _SAME_DAY) -> bytes:
    """Draws now, in this thread, and keeps nothing. `words` is JSON. Raises PictureFailed."""
    source = _source(template)
    try:
        drawn = _compiler().compile(
            source,
            format=form,
            ppi=_PIXELS_PER_INCH,
            sys_inputs={"data": words},
            timestamp=made_on,
            pdf_standards=["ua-1"] if form == "pdf" else [],
        )
    except typst.TypstError as fault:
        raise PictureFailed(f"{template}: {fault}") from fault
    if not isinstance(drawn, bytes):
        raise PictureFailed(f"{template}: more than one page")
    return drawn


def _source(template: str) -> Path:
    path = TEMPLATES / f"{template}.typ"
    if not _NAME.fullmatch(template) or not path.is_file():
        raise PictureFailed(f"no template {template!r}")
    return path


@cache
def _compiler() -> typst.Compiler:
    """Kept for the worker's thread: it remembers the templates and the font between pictures."""
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[_ROOM / "fonts"],
    )
    return typst.Compiler(root=TEMPLATES, font_paths=fonts, ignore_system_fonts=True)
