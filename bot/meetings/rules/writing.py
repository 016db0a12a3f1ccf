"""How a meeting's answers are read: a day with a time, a length, a place or the link to one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, time
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from bot.cohorts.rules import read_date, read_due
from bot.meetings.rules.meeting import LONGEST, SHORTEST

LONGEST_PLACE: Final = 200
_LOOKS_LIKE_A_LINK: Final = re.compile(
    r"(?i)^(?:[a-z][a-z0-9+.\-]*:/|www\.|[\w\-]+(?:\.[\w\-]+)+/)"
)
_HOST: Final = re.compile(r"(?:[^\W_](?:[\w\-]*[^\W_])?\.)+[^\W\d_]{2,}")
_NUMBER: Final = re.compile(r"(\d{1,3})(?:\s*\D{1,12})?")


class NoTime(ValueError):
    """A day without a time of day."""


class BadLink(ValueError):
    """Meant as a link, and none that can be opened."""


def read_when(written: str, months: Mapping[str, int], today: date) -> tuple[date, time] | None:
    """The day and the time; None for what is neither. Raises NoTime for a day alone."""
    if read_date(written, months, today) is not None:
        raise NoTime
    return read_due(written, months, today)


def read_minutes(written: str) -> int | None:
    """A number of minutes, with or without a word after it; None for what is none, or too many."""
    found = _NUMBER.fullmatch(written.strip())
    minutes = int(found[1]) if found else 0
    return minutes if SHORTEST <= minutes <= LONGEST else None


def read_place(written: str) -> str | None:
    """A place in words on one line, or a link; None for one too short or too long.

    Raises BadLink for a link that does not begin with https:// or has no proper host: people are
    sent there.
    """
    place = " ".join(written.split())
    if not 2 <= len(place) <= LONGEST_PLACE:
        return None
    if _LOOKS_LIKE_A_LINK.match(place):
        return _checked(place)
    return place


def _checked(link: str) -> str:
    try:
        parts = urlsplit(link)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise BadLink from None
    plain = parts.scheme.lower() == "https" and " " not in link
    if not plain or parts.username is not None or "\\" in link or not _is_public(host):
        raise BadLink
    return "https://" + link[len("https://") :]


def _is_public(host: str) -> bool:
    try:
        return ip_address(host).is_global
    except ValueError:
        return bool(_HOST.fullmatch(host)) and not host.endswith((".local", ".localhost"))
