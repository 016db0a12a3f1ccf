"""What the buttons of privacy mean."""

from __future__ import annotations

from dataclasses import dataclass

from bot.kit.address import Address


@dataclass(frozen=True, slots=True)
class MakeExport(Address, prefix="privacy.data.make"):
    """Have the ZIP made."""


@dataclass(frozen=True, slots=True)
class SendExport(Address, prefix="privacy.data.send"):
    """Get the ZIP that was made once more."""


@dataclass(frozen=True, slots=True)
class OpenWhatStays(Address, prefix="privacy.stays"):
    """What stays of somebody who is erased, and why; a page of it."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class OpenDuties(Address, prefix="privacy.duties"):
    """What would be left open, on the way to the last question."""


@dataclass(frozen=True, slots=True)
class ConfirmErasure(Address, prefix="privacy.confirm"):
    """The last question; takes the word that is typed."""


@dataclass(frozen=True, slots=True)
class HoldBack(Address, prefix="privacy.hold"):
    """Nothing goes by itself for a while."""
