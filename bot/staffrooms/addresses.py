"""What buttons in a staff group mean. `question` is a public id of ten characters."""

from __future__ import annotations

from dataclasses import dataclass

from bot.kit.address import Address
from bot.people.rules import ScopeKind


@dataclass(frozen=True, slots=True)
class ConnectGroup(Address, prefix="staffrooms.connect"):
    """This group gets the questions of that scope; `scope` is empty for the whole programme."""

    kind: ScopeKind
    scope: str = ""


@dataclass(frozen=True, slots=True)
class LeaveAsItIs(Address, prefix="staffrooms.leave"):
    """Neither connect nor disconnect."""


@dataclass(frozen=True, slots=True)
class DisconnectGroup(Address, prefix="staffrooms.off"):
    """No more topics here; those that are here go as well, or stay."""

    delete: bool


@dataclass(frozen=True, slots=True)
class ClaimHere(Address, prefix="staffrooms.claim"):
    question: str


@dataclass(frozen=True, slots=True)
class HandBackHere(Address, prefix="staffrooms.return"):
    question: str
    version: int


@dataclass(frozen=True, slots=True)
class CloseHere(Address, prefix="staffrooms.close"):
    question: str
    version: int


@dataclass(frozen=True, slots=True)
class ReopenHere(Address, prefix="staffrooms.reopen"):
    question: str
    version: int
