"""Where the buttons of lists lead."""

from __future__ import annotations

from dataclasses import dataclass

from bot.joining.rules import Layout
from bot.kit.address import Address
from bot.people.rules import Grant, Role, ScopeKind


@dataclass(frozen=True, slots=True)
class SendList(Address, prefix="joining.list.send"):
    """How a list has to look; as what is expected: the file."""

    role: Role
    kind: ScopeKind
    scope: str = ""

    @property
    def grant(self) -> Grant:
        return Grant(self.role, self.kind, self.scope or None)


@dataclass(frozen=True, slots=True)
class MakeList(Address, prefix="joining.list.make"):
    """Make the invitations of a list, and print them."""

    public: str
    layout: Layout


@dataclass(frozen=True, slots=True)
class DropList(Address, prefix="joining.list.drop"):
    """Forget a list whose invitations are not made."""

    public: str


@dataclass(frozen=True, slots=True)
class OpenRest(Address, prefix="joining.list.rest"):
    """What can be done at once for everybody who has not joined yet."""

    public: str


@dataclass(frozen=True, slots=True)
class RenewList(Address, prefix="joining.list.renew"):
    """New links for all who have not joined; `renewed`: how often that was done before."""

    public: str
    layout: Layout
    renewed: int


@dataclass(frozen=True, slots=True)
class AskTakeBack(Address, prefix="joining.list.back"):
    """What follows from taking back what nobody has joined with."""

    public: str


@dataclass(frozen=True, slots=True)
class TakeBack(Address, prefix="joining.list.back.yes"):
    """Close all invitations of a list that nobody has joined with."""

    public: str


@dataclass(frozen=True, slots=True)
class SendTable(Address, prefix="joining.list.table"):
    """Everybody on a list with their state, as a spreadsheet."""

    public: str


@dataclass(frozen=True, slots=True)
class OpenLists(Address, prefix="joining.lists"):
    """The lists one sent, the newest first, a page of them."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class OpenList(Address, prefix="joining.list"):
    """What became of a list, and who has not joined yet, a page of them."""

    public: str
    page: int = 0
