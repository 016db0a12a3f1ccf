"""The page behind a link to a file, and the file itself, streamed with bounded memory."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncGenerator
from contextlib import closing
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from bot.kit.files.failures import ObjectMissing
from bot.kit.files.store import CHUNK_BYTES
from bot.kit.web.objects import PURPOSE, Offered, discard, find_object
from bot.kit.web.page import Asked, Page, Pages
from bot.kit.web.tokens import Token, TokenFault, TokenRefused, find_token

if TYPE_CHECKING:
    from aiohttp.web import StreamResponse

    from bot.kit.services import Services
    from bot.kit.tasks.worker import Due

pages = Pages()
AT_ONCE: Final = asyncio.Semaphore(32)
STALLED_SECONDS: Final = 60
MEGABYTE: Final = 1024 * 1024
_RANGE: Final = re.compile(r"bytes=(\d{1,15})-(\d{1,15})?")
_NOT_ASCII: Final = re.compile(r"[^A-Za-z0-9 ._()-]")


async def discard_object(services: Services, task: Due) -> None:
    """The object of a link that has expired, or one that was moved; gone already is well."""
    await discard(services.database, services.objects, task.payload)


@pages.get("/file/{token}")
async def on_link_opened(asked: Asked) -> Page:
    """What it is; nothing is fetched before somebody wants it, also by no preview of a chat."""
    token, offered = await _offered(asked)
    size = asked.words.number(max(0.1, offered.size / MEGABYTE), 1)
    until = asked.words.moment(token.expires_at, "UTC")
    get = asked.link(f"/file/{asked.path['token']}/get")
    return Page("web/file.html", {"name": offered.name, "size": size, "until": until, "get": get})


@pages.get("/file/{token}/get", seconds=None)
async def on_file_wanted(asked: Asked) -> StreamResponse:
    _, offered = await _offered(asked)
    async with AT_ONCE:
        return await _stream(asked, offered)


async def _offered(asked: Asked) -> tuple[Token, Offered]:
    async with asked.database.reading() as session:
        token = await find_token(session, PURPOSE, asked.path["token"], asked.now)
        offered = await find_object(session, token.id)
    if offered is None:
        raise TokenRefused(TokenFault.REVOKED)
    return token, offered


def disposition(name: str) -> str:
    """As RFC 6266 has it: to be saved, under its name in UTF-8 and a plain one for old programs."""
    plain = _NOT_ASCII.sub("_", name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def span_of(header: str, size: int) -> tuple[int, int] | None:
    """The first byte and the one behind the last of `bytes=5-` or `bytes=5-9`; None for no or
    another kind of range: then the whole is sent. Raises ValueError for one that is not there.
    """
    found = _RANGE.fullmatch(header.strip())
    if found is None:
        return None
    start = int(found[1])
    stop = min(size, int(found[2]) + 1) if found[2] else size
    if start >= size or stop <= start:
        raise ValueError("no such range")
    return start, stop


async def _stream(asked: Asked, offered: Offered) -> StreamResponse:
    from aiohttp import web

    headers = {
        "Content-Type": offered.mime,
        "Content-Disposition": disposition(offered.name),
        "Accept-Ranges": "bytes",
    }
    try:
        span = span_of(asked.request.headers.get("Range", ""), offered.size)
    except ValueError:
        return web.Response(status=416, headers={"Content-Range": f"bytes */{offered.size}"})
    start, stop = span or (0, offered.size)
    if span:
        headers["Content-Range"] = f"bytes {start}-{stop - 1}/{offered.size}"
    if not await asked.house.objects.exists(offered.key):
        raise TokenRefused(TokenFault.REVOKED)
    response = web.StreamResponse(status=206 if span else 200, headers=headers)
    response.content_length = stop - start
    await response.prepare(asked.request)
    if asked.request.method != "HEAD":
        async for piece in _pieces(asked, offered, start, stop):
            async with asyncio.timeout(STALLED_SECONDS):
                await response.write(piece)
        await response.write_eof()
    return response


async def _pieces(
    asked: Asked, offered: Offered, start: int, stop: int
) -> AsyncGenerator[bytes, None]:
    """From a beginning the object is streamed; what lies behind is read from its place on."""
    if (start, stop) == (0, offered.size):
        async for piece in asked.house.objects.stream(offered.key):
            yield piece
        return
    opened: Any = await asyncio.to_thread(asked.house.objects.open, offered.key)
    with closing(opened):
        await asyncio.to_thread(opened.seek, start)
        while start < stop:
            piece = await asyncio.to_thread(opened.read, min(CHUNK_BYTES, stop - start))
            if not piece:
                raise ObjectMissing(offered.key)
            start += len(piece)
            yield piece
