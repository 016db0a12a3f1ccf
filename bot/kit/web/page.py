"""What a handler gets and gives: who asks, and a page as a template with values, plain values."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias

from bot.kit.clock import Clock
from bot.kit.db import Database
from bot.kit.files.store import ObjectStore
from bot.kit.i18n import Words
from bot.kit.settings import Settings
from bot.kit.web.links import local

if TYPE_CHECKING:
    from aiohttp.web import Request, StreamResponse


@dataclass(frozen=True, slots=True)
class House:
    """The running program's parts that pages need."""

    database: Database
    clock: Clock
    settings: Settings
    objects: ObjectStore


@dataclass(frozen=True, slots=True)
class Asked:
    """One request. `path` holds the values of the route's places, `fields` those of a form."""

    house: House
    words: Words
    now: datetime
    path: Mapping[str, str]
    query: Mapping[str, str]
    fields: Mapping[str, str]
    request: Request
    here: str

    @property
    def database(self) -> Database:
        return self.house.database

    @property
    def settings(self) -> Settings:
        return self.house.settings

    def link(self, path: str, **query: str) -> str:
        """A way to another page of ours, in the same language."""
        return local(path, self.words.language, **query)


@dataclass(frozen=True, slots=True)
class Page:
    """A template (`witnesses/form.html`: of that slice) with the values in it.

    `switches`: other languages are offered; not where something typed would be lost by it.
    """

    template: str
    values: Mapping[str, object] = field(default_factory=dict[str, object])
    status: int = 200
    switches: bool = True


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The browser goes on to another page of ours, with GET."""

    to: str


Answer: TypeAlias = "Page | Elsewhere | StreamResponse"
Handler: TypeAlias = Callable[[Asked], Awaitable[Answer]]


@dataclass(frozen=True, slots=True)
class Route:
    method: str
    path: str
    handler: Handler
    seconds: float | None


class Pages:
    """The pages of one slice.

    pages = Pages()

    @pages.get("/witness/{token}")
    async def on_opened(asked: Asked) -> Page: …
    """

    def __init__(self) -> None:
        self.routes: list[Route] = []

    def get(self, path: str, *, seconds: float | None = 30) -> Callable[[Handler], Handler]:
        """Also answers HEAD. `seconds`: how long an answer may take; None for long streams."""
        return self._added("GET", path, seconds)

    def post(self, path: str, *, seconds: float | None = 30) -> Callable[[Handler], Handler]:
        """Takes a form, sent from our own page."""
        return self._added("POST", path, seconds)

    def _added(self, method: str, path: str, seconds: float | None) -> Callable[[Handler], Handler]:
        def add(handler: Handler) -> Handler:
            self.routes.append(Route(method, path, handler, seconds))
            return handler

        return add
