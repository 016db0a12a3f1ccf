"""Where the buttons of moving lead."""

from __future__ import annotations

from dataclasses import dataclass

from bot.kit.address import Address


@dataclass(frozen=True, slots=True)
class OpenReturn(Address, prefix="joining.return"):
    """At the door: I have been here before; as what is expected: the recovery code."""


@dataclass(frozen=True, slots=True)
class SayWho(Address, prefix="joining.return.who"):
    """Ask staff to confirm who one is; as what is expected: the name."""


@dataclass(frozen=True, slots=True)
class TakeBackClaim(Address, prefix="joining.return.back"):
    """Ask nobody any more."""


@dataclass(frozen=True, slots=True)
class NotMe(Address, prefix="joining.return.not"):
    """In the chat before: it was not me who moved."""

    move: str


@dataclass(frozen=True, slots=True)
class OpenRecovery(Address, prefix="joining.recovery"):
    """What a recovery code is, and whether I have one."""


@dataclass(frozen=True, slots=True)
class AskNewCode(Address, prefix="joining.recovery.ask"):
    """What follows from a new code."""


@dataclass(frozen=True, slots=True)
class MakeCode(Address, prefix="joining.recovery.make"):
    """Put a new code in the place of the one before, and show it."""


@dataclass(frozen=True, slots=True)
class OpenMoves(Address, prefix="joining.move"):
    """For staff; as what is expected: the number that somebody told them."""


@dataclass(frozen=True, slots=True)
class OpenClaim(Address, prefix="joining.move.claim"):
    """A claim; as what is expected: the name of whose it is."""

    claim: str


@dataclass(frozen=True, slots=True)
class PickPerson(Address, prefix="joining.move.person"):
    """Whose claim it is, before it is confirmed."""

    claim: str
    person: int


@dataclass(frozen=True, slots=True)
class ConfirmMove(Address, prefix="joining.move.yes"):
    """I have spoken to them: move them."""

    claim: str
    person: int


@dataclass(frozen=True, slots=True)
class RefuseClaim(Address, prefix="joining.move.no"):
    """It is nobody I know."""

    claim: str
