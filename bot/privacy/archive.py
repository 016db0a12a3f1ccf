"""The ZIP of all of somebody's data: a page to read, data for programs, and their files.

Everything is read from the database a page at a time, and written as it is read.
"""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Any, Final, TypeAlias

from bot.kit.db import Database
from bot.kit.files.store import ObjectStore
from bot.kit.files.zipping import Member, in_zip, member_path, zipped
from bot.kit.i18n import SOURCE, Words
from bot.kit.personal.collecting import Collected, collect
from bot.kit.personal.current import current_erasers
from bot.kit.personal.holdings import Erased, Eraser
from bot.portfolio.rules.exports import split

FOLDER: Final = "files"
# What page and data may have grown by until they are written, and the end of a ZIP.
GROWS: Final = 64 * 1024
Files: TypeAlias = Sequence[tuple[str, str]]  # path in the ZIP, key in the store
_STYLE: Final = (
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem}"
    "dl{border:1px solid;padding:.5rem 1rem;margin:1rem 0}dt{font-weight:bold}"
    "dd{margin:0 0 .5rem;white-space:pre-wrap;overflow-wrap:anywhere}"
)


@dataclass(frozen=True, slots=True)
class Archive:
    """What goes into the ZIP, in `words`' language for the page, in English for the data."""

    database: Database
    objects: ObjectStore
    whose: Erased
    words: Words
    zone: str
    now: datetime

    async def members(self) -> AsyncGenerator[Member]:
        async for member in self._texts():
            yield member
        async for path, key in self._files():
            yield Member(path, self.objects.stream(key))

    async def volumes(self, largest: int) -> list[Files] | None:
        """The files of each ZIP, if none is to have more than `largest` bytes; page and data are in
        the first. None where something is too large for any.
        """
        files = [one async for one in self._files()]
        texts = [len(chunk) async for chunk in zipped(self._texts())]
        sizes = [sum(texts) + GROWS]
        for path, key in files:
            sizes.append(in_zip(path, await self.objects.size_of(key)))
        if max(sizes) > largest:
            return None
        return [[files[n - 1] for n in held if n] for held in split(sizes, largest)]

    async def of_volume(self, number: int, files: Files) -> AsyncGenerator[Member]:
        """The members of one of them, from 1 on."""
        if number == 1:
            async for member in self._texts():
                yield member
        for path, key in files:
            yield Member(path, self.objects.stream(key))

    async def _texts(self) -> AsyncGenerator[Member]:
        yield Member("index.html", _encoded(self._page()))
        yield Member("data.json", _encoded(self._data()))

    async def _rows(self, eraser: Eraser, count: _Files) -> AsyncGenerator[tuple[Collected, str]]:
        """The rows of a slice, and where the file of each lies in the ZIP."""
        async with (
            self.database.reading() as session,
            aclosing(collect(session, eraser, self.whose)) as collected,
        ):
            async for one in collected:
                yield one, await count.path_of(self.objects, one)

    async def _files(self) -> AsyncGenerator[tuple[str, str]]:
        count = _Files()
        for eraser in _told():
            async for one, path in self._rows(eraser, count):
                if path and one.file:
                    yield path, one.file.key

    async def _data(self) -> AsyncGenerator[str]:
        """Slice, kind, list of rows; each slice with a sentence on what it holds."""
        english, count = Words(SOURCE), _Files()
        yield f'{{\n"made_at": {json.dumps(self.now.isoformat())},\n"slices": {{'
        for number, eraser in enumerate(_told()):
            head = json.dumps({"about": english(f"privacy.slice.{eraser.slice}")})
            yield f"{',' if number else ''}\n{json.dumps(eraser.slice)}: {head[:-1]}"
            kind = ""
            async for one, path in self._rows(eraser, count):
                if one.name != kind:
                    yield f"{']' if kind else ''},\n{json.dumps(one.name)}: [\n"
                else:
                    yield ",\n"
                kind = one.name
                row = {**one.data, "file": path} if one.file else one.data
                yield json.dumps(row, ensure_ascii=False)
            yield "]}" if kind else "}"
        yield "\n}}\n"

    async def _page(self) -> AsyncGenerator[str]:
        words, count = self.words, _Files()
        title = escape(words("privacy.page.title"))
        yield (
            f'<!doctype html>\n<html lang="{words.language}"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"<title>{title}</title><style>{_STYLE}</style></head><body><main><h1>{title}</h1>"
            f"<p>{escape(words('privacy.page.made', at=words.moment(self.now, self.zone)))}</p>"
        )
        for eraser in _told():
            yield f"<section><h2>{escape(words(f'privacy.slice.{eraser.slice}'))}</h2>\n"
            empty, kind = True, ""
            async for one, path in self._rows(eraser, count):
                if one.name != kind:
                    yield f"<h3 lang='en'>{escape(one.name.replace('_', ' '))}</h3>"
                kind, empty = one.name, False
                yield _row(one, path, words)
            yield (
                f"<p>{escape(words('privacy.page.empty'))}</p></section>" if empty else "</section>"
            )
        yield "</main></body></html>\n"


@dataclass(slots=True)
class _Files:
    """Numbers the files that are there, in the same order in each pass."""

    n: int = 0

    async def path_of(self, objects: ObjectStore, one: Collected) -> str:
        """Empty where there is no file, or not yet, or not any more."""
        if one.file is None or not await objects.exists(one.file.key):
            return ""
        self.n += 1
        return member_path(FOLDER, self.n, one.file.name)


def _told() -> list[Eraser]:
    """The slices that hold something, from below: who somebody is comes first."""
    return [eraser for eraser in reversed(current_erasers()) if eraser.rows]


def _row(one: Collected, path: str, words: Words) -> str:
    shown = "".join(
        f"<dt lang='en'>{escape(name.replace('_', ' '))}</dt><dd>{escape(_text(value))}</dd>"
        for name, value in one.data.items()
        if value not in (None, "")
    )
    link = (
        f"<dd><a href='{escape(path)}'>{escape(words('privacy.page.file'))}</a></dd>"
        if path
        else ""
    )
    return f"<dl>{shown}{link}</dl>\n"


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


async def _encoded(parts: AsyncIterator[str]) -> AsyncGenerator[bytes]:
    """Small parts put together, in UTF-8."""
    held: list[str] = []
    size = 0
    async for part in parts:
        held.append(part)
        size += len(part)
        if size > 64 * 1024:
            yield "".join(held).encode()
            held, size = [], 0
    yield "".join(held).encode()
