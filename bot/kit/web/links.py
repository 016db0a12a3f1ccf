"""Links to our pages, for messages and buttons."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from bot.kit.refusals import Refusal
from bot.kit.settings import Settings


class PagesMissing(Refusal):
    """Nothing is reached from outside: JOBBROKER_PUBLIC_URL is not set."""

    words = "web.no_pages"


def link_to(settings: Settings, path: str, language: str | None = None) -> str:
    """The whole address of a page of ours, in a language if one is named. Raises PagesMissing."""
    if settings.public_url is None:
        raise PagesMissing
    return settings.public_url + local(path, language)


def local(path: str, language: str | None = None, **query: str) -> str:
    """The same within a page: path and query alone."""
    asked = {**query, **({"l": language} if language else {})}
    return quote(path, safe="/-_") + (f"?{urlencode(asked)}" if asked else "")
