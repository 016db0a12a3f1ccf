"""What a witness is asked, and how the link to it stands."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from bot.kit.audit.rules import digest_of

LIFETIME: Final = timedelta(days=14)
LONGEST_ACCOUNT: Final = 1500
SHORTEST_ACCOUNT: Final = 30
MOST_OPEN: Final = 3
MOST_SHOWN: Final = 20


class State(StrEnum):
    """draft → open → confirmed, corrected, declined or revoked."""

    DRAFT = "draft"
    OPEN = "open"
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    DECLINED = "declined"
    REVOKED = "revoked"


class Standing(StrEnum):
    """How a link stands, in words for the trainee."""

    DRAFT = "draft"
    WAITING = "waiting"
    OPENED = "opened"
    EXPIRED = "expired"
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    DECLINED = "declined"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class Request:
    """One account that one witness is asked about.

    `account` is never changed once there is a link; `digest` is of it and of what it is to show.
    `tags` are ids of outcomes and statements as they were then.
    """

    id: int
    public_id: str
    piece_id: int
    person_id: int
    outcome: str
    tags: tuple[str, ...]
    account: str
    digest: str
    state: State
    language: str
    made_at: datetime
    token_id: int | None = None
    sent_at: datetime | None = None
    expires_at: datetime | None = None
    opened_at: datetime | None = None
    answered_at: datetime | None = None
    answered_in: str = ""
    name: str = ""
    role: str = ""


class AccountFault(StrEnum):
    SHORT = "short"
    LONG = "long"


def cleaned(written: str) -> str:
    """Composed characters, plain line ends, and nothing that cannot be seen or turns the
    direction of what follows.
    """
    composed = unicodedata.normalize("NFC", written.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(map(_plain, composed)).strip()


def _plain(sign: str) -> str:
    if sign == "\n":
        return sign
    kind = unicodedata.category(sign)
    if kind in ("Zs", "Zl", "Zp") or sign == "\t":
        return " "
    return "" if kind[0] == "C" else sign


def on_one_line(written: str) -> str:
    return " ".join(cleaned(written).split())


def what_is_wrong_with(account: str) -> AccountFault | None:
    """An account has 30 to 1,500 characters."""
    if len(account) > LONGEST_ACCOUNT:
        return AccountFault.LONG
    return AccountFault.SHORT if len(account) < SHORTEST_ACCOUNT else None


def digest_of_account(account: str, outcome: str, tags: Iterable[str]) -> str:
    """Binds an answer to exactly this account and to what it is to show."""
    return digest_of("account", account, outcome, *tags)


def standing(request: Request, now: datetime) -> Standing:
    """How a link stands now; an open one that was not answered in time has expired."""
    if request.state is not State.OPEN:
        return Standing(request.state)
    if request.expires_at is not None and request.expires_at <= now:
        return Standing.EXPIRED
    return Standing.WAITING if request.opened_at is None else Standing.OPENED


def is_open(request: Request, now: datetime) -> bool:
    return standing(request, now) in (Standing.WAITING, Standing.OPENED)
