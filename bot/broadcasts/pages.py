"""Links of broadcasts that are counted on the way: each leads to the one address stored for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.broadcasts.actions.answering import follow_link
from bot.kit.web.page import Asked, Pages
from bot.kit.web.tokens import TokenFault, TokenRefused

if TYPE_CHECKING:
    from aiohttp.web import StreamResponse

pages = Pages()


@pages.get("/go/{token}")
async def on_link_followed(asked: Asked) -> StreamResponse:
    """Nothing is noted but that somebody came; programs that only look (HEAD) are not counted."""
    from aiohttp import web

    counted = asked.request.method != "HEAD"
    async with asked.database.transaction() as session:
        target = await follow_link(session, asked.path["token"], asked.now, counted=counted)
    if target is None:
        raise TokenRefused(TokenFault.UNKNOWN)
    return web.Response(status=302, headers={"Location": target})
