"""Places inside witnesses. `piece` and `request` are public ids of ten characters."""

from __future__ import annotations

from dataclasses import dataclass

from bot.kit.address import Address


@dataclass(frozen=True, slots=True)
class WriteAccount(Address, prefix="witnesses.write"):
    """What the witness is to confirm; takes it."""

    piece: str


@dataclass(frozen=True, slots=True)
class OpenRequest(Address, prefix="witnesses.open"):
    """One link and how it stands; before there is one, its account and the choice of language."""

    request: str


@dataclass(frozen=True, slots=True)
class MakeLink(Address, prefix="witnesses.link"):
    """The account gets its link, in a language."""

    request: str
    language: str


@dataclass(frozen=True, slots=True)
class TakeLinkBack(Address, prefix="witnesses.revoke"):
    """The link opens nothing any more."""

    request: str


@dataclass(frozen=True, slots=True)
class AskAgain(Address, prefix="witnesses.again"):
    """The same account for another link."""

    request: str
