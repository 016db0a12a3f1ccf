"""The web page of the phones, from the files in bot/phone/web."""

from importlib.resources import files
from pathlib import PurePosixPath

from aiohttp import web

from bot.phone.guard import SECURITY_HEADERS

_TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".json": "application/json",
    ".woff2": "font/woff2",
}


def page_routes() -> list[web.RouteDef]:
    """/ is the page, /web/… its files."""

    async def index(_: web.Request) -> web.Response:
        return _file("index.html")

    async def asset(request: web.Request) -> web.Response:
        return _file(request.match_info["path"])

    return [web.get("/", index), web.get("/web/{path:.+}", asset)]


def _file(path: str) -> web.Response:
    parts = PurePosixPath(path).parts
    kind = _TYPES.get(PurePosixPath(path).suffix)
    if kind is None or any(part.startswith((".", "/")) or "\\" in part for part in parts):
        raise web.HTTPNotFound
    found = files("bot.phone").joinpath("web", *parts)
    if not found.is_file():
        raise web.HTTPNotFound
    headers = SECURITY_HEADERS | {"Cache-Control": "no-cache"}
    charset = None if kind.startswith(("image/p", "font/")) else "utf-8"
    body = found.read_bytes()
    return web.Response(body=body, content_type=kind, charset=charset, headers=headers)
