"""Where facts stand, numbered in the order in which a booklet first names them."""

from __future__ import annotations

import re
from typing import Final, TypedDict

from bot.kit.text import Text, plain

PLACE: Final = re.compile(r"(?P<name>.*?)[\s,]*(?P<url>https?://\S+)")


class Source(TypedDict):
    """`url` is empty where the content only names a source."""

    number: int
    name: str
    url: str


class Sources:
    """Each place once, however often it is cited: the same address is the same place."""

    def __init__(self) -> None:
        self._known: dict[str, Source] = {}

    def cite(self, source: str) -> list[int]:
        """The numbers of the places in a `source` of content, `name, address; name, address`."""
        named = [one.strip() for one in source.split("; ") if one.strip()]
        return list(dict.fromkeys(self._number(*_place(one)) for one in named))

    def cite_link(self, label: Text, url: str) -> int:
        """The number of what a text links to."""
        return self._number(plain(label), url)

    def listed(self) -> list[Source]:
        return list(self._known.values())

    def _number(self, name: str, url: str) -> int:
        number = len(self._known) + 1
        known = self._known.setdefault(url or name, {"number": number, "name": name, "url": url})
        return known["number"]


def _place(one: str) -> tuple[str, str]:
    found = PLACE.fullmatch(one)
    return (found["name"], found["url"]) if found else (one, "")
