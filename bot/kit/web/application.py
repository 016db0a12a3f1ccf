"""The application: routes of all slices, and around each what holds for every answer.

What it logs names a route and never the token in it, nor where a request came from.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Final

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware
from sqlalchemy import text

from bot.kit.i18n import Words
from bot.kit.web import throttle
from bot.kit.web.forms import MOST_BYTES, BadRequest, read_form
from bot.kit.web.headers import FOR_A_YEAR, secure
from bot.kit.web.languages import language_of
from bot.kit.web.page import Asked, Elsewhere, House, Page, Pages, Route
from bot.kit.web.templates import render, stylesheet
from bot.kit.web.tokens import TokenFault, TokenRefused

log = logging.getLogger(__name__)
LONGEST_PATH: Final = 200
LONGEST_QUERY: Final = 500
GONE: Final = 410
Serving = Callable[[web.Request], Awaitable[web.StreamResponse]]


class TooManyGuesses(Exception):
    """So many wrong tokens came from there that none is looked up for a while."""


@dataclass(slots=True)
class Site:
    """What every route shares."""

    house: House

    def asked(self, request: web.Request, fields: Mapping[str, str]) -> Asked:
        asked_for = request.query.get("l")
        language = language_of(asked_for, request.headers.get("Accept-Language", ""))
        return Asked(
            self.house, Words(language), self.house.clock.now(), dict(request.match_info),
            dict(request.query), fields, request, request.path,
        )  # fmt: skip

    def serving(self, route: Route) -> Serving:
        async def serve(request: web.Request) -> web.StreamResponse:
            fields: Mapping[str, str] = {}
            guarded = "token" in request.match_info
            if guarded:
                await self._may_look(request)
            if route.method == "POST":
                fields = await read_form(request, self.house.settings.public_url or "")
            asked = self.asked(request, fields)
            try:
                async with asyncio.timeout(route.seconds):
                    return self.answer(asked, await route.handler(asked))
            except TokenRefused as refused:
                if guarded and refused.fault is TokenFault.UNKNOWN:
                    await self._count(request)
                raise

        return serve

    def answer(
        self, asked: Asked, given: Page | Elsewhere | web.StreamResponse
    ) -> web.StreamResponse:
        if isinstance(given, Elsewhere):
            return web.Response(status=303, headers={"Location": given.to})
        if isinstance(given, Page):
            html = render(asked, given)
            return web.Response(text=html, status=given.status, content_type="text/html")
        return given

    def fault(self, request: web.Request, status: int, key: str) -> web.StreamResponse:
        """A page that says what is wrong, in the person's language, and nothing else."""
        asked = self.asked(request, {})
        title, said = asked.words(f"web.fault.{key}.title"), asked.words(f"web.fault.{key}.text")
        return self.answer(asked, Page("web/fault.html", {"title": title, "text": said}, status))

    @property
    def tells_apart(self) -> bool:
        """Behind a proxy that nobody has told us of, everybody comes from the same address."""
        settings = self.house.settings
        return settings.web_proxies > 0 or not (settings.public_url or "").startswith("https:")

    def _client(self, request: web.Request) -> str:
        forwarded = request.headers.getall("X-Forwarded-For", [])
        return throttle.client_of(request.remote, forwarded, self.house.settings.web_proxies)

    async def _may_look(self, request: web.Request) -> None:
        if not self.tells_apart:
            return
        now = self.house.clock.now()
        async with self.house.database.reading() as session:
            guesses = await throttle.find_guesses(session, self._client(request), now)
        until = throttle.pause_until(guesses)
        if until is not None and now < until:
            raise TooManyGuesses

    async def _count(self, request: web.Request) -> None:
        if self.tells_apart:
            async with self.house.database.transaction() as session:
                now = self.house.clock.now()
                await throttle.count_wrong(session, self._client(request), now)


def build(house: House, slices: Iterable[Pages]) -> web.Application:
    """An application that answers everything with a page or a file, and with our headers."""
    site = Site(house)
    around = _around(site)
    application = web.Application(middlewares=[around], client_max_size=MOST_BYTES)
    application.router.add_get("/health", _health(house))
    application.router.add_get("/robots.txt", _robots)
    application.router.add_get("/favicon.ico", _no_icon)
    application.router.add_get("/static/{name}", _style)
    for pages in slices:
        for route in pages.routes:
            application.router.add_route(route.method, route.path, site.serving(route))
            if route.method == "GET":
                application.router.add_route("HEAD", route.path, site.serving(route))

    async def add_headers(_request: web.Request, response: web.StreamResponse) -> None:
        https = (house.settings.public_url or "").startswith("https:")
        secure(response.headers, https=https)

    application.on_response_prepare.append(add_headers)
    return application


def _around(site: Site) -> Middleware:
    @web.middleware
    async def around(request: web.Request, handler: Handler) -> web.StreamResponse:
        begun = monotonic()
        response = await _answered(site, request, handler)
        info = request.match_info.route.resource
        where = info.canonical if info else "-"
        took = (monotonic() - begun) * 1000
        log.info("%s %s %s, %.0f ms", request.method[:10], where, response.status, took)
        return response

    return around


async def _answered(site: Site, request: web.Request, handler: Handler) -> web.StreamResponse:
    try:
        if len(request.path) > LONGEST_PATH or len(request.query_string) > LONGEST_QUERY:
            return site.fault(request, 404, "unknown")
        return await handler(request)
    except TokenRefused as refused:
        status = 404 if refused.fault is TokenFault.UNKNOWN else GONE
        return site.fault(request, status, f"link_{refused.fault}")
    except TooManyGuesses:
        return site.fault(request, 429, "too_many")
    except BadRequest as bad:
        return site.fault(request, bad.status, "bad")
    except web.HTTPException as refused:
        return _refused(site, request, refused)
    except (TimeoutError, Exception) as defect:
        if request.transport is None or request.transport.is_closing():
            raise  # whoever asked has gone
        # The traceback could hold what somebody wrote, so only its kind and place are told.
        place = _place_of(defect)
        log.error("a page failed: %s at %s", type(defect).__name__, place)  # noqa: TRY400
        return site.fault(request, 500, "defect")


def _refused(site: Site, request: web.Request, refused: web.HTTPException) -> web.StreamResponse:
    if refused.status < 400:
        return refused
    keys = {404: "unknown", 405: "method", 413: "too_large", 503: "defect"}
    response = site.fault(request, refused.status, keys.get(refused.status, "bad"))
    if "Allow" in refused.headers:
        response.headers["Allow"] = refused.headers["Allow"]
    return response


def _place_of(defect: BaseException) -> str:
    trace, place = defect.__traceback__, "?"
    while trace is not None:
        place = f"{trace.tb_frame.f_globals.get('__name__')}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place


def _health(house: House) -> Serving:
    async def health(_request: web.Request) -> web.Response:
        """Whether this process answers and reaches its database; nothing else is told."""
        async with asyncio.timeout(5), house.database.reading() as session:
            await session.execute(text("SELECT 1"))
        return web.Response(text="ok\n")

    return health


async def _robots(_request: web.Request) -> web.Response:
    return web.Response(text="User-agent: *\nDisallow: /\n")


async def _no_icon(_request: web.Request) -> web.Response:
    return web.Response(status=204)


async def _style(request: web.Request) -> web.Response:
    name, style = stylesheet()
    if request.match_info["name"] != name:
        raise web.HTTPNotFound
    kept = {"Cache-Control": FOR_A_YEAR}
    return web.Response(body=style, content_type="text/css", charset="utf-8", headers=kept)
