"""What comes with a request: the fields of a form, and whether our own page sent it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl

if TYPE_CHECKING:
    from aiohttp.web import Request

MOST_BYTES: Final = 64 * 1024
MOST_FIELDS: Final = 40
READING_SECONDS: Final = 15
FORM: Final = "application/x-www-form-urlencoded"


class BadRequest(Exception):
    """What came is no form of ours; `status` says which way."""

    def __init__(self, status: int = 400) -> None:
        super().__init__(status)
        self.status = status


async def read_form(request: Request, origin: str) -> dict[str, str]:
    """The fields, the last of each name. Raises BadRequest; aiohttp raises for too large a body.

    A form can only be sent by whoever knows the token in its address, and there is no cookie that a
    foreign page could make use of. That a browser says it comes from elsewhere is refused besides.
    With `Referrer-Policy: no-referrer` browsers send `Origin: null` from our own pages.
    """
    site = request.headers.get("Sec-Fetch-Site")
    sent_from = request.headers.get("Origin", "null")
    if (site or "same-origin") != "same-origin" or (not site and sent_from not in ("null", origin)):
        raise BadRequest
    if request.content_type != FORM:
        raise BadRequest(415)
    try:
        async with asyncio.timeout(READING_SECONDS):
            body = await request.read()
        pairs = parse_qsl(
            body.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=MOST_FIELDS,
        )
    except (ValueError, TimeoutError):
        raise BadRequest from None
    return dict(pairs)
